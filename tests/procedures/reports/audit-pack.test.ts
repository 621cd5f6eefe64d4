import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import type { CellObject, WorkBook } from 'xlsx';
import { rolesOfOneAlone } from '#shared/features/auth/permissions.ts';
import { packTask } from '#backend/features/reports/pack-task.ts';
import type { PackTaskInput } from '#backend/features/reports/pack-task.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { databaseOf, everything, makePack, partsOf, sheetPart, verifyHere, verifyPack } from './support/packs.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

const sheetNames = [
  '00_Cover',
  '01_Provenance',
  '02_Control_map',
  '10_Asset_register',
  '11_Additions',
  '12_Disposals',
  '13_Movements',
  '14_Custody',
  '15_Leavers',
  '16_Loans',
  '20_Stocktake_summary',
  '21_Stocktake_lines',
  '22_Variances',
  '30_Media',
  '31_Sanitisation',
  '32_Certificates',
  '33_Disposal_lots',
  '34_Downstream_vendors',
  '40_Protection_state',
  '41_Maintenance',
  '42_Backups',
  '50_Installations',
  '51_Entitlements',
  '52_ELP',
  '53_Licence_exceptions',
  '60_Operators',
  '61_Role_matrix',
  '62_Access_reviews',
  '63_Auth_events',
  '64_Privileged_actions',
  '65_Approvals',
  '66_SoD_conflicts',
  '70_Incidents',
  '71_Training',
  '80_Retention',
  '81_Depreciation',
  '90_Audit_log',
  '91_Chain_check',
  '92_Exports_prints',
  '93_App_backups',
  '99_Exceptions',
];

/** The workbook as an independent reader sees it. */
function open(path: string): WorkBook {
  return read(readFileSync(path), { cellNF: true });
}

function rowsOf(book: WorkBook, name: string): Record<string, unknown>[] {
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`no sheet ${name}`);
  return utils.sheet_to_json(sheet, { raw: true, defval: null });
}

/** The cell below a heading in a row, counted from 1 below the headings. */
function cellOf(book: WorkBook, name: string, heading: string, row: number): CellObject | undefined {
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`no sheet ${name}`);
  const [headings = []] = utils.sheet_to_json<string[]>(sheet, { header: 1, range: 0 });
  return sheet[utils.encode_cell({ c: headings.indexOf(heading), r: row })] as CellObject | undefined;
}

function packInput(draft: string): PackTaskInput {
  closeSync(openSync(draft, 'w'));
  return {
    ...databaseOf(desk),
    draft,
    scope: everything,
    facts: {
      number: 1,
      now: '2026-11-24T08:00:00.000Z',
      operator: 'Rita Root (root)',
      roles: ['administrator'],
      desk: 'desk',
      timeZone: 'Europe/Prague',
      version: '0.0.0-test',
      schemaVersion: 5,
      seesCost: true,
    },
  };
}
const silent = { progress: () => undefined };

describe('an audit pack', () => {
  it('[X1] has its sheets in order with a frozen heading and a filter on each, and no formula', async () => {
    const { path, job } = await makePack(desk);
    expect(job).toMatchObject({ state: 'done', result: { packNumber: 1, sheets: sheetNames.length } });
    expect(open(path).SheetNames).toEqual(sheetNames);
    const parts = partsOf(path);
    for (const name of sheetNames) {
      const xml = parts.get(sheetPart(parts, name)) ?? '';
      expect(xml, name).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
      expect(xml, name).toMatch(/<autoFilter ref="A1:[A-Z]+\d+"\/>/);
      expect(xml, name).not.toMatch(/<f[ >]/);
    }
    expect([...parts.keys()].filter((name) => /external|vba|macro/i.test(name))).toEqual([]);
  });

  it('[X1] holds every asset with typed cells: days, instants, amounts and numbers', async () => {
    const asset = await desk.client.assets.create({
      ...bareAsset,
      tag: 'X-1',
      name: 'Typed',
      purchasedOn: '2024-02-29',
      cost: { minor: 123_456, currency: 'EUR' },
    });
    const { path } = await makePack(desk);
    const book = open(path);
    const rows = rowsOf(book, '10_Asset_register');
    const { total } = await desk.client.assets.list({});
    expect(rows).toHaveLength(total);
    const at = rows.findIndex((row) => row['Tag'] === 'X-1') + 1;
    const cell = (heading: string) => cellOf(book, '10_Asset_register', heading, at);
    expect(cell('Asset id')).toMatchObject({ t: 'n', v: asset.id });
    expect(cell('Acquired on')).toMatchObject({ t: 'n', v: 45_351, z: 'yyyy-mm-dd' });
    expect(cell('Cost')).toMatchObject({ t: 'n', v: 1234.56, z: '#,##0.00\\ "EUR"' });
    expect(cell('Created at/by')).toMatchObject({ t: 'n', z: 'yyyy-mm-dd hh:mm:ss' });
    expect(cell('Tag')).toMatchObject({ t: 's', v: 'X-1' });
  });

  it('[X1] names that look like formulas stay text', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://example.org")'];
    for (const name of names) await desk.client.assets.create({ ...bareAsset, name });
    const { path } = await makePack(desk);
    const book = open(path);
    const written = rowsOf(book, '10_Asset_register').map((row) => row['Name']);
    expect(written).toEqual(expect.arrayContaining(names));
    const at = written.indexOf('=1+1') + 1;
    expect(cellOf(book, '10_Asset_register', 'Name', at)).toEqual(
      expect.not.objectContaining({ f: expect.anything() as string }),
    );
    expect(cellOf(book, '10_Asset_register', 'Name', at)).toMatchObject({ t: 's', v: '=1+1' });
  });

  it('[X1] the cover names scope, operator, number, journal head and every sheet with its rows', async () => {
    const { path, job } = await makePack(desk);
    const book = open(path);
    const cover = rowsOf(book, '00_Cover');
    const item = (label: string) => cover.find((row) => row['Item'] === label);
    expect(item('Site/entity scope')).toMatchObject({ Text: 'Everything' });
    expect(item('Generated by (operator, role)')).toMatchObject({
      Text: `Rita Root (root), ${[...rolesOfOneAlone].toSorted().join(' ')}`,
    });
    expect(item('Pack number')).toMatchObject({ Number: 1 });
    expect(item('Previous pack number and SHA-256')).toMatchObject({ Text: 'none' });
    expect(item('Journal head')).toMatchObject({
      Number: job.result?.['asOfSeq'],
      'SHA-256': job.result?.['asOfHash'],
    });
    const sheets = cover.filter((row) => row['Item'] === 'Sheet');
    expect(sheets.map((row) => String(row['Text'])).toSorted()).toEqual(sheetNames.slice(1));
    for (const row of sheets) expect(rowsOf(book, String(row['Text']))).toHaveLength(Number(row['Number']));
    const link = sheets.findIndex((row) => row['Text'] === '90_Audit_log') + cover.indexOf(sheets[0] ?? {}) + 1;
    expect(cellOf(book, '00_Cover', 'Text', link)?.l?.Target).toBe("#'90_Audit_log'!A1");
  });

  it('[X1] the provenance counts source, left out and written rows, and says what is not recorded yet', async () => {
    const { path } = await makePack(desk);
    const rows = rowsOf(open(path), '01_Provenance');
    const register = rows.find((row) => row['Sheet'] === '10_Asset_register');
    expect(register).toMatchObject({ 'Rows filtered out and why': '0', 'Gaps in sequence': 0 });
    expect(register?.['Rows in source']).toBe(register?.['Rows in sheet']);
    expect(register?.['Columns without data']).toMatch(/^not recorded yet: Owner \(accountable\), Classification/);
    const loans = rows.find((row) => row['Sheet'] === '16_Loans');
    expect(loans?.['Rows filtered out and why']).toBe(
      `${Number(loans?.['Rows in source']) - Number(loans?.['Rows in sheet'])} (custody without a day of return)`,
    );
  });

  it('[S6] covers the journal up to the entry before its own, which then records number and digests', async () => {
    const { path, job } = await makePack(desk);
    const log = rowsOf(open(path), '90_Audit_log');
    expect(log.at(-1)).toMatchObject({ Seq: job.result?.['asOfSeq'], Hash: job.result?.['asOfHash'] });
    const { entries } = await desk.client.reports.journal({ limit: 1 });
    expect(entries[0]).toMatchObject({
      seq: Number(job.result?.['asOfSeq']) + 1,
      event: 'reports.auditPackMade',
      subject: 'audit_pack:1',
      data: { number: 1, sha256: job.result?.['sha256'], seal: job.result?.['seal'], scope: everything },
    });
  });

  it('[X1] same data and same clock give the same bytes', async () => {
    const one = await packTask(packInput(join(desk.folder, 'one.xlsx')), silent);
    const two = await packTask(packInput(join(desk.folder, 'two.xlsx')), silent);
    expect(two).toEqual(one);
    expect(readFileSync(join(desk.folder, 'one.xlsx'))).toEqual(readFileSync(join(desk.folder, 'two.xlsx')));
  });

  it('[X1] packs are numbered without a gap and each names the one before', async () => {
    const paths = [join(desk.folder, 'a.xlsx'), join(desk.folder, 'b.xlsx')];
    const started = await Promise.all(paths.map((path) => desk.client.reports.auditPack({ ...everything, path })));
    const ended = await Promise.all(started.map(({ jobId }) => desk.backend.jobs.ended(jobId)));
    expect(ended.map((job) => job.result?.['packNumber'])).toEqual([1, 2]);
    const cover = rowsOf(open(paths[1] ?? ''), '00_Cover');
    expect(cover.find((row) => row['Item'] === 'Previous pack number and SHA-256')).toMatchObject({
      Number: 1,
      'SHA-256': ended[0]?.result?.['sha256'],
    });
    expect((await verifyPack(desk, paths[1] ?? '')).result).toMatchObject({ ok: true, packNumber: 2 });
  });

  it('[X1] a sheet that does not fit on a tab goes on in the next and still verifies', async () => {
    const path = join(desk.folder, 'tabs.xlsx');
    await packTask({ ...packInput(path), rowsPerTab: 50 }, silent);
    expect(open(path).SheetNames).toContain('90_Audit_log (2)');
    expect(await verifyHere(desk, path)).toMatchObject({ contentIntact: true, firstFault: 'PACK_UNKNOWN' });
  });

  it('[S6] an entry longer than a cell goes on in the next row, and its hash can still be recomputed', async () => {
    const { tag: _tag, placeId: _placeId, ...details } = bareAsset;
    const notes = '"\n'.repeat(5000);
    const { id } = await desk.client.assets.create({ ...bareAsset, notes });
    await desk.client.assets.update({ ...details, id, version: 1, notes: `${notes.slice(20)}\r_x000D_😀 ` });
    const { path } = await makePack(desk);
    const log = rowsOf(open(path), '90_Audit_log');
    expect(log.some((row) => row['Seq'] === null)).toBe(true);
    expect((await verifyPack(desk, path)).result).toMatchObject({ ok: true, faults: 0 });
  });

  it('[X1] a cancelled pack leaves no file, no number and no entry', async () => {
    const path = join(desk.folder, 'pack.xlsx');
    const before = await desk.client.reports.journal({ limit: 1 });
    const { jobId } = await desk.client.reports.auditPack({ ...everything, path });
    await desk.client.application.cancelJob({ id: jobId });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.part`)).toBe(false);
    expect(await desk.client.reports.journal({ limit: 1 })).toEqual(before);
    expect((await makePack(desk)).job.result).toMatchObject({ packNumber: 1 });
  });

  it('[X1] a pack that cannot get its name uses no number and leaves no draft', async () => {
    const folder = join(desk.folder, 'taken.xlsx');
    mkdirSync(folder);
    const before = await desk.client.reports.journal({ limit: 1 });
    expect((await makePack(desk, {}, 'taken.xlsx')).job).toMatchObject({ state: 'failed' });
    expect(existsSync(`${folder}.part`)).toBe(false);
    expect(await desk.client.reports.journal({ limit: 1 })).toEqual(before);
    expect((await makePack(desk)).job.result).toMatchObject({ packNumber: 1 });
  });

  it('[X1] is only aimed at workbooks and at periods that end after they begin', async () => {
    const path = join(desk.folder, 'quartermaster.db');
    await expect(desk.client.reports.auditPack({ ...everything, path })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const reversed = { ...everything, from: '2026-02-01', to: '2026-01-01', path: join(desk.folder, 'p.xlsx') };
    await expect(desk.client.reports.auditPack(reversed)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('[S4] an auditor makes and verifies packs, a desk operator neither', async () => {
    const password = 'a long enough phrase';
    for (const [username, role] of [['anna', 'auditor'] as const, ['dan', 'desk_operator'] as const]) {
      await desk.client.auth.createOperator({ username, displayName: username, password, roles: [role] });
    }
    const path = join(desk.folder, 'auditor.xlsx');
    const anna = desk.connect();
    await anna.auth.signIn({ username: 'anna', password });
    const jobs = [await anna.reports.auditPack({ ...everything, path }), await anna.reports.verifyJournal()];
    for (const { jobId } of jobs) expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    const { jobId } = await anna.reports.verifyPack({ path });
    expect((await desk.backend.jobs.ended(jobId)).result).toMatchObject({ ok: true, packNumber: 1 });
    const dan = desk.connect();
    await dan.auth.signIn({ username: 'dan', password });
    for (const refused of [
      dan.reports.auditPack({ ...everything, path }),
      dan.reports.verifyJournal(),
      dan.reports.verifyPack({ path }),
      dan.reports.choosePackToSave(),
      dan.reports.choosePackToVerify(),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('[X1] the dialog proposes number and day', async () => {
    await desk.close();
    const asked: string[] = [];
    desk = await openReadyDesk({
      host: {
        chooseSaveFile: async ({ defaultName }) => {
          asked.push(defaultName);
          return Promise.resolve(null);
        },
        chooseFile: async () => Promise.resolve('/chosen.xlsx'),
      },
    });
    expect(await desk.client.reports.choosePackToSave()).toEqual({ path: null });
    expect(asked).toEqual(['Audit pack 0001 2026-11-24.xlsx']);
    expect(await desk.client.reports.choosePackToVerify()).toEqual({ path: '/chosen.xlsx' });
  });
});

describe('the scope of a pack', () => {
  it('[X1] a place takes everything inside it, a category everything below, and both say what they left out', async () => {
    const all = await desk.client.assets.list({ limit: 500 });
    const inPlace = all.rows.find((row) => row.place !== null);
    const placeId = inPlace?.place?.id ?? 0;
    const expected = all.rows.filter((row) => row.place?.id === placeId).map((row) => row.tag);
    const { path } = await makePack(desk, { placeId });
    const book = open(path);
    const tags = rowsOf(book, '10_Asset_register').map((row) => String(row['Tag']));
    expect(tags.toSorted()).toEqual(expected.toSorted());
    for (const name of ['13_Movements', '14_Custody', '16_Loans']) {
      for (const row of rowsOf(book, name)) expect(expected, name).toContain(row['Tag']);
    }
    const register = rowsOf(book, '01_Provenance').find((row) => row['Sheet'] === '10_Asset_register');
    expect(register?.['Rows filtered out and why']).toBe(
      `${all.rows.length - expected.length} (asset not in ${inPlace?.place?.name ?? ''})`,
    );
    const places = new Map((await desk.client.places.list({})).map((place) => [place.id, place]));
    let outermost = placeId;
    for (let up = places.get(placeId)?.parentId; up; up = places.get(up)?.parentId) outermost = up;
    const whole = open((await makePack(desk, { placeId: outermost }, 'site.xlsx')).path);
    const inside = rowsOf(whole, '10_Asset_register').length;
    expect(inside).toBeGreaterThan(expected.length);
    const categoryId = all.rows[0]?.category.id ?? 0;
    const ofCategory = open((await makePack(desk, { categoryId }, 'category.xlsx')).path);
    expect(rowsOf(ofCategory, '10_Asset_register').map((row) => row['Kind'])).toContain(all.rows[0]?.category.name);
    expect(rowsOf(ofCategory, '10_Asset_register').length).toBeLessThan(all.rows.length);
  });

  it('[X1] a period takes the movements and entries of its days, and the chain of its part still verifies', async () => {
    desk.surroundings.pass(48 * 3_600_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    const asset = await desk.client.assets.create({ ...bareAsset, tag: 'LATE-1' });
    const { path } = await makePack(desk, { from: '2026-11-26', to: '2026-11-26' });
    const book = open(path);
    expect(rowsOf(book, '13_Movements').map((row) => row['Asset id'])).toEqual([asset.id]);
    const log = rowsOf(book, '90_Audit_log');
    expect(log.length).toBeLessThan(5);
    expect(log.map((row) => row['Action'])).toContain('assets.registered');
    expect(rowsOf(book, '10_Asset_register').length).toBeGreaterThan(100);
    expect(rowsOf(book, '91_Chain_check')[0]).toMatchObject({ 'From seq': 1, Result: 'whole' });
    expect((await verifyPack(desk, path)).result).toMatchObject({ ok: true, faults: 0 });
    const empty = await makePack(desk, { from: '2020-01-01', to: '2020-12-31' }, 'empty.xlsx');
    expect(rowsOf(open(empty.path), '90_Audit_log')).toEqual([]);
    expect((await verifyPack(desk, empty.path)).result).toMatchObject({ ok: true, faults: 0 });
  });

  it('[X1] a department that nothing belongs to gives an empty register, and one that is not there a failure', async () => {
    const [department] = await desk.client.people.listDepartments();
    const { path } = await makePack(desk, { departmentId: department?.id ?? 0 });
    expect(rowsOf(open(path), '10_Asset_register')).toEqual([]);
    expect((await makePack(desk, { departmentId: 999_999 }, 'none.xlsx')).job).toMatchObject({
      state: 'failed',
      failure: { code: 'NOT_FOUND' },
    });
    expect(existsSync(join(desk.folder, 'none.xlsx'))).toBe(false);
  });
});
