import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import papaparse from 'papaparse';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { importer } from './support/importer.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/import/', import.meta.url));

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const planFor: ReturnType<typeof importer>['planFor'] = async (...given) => importer(desk).planFor(...given);
const run: ReturnType<typeof importer>['run'] = async (plan) => importer(desk).run(plan);
const file = (name: string, content: string): string => importer(desk).file(name, content);

describe('importing assets', () => {
  it('[I4] takes the register of another system with custodians, models and suppliers, and loses no cell', async () => {
    const path = join(fixtures, 'assets-sample.csv');
    const lines = readFileSync(path, 'utf8').trim().split('\n').length - 1;
    const plan = await planFor(path, 'assets', 'skip');
    const job = await run(plan);
    expect(job).toMatchObject({ state: 'done' });
    const { total } = await desk.client.assets.list({});
    expect(total).toBe(lines);
    expect(job.result).toMatchObject({ applied: lines, rejected: 0 });
    // Every text cell of the file stands somewhere at its asset; dates and amounts are checked by one row below.
    for (const row of papaparse.parse<Record<string, string>>(readFileSync(path, 'utf8').replace('\ufeff', ''), {
      header: true,
      skipEmptyLines: true,
    }).data) {
      const found = await desk.client.assets.lookup({ code: row['Asset Tag'] ?? '' });
      const stands = JSON.stringify(await desk.client.assets.get({ id: found?.id ?? 0 }));
      for (const [heading, cell] of Object.entries(row)) {
        if (cell.trim() === '' || /Date|Cost|Checked Out To: (First|Last)/.test(heading)) continue;
        expect(stands, heading).toContain(JSON.stringify(cell.trim()).slice(1, -1));
      }
    }
    const first = await desk.client.assets.lookup({ code: 'ICC-2065556' });
    expect(first).toMatchObject({
      name: 'Backhoe',
      manufacturer: 'Berge Inc',
      cost: { minor: 226_613, currency: 'EUR' },
      purchasedOn: '2023-01-23',
    });
  });

  it('[I4] writes nothing when a row has an error and the plan says to stop', async () => {
    const path = file('bad.csv', 'Asset Tag,Serial Number,Purchase Date\nA-1,S-1,2026-01-31\nA-1,S-2,2026-02-31\n');
    const before = await desk.client.reports.journal({ limit: 1 });
    const job = await run(await planFor(path, 'assets', 'stop'));
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'ROWS_REFUSED', facts: { count: '2' } } });
    expect((await desk.client.assets.list({})).total).toBe(0);
    expect(await desk.client.reports.journal({ limit: 1 })).toEqual(before);
  });

  it('[I4] skips bad rows and puts them into a workbook with the reason', async () => {
    const path = file(
      'mixed.csv',
      'Asset Tag,Serial Number,Purchase Date\nA-1,S-1,2026-01-31\nA-2,S-2,2026-02-31\nA-3,S-3,2026-03-31\n',
    );
    const job = await run(await planFor(path, 'assets', 'skip'));
    expect(job.result).toMatchObject({ applied: 2, rejected: 1 });
    const rejects = await desk.client.spreadsheets.inspect({
      path: String(job.result?.['rejectsFile']),
      entity: 'assets',
      sheet: null,
    });
    expect(rejects.sampleRows).toHaveLength(1);
    expect(rejects.sampleRows[0]?.slice(0, 4)).toEqual(['A-2', 'S-2', '2026-02-31', '3']);
  });

  it('[I4] puts what somebody registers meanwhile into the same workbook as the bad rows', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `T-${index},S-${index},2026-01-31`);
    rows.splice(10, 0, 'BAD-1,SBAD-1,2026-02-31');
    const path = file('race.csv', `Asset Tag,Serial Number,Purchase Date\n${rows.join('\n')}\n`);
    const { jobId } = await desk.client.spreadsheets.startImport(await planFor(path, 'assets', 'skip'));
    const phase = () => desk.backend.jobs.list().find((job) => job.id === jobId)?.phase;
    await vi.waitUntil(() => phase() === 'applying', { interval: 1, timeout: 30_000 });
    const other = await desk.client.assets.create({ ...bareAsset, tag: 'T-2999' });
    const job = await desk.backend.jobs.ended(jobId);
    expect(job.result).toMatchObject({ applied: 2999, rejected: 2 });
    expect((await desk.client.assets.lookup({ code: 'T-2999' }))?.id).toBe(other.id);
    const rejectsFile = String(job.result?.['rejectsFile']);
    expect(await desk.client.spreadsheets.listBatches()).toMatchObject([{ rowsRejected: 2, rejectsFile }]);
    const { sampleRows } = await desk.client.spreadsheets.inspect({ path: rejectsFile, entity: 'assets', sheet: null });
    expect(sampleRows).toEqual([
      ['BAD-1', 'SBAD-1', '2026-02-31', '12', expect.stringContaining('2026-02-31')],
      ['T-2999', 'S-2999', '2026-01-31', '3002', expect.stringContaining('while the import ran')],
    ]);
  });

  it('[R6] puts nobody in charge of what is on its way out, and keeps the name', async () => {
    const path = file(
      'out.csv',
      'Asset Tag,Status,Assigned To,Condition\nA-1,Retired,Ada Lovelace,good\nA-2,Deployed,Ada Lovelace,damaged\n',
    );
    await run(await planFor(path, 'assets'));
    const out = await desk.client.assets.lookup({ code: 'A-1' });
    expect(out).toMatchObject({ status: 'disposed', custodian: null });
    expect((await desk.client.assets.get({ id: out?.id ?? 0 })).extras).toMatchObject({ custodian: 'Ada Lovelace' });
    const held = await desk.client.assets.lookup({ code: 'A-2' });
    expect(await desk.client.custody.chain({ assetId: held?.id ?? 0 })).toMatchObject([
      { custodian: { name: 'Ada Lovelace' }, conditionOut: 'damaged' },
    ]);
  });

  it('[I4] refuses tags and serials that are in the register', async () => {
    await run(await planFor(file('one.csv', 'Asset Tag,Serial\nA-1,S-1\n'), 'assets'));
    const plan = await planFor(file('two.csv', 'Asset Tag,Serial\na-1,S-9\nA-9,s-1\nA-2,S-2\n'), 'assets', 'skip');
    const { jobId } = await desk.client.spreadsheets.startPreview(plan);
    await desk.backend.jobs.ended(jobId);
    const report = await desk.client.spreadsheets.previewReport({ jobId });
    expect(report).toMatchObject({ rows: 3, ready: 1, rejected: 2 });
    expect(report.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'ALREADY_REGISTERED'],
      [3, 'ALREADY_REGISTERED'],
    ]);
  });

  it('[I4] knows the same file again and remembers its mapping', async () => {
    const path = file('again.csv', 'Asset Tag,Whatever\nA-1,x\n');
    const plan = await planFor(path, 'assets');
    await run({
      ...plan,
      mapping: plan.mapping.map((target) =>
        target.column === 1 ? { column: 1, field: 'notes', keep: false } : target,
      ),
    });
    const inspection = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
    expect(inspection.importedBefore).not.toBeNull();
    expect(inspection.mapping[1]).toMatchObject({ field: 'notes', reason: 'remembered' });
  });

  it('[I4] a file that is no spreadsheet is refused with its reason', async () => {
    const path = file('binary.xlsx', '\u0000\u0001not a workbook');
    await expect(desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null })).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      data: { reason: expect.any(String) as string },
    });
  });

  it('[I4] can be cancelled while the file is being checked, and leaves nothing behind', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `T-${index},S-${index}`);
    const plan = await planFor(file('long.csv', `Asset Tag,Serial\n${rows.join('\n')}\n`), 'assets');
    const { jobId } = await desk.client.spreadsheets.startImport(plan);
    await desk.client.application.cancelJob({ id: jobId });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect((await desk.client.assets.list({})).total).toBe(0);
    expect(await desk.client.spreadsheets.listBatches()).toEqual([]);
  });
});

/** @returns how many assets there are as soon as there are any */
async function firstRows(): Promise<number> {
  for (;;) {
    const { total } = await desk.client.assets.list({ limit: 1 });
    if (total > 0) return total;
    await new Promise(setImmediate);
  }
}

describe('an import that is cancelled while rows go into the register', () => {
  it('[I4] takes them back with the names they brought, and the file can be imported again', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `T-${index},S-${index},Maker ${index % 7}`);
    const plan = await planFor(file('long.csv', `Asset Tag,Serial,Manufacturer\n${rows.join('\n')}\n`), 'assets');
    const before = (await desk.client.assets.listManufacturers({})).length;
    const { jobId } = await desk.client.spreadsheets.startImport(plan);
    expect(await firstRows()).toBeLessThan(3000);
    await desk.client.application.cancelJob({ id: jobId });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect((await desk.client.assets.list({})).total).toBe(0);
    expect(await desk.client.assets.listManufacturers({})).toHaveLength(before);
    expect(await desk.client.spreadsheets.listBatches()).toMatchObject([{ state: 'undone', rowsKept: 0 }]);
    expect(await run(plan)).toMatchObject({ state: 'done', result: { applied: 3000 } });
  });
});

describe('an import in the register when the application is closed', () => {
  it('[I4] is waited for and not taken back', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `T-${index},S-${index}`);
    const plan = await planFor(file('long.csv', `Asset Tag,Serial\n${rows.join('\n')}\n`), 'assets');
    const { jobId } = await desk.client.spreadsheets.startImport(plan);
    expect(await firstRows()).toBeLessThan(3000);
    await desk.backend.jobs.stopAll();
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done', result: { applied: 3000 } });
  });
});

describe('importing people', () => {
  it('[I4] takes a directory export and keeps what has no field', async () => {
    const path = join(fixtures, 'users-sample.csv');
    const job = await run(await planFor(path, 'people', 'skip'));
    expect(job).toMatchObject({ state: 'done' });
    const applied = Number(job.result?.['applied']);
    const { total } = await desk.client.people.list({});
    expect(applied).toBeGreaterThan(50);
    expect(total).toBe(applied);
  });
});
