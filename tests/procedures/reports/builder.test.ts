import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { readyReports } from '#shared/features/reports/builder-contract.ts';
import type {
  ReadyReport,
  ReportContent,
  ReportDetails,
  ReportScope,
} from '#shared/features/reports/builder-contract.ts';
import { writeDueReports } from '#backend/features/reports/builder/keep-reports.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { dispose } from '#tests/support/retirement.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

const everything: ReportScope = { from: null, to: null, placeId: null, departmentId: null, categoryId: null };
const ready = (report: ReadyReport, scope: Partial<ReportScope> = {}): ReportContent => ({
  kind: 'ready',
  report,
  scope: { ...everything, ...scope },
});

let desk: TestDesk;
let auditor: Client;
let clerk: Client;
let path: string | null = null;
let folder: string;
let count = 0;

beforeAll(async () => {
  const host = { chooseSaveFile: () => Promise.resolve(path), chooseFolder: () => Promise.resolve(folder) };
  desk = await openReadyDesk({ sampleData: true, host });
  auditor = await signInAs(desk, 'anna', ['auditor']);
  clerk = await signInAs(desk, 'dan', ['desk_operator']);
  const [gone, lost] = (await desk.client.assets.list({ search: 'Catalyst' })).rows;
  await dispose(desk.client, gone?.id ?? 0);
  await desk.client.incidents.declare({ kind: 'lost', assetIds: [lost?.id ?? 0], description: 'In a train' });
}, slowHook);
afterAll(async () => desk.close());
beforeEach(() => {
  count += 1;
  folder = join(desk.folder, `reports-${count}`);
  mkdirSync(folder);
});

const paper = { size: 'A4', landscape: true } as const;
const details = (content: ReportContent, more: Partial<ReportDetails> = {}): ReportDetails => ({
  name: `Report ${count}`,
  shared: false,
  content,
  format: 'xlsx',
  language: 'en',
  paper,
  planned: null,
  ...more,
});
const save = (report: ReportDetails, known: { id: number; version: number } | null = null, client = desk.client) =>
  client.reports.saveReport({ ...report, id: known?.id ?? null, version: known?.version ?? 0 });
const preview = (content: ReportContent, language: 'en' | 'de' = 'en') =>
  desk.client.reports.previewReport({ content, language });

/** Writes through the contract and reads it back by another library. */
async function written(content: ReportContent, format: 'xlsx' | 'csv' | 'pdf', name: string) {
  path = join(folder, `${name}.${format}`);
  const { jobId } = await desk.client.reports.writeReport({ content, name, format, language: 'en', paper });
  expect(await desk.backend.jobs.ended(jobId ?? '')).toMatchObject({ state: 'done' });
  return path;
}

function rowsOf(file: string): Record<string, unknown>[] {
  const book = read(readFileSync(file));
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { raw: true, defval: null });
}

async function pass(days: number): Promise<void> {
  desk.surroundings.pass(days * 24 * 3_600_000);
  for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
  return Promise.resolve();
}

describe('ready reports', () => {
  it('[X2] each one begins with headings in the language of the reader, and most have something to tell of the sample', async () => {
    expect(await desk.client.reports.listReadyReports()).toEqual(readyReports);
    const empty: string[] = [];
    for (const report of readyReports) {
      const { columns, rows } = await preview(ready(report));
      const german = await preview(ready(report), 'de');
      expect(german.columns).toHaveLength(columns.length);
      for (const { heading } of [...columns, ...german.columns]) expect(heading, report).not.toContain('.');
      for (const cell of rows.flat()) expect(cell, report).not.toMatch(/^[a-z][a-zA-Z]+\.[a-z_]+$/);
      if (rows.length === 0) empty.push(report);
    }
    expect(empty).toEqual(['stocktake_result', 'maintenance_done', 'training']);
  });

  it('[X2] the register has every asset that is not gone, in the order of what it is asked by', async () => {
    const { total } = await desk.client.assets.list({});
    const rows = rowsOf(await written(ready('register_by_custodian'), 'xlsx', 'register'));
    const gone = (await desk.client.assets.list({ statuses: ['disposed'] })).total;
    expect(gone).toBeGreaterThan(0);
    expect(rows).toHaveLength(total - gone);
    const custodians = rows.map((row) => row['Custodian']);
    const named = custodians.filter((name) => name !== null).map(String);
    expect(custodians.slice(0, named.length)).toEqual(named);
    expect(named.map((name) => name.toLowerCase())).toEqual(named.map((name) => name.toLowerCase()).toSorted());
    const [category] = await desk.client.assets.listCategories();
    const part = await preview(ready('register_by_place', { categoryId: category?.id ?? 0 }));
    expect(part.rows.length).toBeLessThan(total);
  });

  it('[X2] the licence position and the depreciation agree with the pages that they are of', async () => {
    const positions = (await desk.client.licences.listPositions({})).rows;
    const rows = rowsOf(await written(ready('licence_position'), 'xlsx', 'elp'));
    expect(rows.map((row) => [row['Product'], row['Position']])).toEqual(
      positions.map((row) => [row.product.name, row.position]),
    );
    const values = rowsOf(await written(ready('depreciation', { to: '2026-11-24' }), 'xlsx', 'values'));
    expect(values.length).toBeGreaterThan(0);
    for (const row of values) {
      if (row['Book value'] === null) continue;
      expect(Number(row['Cost']) - Number(row['Written off'])).toBeCloseTo(Number(row['Book value']), 2);
    }
  });

  it('[X2] [M2] patch compliance is what the page about updates says', async () => {
    const { rows: installed } = await desk.client.updates.listInstalled({ limit: 500 });
    const rows = rowsOf(await written(ready('patches'), 'xlsx', 'patches'));
    const told = rows.map((row) =>
      JSON.stringify([row['Tag'], row['Product'], row['Installed version'], row['Should be']]),
    );
    const shown = installed.map(({ asset, product, installed: version, target }) =>
      JSON.stringify([asset.tag, product.name, version, target]),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.toSorted()).toEqual(shown.toSorted());
    for (const row of rows) if (row['State'] === 'Current') expect(row['Days behind']).toBe(0);
  });

  it('[X2] a list is written as it was seen, and all three files hold the same rows', async () => {
    const content: ReportContent = {
      kind: 'list',
      request: {
        list: 'assets',
        filter: { search: 'Catalyst' },
        sort: 'tag',
        direction: 'descending',
        format: 'xlsx',
        columns: ['tag', 'name'],
        words: ['Search: Catalyst'],
        language: 'en',
        paper,
      },
    };
    const rows = rowsOf(await written(content, 'xlsx', 'list'));
    expect(rows).toHaveLength(4);
    expect(Object.keys(rows[0] ?? {})).toEqual(['Tag', 'Name']);
    const csv = readFileSync(await written(content, 'csv', 'list'), 'utf8');
    expect(csv.trim().split(/\r?\n/)).toHaveLength(5);
    expect(
      readFileSync(await written(content, 'pdf', 'list'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const { entries } = await desk.client.reports.journal({ event: 'reports.reportWritten', limit: 1 });
    expect(entries[0]?.data).toMatchObject({ title: 'list', format: 'pdf', rows: 4 });
  });

  it('[X2] nothing is written where nobody chose a file, and who may not export sees none', async () => {
    path = null;
    const wanted = { content: ready('movements'), name: '', format: 'csv', language: 'en', paper } as const;
    expect(await desk.client.reports.writeReport(wanted)).toEqual({ jobId: null });
    await expect(clerk.reports.listReports()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(clerk.reports.writeReport(wanted)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('kept reports', () => {
  it('[X2] are seen by their owner, shared with everybody who exports, and changed by whoever may', async () => {
    const { id } = await save(details(ready('warranty'), { name: 'My warranties' }), null, auditor);
    expect(await desk.client.reports.listReports()).toEqual([]);
    const [own] = await auditor.reports.listReports();
    expect(own).toMatchObject({ id, name: 'My warranties', editable: true, owner: { name: 'anna' }, version: 1 });
    await save(details(ready('warranty'), { name: 'Our warranties', shared: true }), { id, version: 1 }, auditor);
    // An administrator looks after what is shared.
    expect(await desk.client.reports.listReports()).toMatchObject([{ name: 'Our warranties', editable: true }]);
    const mine = await save(details(ready('movements'), { name: 'Mine', shared: true }));
    expect(await auditor.reports.listReports()).toMatchObject([{ name: 'Mine', editable: false }, {}]);
    const theirs = save(details(ready('movements'), { name: 'Taken over' }), { id: mine.id, version: 1 }, auditor);
    await expect(theirs).rejects.toMatchObject({ code: 'REPORT_NOT_YOURS' });
    await expect(save(details(ready('movements'), { name: 'mine', shared: true }))).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    const late = save(details(ready('movements'), { name: 'Late' }), { id: mine.id, version: 7 });
    await expect(late).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await desk.client.reports.removeReport({ id: mine.id, version: 1 });
    await desk.client.reports.removeReport({ id, version: 2 });
    expect(await desk.client.reports.listReports()).toEqual([]);
  });

  it('[X2] one that is planned is written into its folder when it is due, once, and by hand whenever', async () => {
    expect(await desk.client.reports.chooseReportFolder()).toEqual({ path: folder });
    const planned = { folder, schedule: { when: 'weekly', weekday: 3 } } as const;
    const { id } = await save(details(ready('overdue'), { name: 'Late: who?', format: 'csv', planned }));
    const due = async () => {
      for (const job of await writeDueReports(desk.backend, false))
        expect(await desk.backend.jobs.ended(job)).toMatchObject({ state: 'done' });
      return readdirSync(folder);
    };
    // The test begins on a Tuesday.
    expect(await due()).toEqual([]);
    await pass(1);
    expect(await due()).toEqual(['Late who 2026-11-25.csv']);
    expect(await due()).toHaveLength(1);
    await pass(9);
    expect(await due()).toEqual(['Late who 2026-11-25.csv', 'Late who 2026-12-04.csv']);
    const { jobId } = await desk.client.reports.runReport({ id });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    const [report] = await desk.client.reports.listReports();
    expect(report?.lastRun).toMatchObject({ failure: null });
    expect(existsSync(report?.lastRun?.path ?? '')).toBe(true);
    expect(readdirSync(folder)).toHaveLength(3);
    await desk.client.reports.removeReport({ id, version: 1 });
    await pass(14);
    expect(await due()).toHaveLength(3);
  });

  it('[X2] [S4] shows what its owner may see on the day, and nothing when he is not let in any more', async () => {
    const planned = { folder, schedule: { when: 'daily' } } as const;
    const { id } = await save(details(ready('depreciation'), { name: 'Values', shared: true, planned }), null, auditor);
    const anna = (await desk.client.auth.listOperators()).find(({ username }) => username === 'anna');
    await desk.client.auth.updateOperator({
      id: anna?.id ?? 0,
      displayName: 'anna',
      roles: ['auditor'],
      active: false,
      password: null,
    });
    expect(await writeDueReports(desk.backend, false)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    const report = (await desk.client.reports.listReports()).find((each) => each.id === id);
    expect(report?.lastRun).toMatchObject({ failure: 'FORBIDDEN', path: null });
    await desk.client.reports.removeReport({ id, version: 1 });
  });

  it('[X2] a folder that is not there is refused, by the use case and a half plan by the database', async () => {
    const planned = { folder: join(folder, 'nowhere'), schedule: { when: 'daily' } } as const;
    await expect(save(details(ready('overdue'), { planned }))).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
    const { id } = await save(details(ready('overdue')));
    expect(() => desk.backend.inventory?.sqlite.exec(`UPDATE saved_report SET folder = '/x' WHERE id = ${id}`)).toThrow(
      'CHECK',
    );
    await expect(desk.client.reports.runReport({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
