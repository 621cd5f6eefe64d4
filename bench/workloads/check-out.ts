import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Distribution } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';
import { bytesWritten } from '../measure/written-bytes.ts';
import { deskScans, doScan } from './desk-cycle.ts';
import type { DeskScan } from './desk-cycle.ts';

const cycles = 240;

/** Bytes of one scan on the disk, by the count of the system; a usual WAL commit where it does not count. */
async function bytesOfScan(context: Context): Promise<number> {
  const before = bytesWritten();
  const warmUp = deskScans(context, 20, 'check-out warm-up');
  for (const [index, scan] of warmUp.entries()) await doScan(context, scan, warmUp[index - 1]);
  const after = bytesWritten();
  const writing = warmUp.filter((scan) => scan.kind !== 'person').length;
  return before === null || after === null ? 24_000 : Math.round((after - before) / writing);
}

function checkJournal(raw: Sqlite, journalKey: Uint8Array, from: number, scans: number): void {
  const check = new ChainCheck(journalKey);
  let entries = 0;
  for (const link of readChain(raw, from)) {
    check.check(link);
    entries += 1;
  }
  const faults = check.report().faults.filter((fault) => fault.kind !== 'GAP' || fault.at !== from);
  // The first link of a part has no link before it here.
  insist(
    faults.every((fault) => fault.at === from),
    'the chain of the new entries',
  );
  insist(entries === scans, `${entries} journal entries for ${scans} scans`);
}

function result(label: string, ours: Distribution, limit: Distribution, bars: boolean, notes: string[]): Result {
  const [ratio95, ratio99] = [ours.p95 / limit.p95, ours.p99 / limit.p99];
  return {
    label,
    ours,
    limit,
    ratio: ours.p50 / limit.p50,
    target: bars ? 'p95 ≤ 1.5x, p99 ≤ 3x' : '–',
    ok: bars ? ratio95 <= 1.5 && ratio99 <= 3 : null,
    notes: [
      `p95 ${ratio95.toFixed(2)}x, p99 ${formatMilliseconds(ours.p99)} to ${formatMilliseconds(limit.p99)} (${ratio99.toFixed(2)}x), longest ${formatMilliseconds(ours.max)}`,
      ...notes,
    ],
  };
}

export const checkOut: Benchmark = {
  name: 'check-out',
  what: `desk.scan: ${cycles} cycles of a badge, two check-outs and two check-ins, each on the disk when it is answered`,
  limit: 'appending as many bytes to a file and fdatasync, between the scans',
  run: async (context) => {
    const { raw, folder, backend } = context;
    const bytes = await bytesOfScan(context);
    const head = Number(raw.prepare('SELECT max(seq) FROM journal').pluck().get());
    const scans = deskScans(context, cycles, 'check-out');
    const file = join(folder, 'appended');
    const handle = openSync(file, 'w');
    const block = Buffer.alloc(bytes, 7);
    const times: Record<DeskScan['kind'] | 'limit', number[]> = {
      person: [],
      'check-out': [],
      'check-in': [],
      limit: [],
    };
    for (const [index, scan] of scans.entries()) {
      times[scan.kind].push(await doScan(context, scan, scans[index - 1]));
      if (scan.kind === 'person') continue;
      const startedAt = performance.now();
      writeSync(handle, block);
      fdatasyncSync(handle);
      times.limit.push(performance.now() - startedAt);
    }
    closeSync(handle);
    rmSync(file);
    const written = scans.filter((scan) => scan.kind !== 'person').length;
    checkJournal(raw, openInventoryOf(backend).journalKey, head + 1, written);
    const limit = distributionOf(times.limit);
    return [
      result('check-out / append + fdatasync', distributionOf(times['check-out']), limit, true, [
        `${bytes.toLocaleString('en')} bytes a scan; ${written} scans, each with its journal entry`,
      ]),
      result('check-in / append + fdatasync', distributionOf(times['check-in']), limit, true, []),
      result('badge / append + fdatasync', distributionOf(times.person), limit, false, []),
    ];
  },
};
