import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { bareAsset } from '#tests/support/assets.ts';
import { bareArticle } from '#tests/support/supplies.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { makePack, partsOf, sheetPart, verifyPack, writeParts } from './support/packs.ts';

let desk: TestDesk;
let target: string;
let id: number;

/** A closed stocktake of a room with one asset found, one missing, one from elsewhere and one code that nobody knows. */
beforeEach(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: () => Promise.resolve(target) } });
  const { stocktakes, places, assets } = desk.client;
  const make = (name: string) => ({
    parentId: null,
    kind: 'room' as const,
    name,
    code: name.toUpperCase(),
    notes: null,
  });
  const room = (await places.create(make('Room'))).id;
  const other = (await places.create(make('Other'))).id;
  const cost = { minor: 10_000, currency: 'EUR' };
  for (const [tag, placeId] of [
    ['A-1', room],
    ['A-2', room],
    ['A-3', other],
  ] as const)
    await assets.create({ ...bareAsset, tag, placeId, cost });
  desk.surroundings.pass(1000);
  ({ id } = await stocktakes.plan({
    name: 'Year end',
    scope: { placeIds: [room], departmentIds: [], categoryIds: [] },
    method: 'full',
    sampleSize: null,
    seed: null,
    blind: false,
  }));
  await stocktakes.start({ id });
  desk.surroundings.pass(1000);
  for (const text of ['ROOM', 'A-1', 'A-3', '=1+1']) await stocktakes.scan({ id, text });
});
afterEach(async () => desk.close());

async function close(): Promise<void> {
  const { stocktakes } = desk.client;
  await stocktakes.endCounting({ id });
  const lines = (await stocktakes.lines({ id, results: ['missing', 'unexpected', 'unknown'] })).rows;
  const decision = { missing: 'mark_missing', unexpected: 'move_record', unknown: 'leave' } as const;
  for (const { id: line, result } of lines)
    if (result in decision)
      await stocktakes.decide({
        id,
        lineIds: [line],
        cause: 'other',
        decision: decision[result as keyof typeof decision],
        note: 'because',
      });
  await stocktakes.close({ id });
}

async function report(format: 'pdf' | 'xlsx') {
  target = join(desk.folder, `report.${format}`);
  const { jobId } = await desk.client.reports.stocktake({ id, format });
  return desk.backend.jobs.ended(jobId ?? '');
}

describe('the report of a stocktake', () => {
  it('[K3] as a workbook names facts, results, variances and who signs', async () => {
    await close();
    const job = await report('xlsx');
    expect(job).toMatchObject({ state: 'done', result: { rows: 3 } });
    const book = read(readFileSync(target));
    const facts = utils.sheet_to_json<{ Fact: string; Value: string }>(book.Sheets['Stocktake'] ?? {});
    const value = (label: string) => facts.find((row) => row.Fact === label)?.Value;
    expect(value('Accuracy by count')).toBe('50.00 % (1 of 2 found where the register said)');
    expect(value('State')).toBeUndefined();
    expect(value('Content SHA-256')).toBe(job.result?.['seal']);
    expect(facts.map((row) => row.Fact)).toEqual(expect.arrayContaining(['Reconciled by', 'Approved by']));
    const variances = utils.sheet_to_json<Record<string, string>>(book.Sheets['Variances'] ?? {});
    expect(variances.map((row) => [row['Asset or code'], row['Result'], row['Outcome']])).toEqual([
      ['A-2', 'missing', 'applied'],
      ['A-3', 'unexpected', 'applied'],
      ['=1+1', 'unknown', 'left'],
    ]);
  });

  it('[K3] names what was counted by quantity, and nothing of the kind where nothing was', async () => {
    await close();
    await report('xlsx');
    expect(read(readFileSync(target)).SheetNames).toEqual(['Stocktake', 'Variances']);
    const [room] = await desk.client.places.list({});
    const { id: articleId } = await desk.client.supplies.create({ ...bareArticle, name: 'Cable', code: 'C-1' });
    await desk.client.supplies.receive({ articleId, placeId: room?.id ?? 0, quantity: 5, note: null });
    const plan = { method: 'full' as const, sampleSize: null, seed: null, blind: false };
    const scope = { placeIds: [room?.id ?? 0], departmentIds: [], categoryIds: [] };
    ({ id } = await desk.client.stocktakes.plan({ ...plan, name: 'Supplies', scope }));
    await desk.client.stocktakes.start({ id });
    await desk.client.stocktakes.scan({ id, text: room?.code ?? '' });
    await desk.client.stocktakes.scan({ id, text: 'C-1' });
    await desk.client.stocktakes.endCounting({ id });
    const job = await report('xlsx');
    const counts = utils.sheet_to_json<Record<string, unknown>>(read(readFileSync(target)).Sheets['Supplies'] ?? {});
    expect(counts).toMatchObject([
      {
        Article: 'C-1',
        Name: 'Cable',
        'Books when counted': 5,
        Counted: 1,
        Difference: -4,
        'Counted by': expect.stringContaining('Rita Root') as string,
      },
    ]);
    expect((await report('pdf')).result?.['seal']).toBe(job.result?.['seal']);
  });

  it('[K3] as a PDF has the same seal, which stands in the journal', async () => {
    await close();
    const { result } = await report('pdf');
    expect(readFileSync(target).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect((await report('xlsx')).result?.['seal']).toBe(result?.['seal']);
    const { entries } = await desk.client.reports.journal({ event: 'reports.stocktakeReported' });
    expect(entries.map(({ data }) => [data['format'], data['seal']])).toEqual([
      ['xlsx', result?.['seal']],
      ['pdf', result?.['seal']],
    ]);
  });

  it('[K3] is refused while counting goes on, and is a draft until the stocktake is closed', async () => {
    target = join(desk.folder, 'report.xlsx');
    await expect(desk.client.reports.stocktake({ id, format: 'xlsx' })).rejects.toMatchObject({
      code: 'STOCKTAKE_STATE',
    });
    await desk.client.stocktakes.endCounting({ id });
    await report('xlsx');
    const facts = utils.sheet_to_json<{ Value: string }>(read(readFileSync(target)).Sheets['Stocktake'] ?? {});
    expect(facts.map((row) => row.Value)).toContain('Draft: this stocktake is not closed');
  });
});

describe('the stocktake sheets of the audit pack', () => {
  it('[X1] hold summary, every line and every variance with its end, and verify', async () => {
    await close();
    const { path } = await makePack(desk);
    const book = read(readFileSync(path));
    const rows = (name: string) => utils.sheet_to_json<Record<string, unknown>>(book.Sheets[name] ?? {});
    expect(rows('20_Stocktake_summary')).toMatchObject([
      {
        'Stocktake no': 1,
        Scope: 'Room',
        Expected: 2,
        Found: 1,
        Missing: 1,
        Unexpected: 1,
        Unknown: 1,
        '% by count': 50,
        '% by value': 50,
        'Counted by': 'Rita Root',
        'Reconciled by': 'Rita Root',
      },
    ]);
    expect(
      rows('21_Stocktake_lines').map((row) => [row['Tag'] ?? row['Code'], row['Result'], row['Read how']]),
    ).toEqual([
      ['A-1', 'found', 'barcode'],
      ['A-2', 'missing', undefined],
      ['A-3', 'unexpected', 'barcode'],
      ['=1+1', 'unknown', 'barcode'],
    ]);
    const variances = rows('22_Variances');
    expect(variances.map((row) => [row['Variance'], row['Decision'], row['Outcome']])).toEqual([
      ['missing', 'mark_missing', 'applied'],
      ['unexpected', 'move_record', 'applied'],
      ['unknown', 'leave', 'left'],
    ]);
    const { entries } = await desk.client.reports.journal({ event: 'stocktakes.markedMissing' });
    expect(variances[0]?.['Journal ref']).toBe(entries[0]?.seq);
    expect((await verifyPack(desk, path)).result).toMatchObject({ ok: true });
  });

  it('[X1] a changed variance is found', async () => {
    await close();
    const { path } = await makePack(desk);
    const parts = partsOf(path);
    const part = sheetPart(parts, '22_Variances');
    const before = parts.get(part) ?? '';
    const altered = before.replace('mark_missing', 'move_recorded');
    expect(altered).not.toBe(before);
    await writeParts(path, parts.set(part, altered));
    expect((await verifyPack(desk, path)).result).toMatchObject({ ok: false });
  });
});
