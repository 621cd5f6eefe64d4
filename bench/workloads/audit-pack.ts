import { once } from 'node:events';
import { createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createDeflateRaw } from 'node:zlib';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { router } from '#backend/router.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Result } from '../measure/result.ts';
import { lastWorker } from '../measure/worker-process.ts';

/** The same rows as text through the same compression: no workbook can be made faster. */
async function writeRowsAsText(raw: Sqlite, path: string): Promise<number> {
  const startedAt = performance.now();
  const deflate = createDeflateRaw({ level: 6 });
  const file = createWriteStream(path);
  deflate.pipe(file);
  // The register stands on two sheets: as it is, and as what was added.
  for (const table of ['asset', 'asset', 'custody', 'movement', 'journal']) {
    let part = '';
    for (const row of raw.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().iterate()) {
      part += `${row.join(',')}\n`;
      if (part.length < 65_536) continue;
      // The reading goes on only when the compression has caught up: memory stays small.
      if (!deflate.write(part)) await once(deflate, 'drain');
      part = '';
    }
    deflate.write(part);
  }
  deflate.end();
  await once(file, 'finish');
  return performance.now() - startedAt;
}

async function makePack({ client, backend }: Context, path: string): Promise<number> {
  const startedAt = performance.now();
  const everything = { from: null, to: null, placeId: null, departmentId: null, categoryId: null };
  const { jobId } = await client.reports.auditPack({ ...everything, path });
  const job = await backend.jobs.ended(jobId);
  insist(job.state === 'done', `audit pack ended ${job.state} ${JSON.stringify(job.failure)}`);
  return performance.now() - startedAt;
}

export const auditPack: Benchmark = {
  name: 'audit-pack',
  what: 'reports.auditPack of the whole register, and its check by reports.verifyPack',
  limit: 'the same tables as comma-separated text through deflate',
  run: async (context) => {
    const { client, backend, folder, raw } = context;
    if (!('auditPack' in router.reports)) {
      return [
        { label: 'audit pack', ours: null, limit: null, ratio: null, target: '–', ok: null, notes: ['not there yet'] },
      ];
    }
    const limit = [await writeRowsAsText(raw, join(folder, 'rows.deflate'))];
    const path = join(folder, 'pack.xlsx');
    const made = await makePack(context, path);
    const memory = lastWorker.peakMegabytes;
    limit.push(await writeRowsAsText(raw, join(folder, 'rows.deflate')));
    const startedAt = performance.now();
    const { jobId } = await client.reports.verifyPack({ path });
    const verdict = await backend.jobs.ended(jobId);
    const verified = performance.now() - startedAt;
    insist(verdict.state === 'done', `check of the pack ended ${verdict.state} ${JSON.stringify(verdict.failure)}`);
    const bytes = statSync(path).size;
    for (const name of ['pack.xlsx', 'rows.deflate']) rmSync(join(folder, name));
    const floor = distributionOf(limit);
    const result: Result = {
      label: 'audit pack / rows as text',
      ours: distributionOf([made]),
      limit: floor,
      ratio: made / floor.p50,
      target: '≤ 2x, ≤ 300 MB',
      ok: made / floor.p50 <= 2 && memory <= 300,
      notes: [
        `one pack of ${Math.round(bytes / 1e6)} MB; its process took up to ${Math.round(memory)} MB`,
        `answer of its check: ${JSON.stringify(verdict.result)}`,
      ],
    };
    return [
      result,
      {
        ...result,
        label: 'check of the pack / rows as text',
        ours: distributionOf([verified]),
        ratio: verified / floor.p50,
        target: '–',
        ok: null,
        notes: [],
      },
    ];
  },
};
