import { expect, test } from 'vitest';
import { ASSET_DESCRIPTION } from '#backend/features/spreadsheets/map/asset-fields.ts';
import type { EntityDescription } from '#backend/features/spreadsheets/map/entity-description.ts';
import { PEOPLE_DESCRIPTION } from '#backend/features/spreadsheets/map/people-fields.ts';
import { planRows, type ImportPlan, type PlanOptions } from '#backend/features/spreadsheets/map/plan-rows.ts';
import { suggestMapping, type SuggestedColumn } from '#backend/features/spreadsheets/map/suggest-mapping.ts';
import { readTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { withFile } from './support/temporary-file.ts';

async function plan(
  content: string,
  options: PlanOptions = {},
  description: EntityDescription = ASSET_DESCRIPTION,
): Promise<ImportPlan> {
  const table = await withFile('file.csv', content, (path) => readTable(path));
  const mapping = suggestMapping(
    description,
    table.headings,
    table.rows.map((row) => row.cells),
  );
  return planRows(description, mapping, table.rows, options);
}

function suggest(headings: string[], rows: string[][] = [], description = ASSET_DESCRIPTION): SuggestedColumn[] {
  return suggestMapping(description, headings, rows);
}

test('[I4] headings in other languages are known', () => {
  const german = suggest([
    'Inventarnummer',
    'Seriennummer',
    'Hersteller',
    'Modell',
    'Kaufdatum',
    'Anschaffungskosten',
    'Zustand',
    'Standort',
    'Bemerkung',
  ]);
  expect(german.map((column) => column.field)).toEqual([
    'tag',
    'serial',
    'manufacturer',
    'model',
    'purchasedOn',
    'cost',
    'condition',
    'place',
    'notes',
  ]);
  const czech = suggest(['Inventární číslo', 'Sériové číslo', 'Výrobce', 'Datum nákupu', 'Umístění', 'Záruka do']);
  expect(czech.map((column) => column.field)).toEqual([
    'tag',
    'serial',
    'manufacturer',
    'purchasedOn',
    'place',
    'warrantyUntil',
  ]);
  const french = suggest(["Numéro d'inventaire", 'N° de série', 'Fabricant', "Date d'achat", 'Lieu', 'Utilisateur']);
  expect(french.map((column) => column.field)).toEqual([
    'tag',
    'serial',
    'manufacturer',
    'purchasedOn',
    'place',
    'custodianName',
  ]);
});

test('[I4] a suggestion says why, is given once and leaves the rest as extras', () => {
  const columns = suggest(
    ['Tag', 'Asset tag', 'S/N', 'Where from', 'Colour'],
    [['1', 'IT-1', 'x', 'a@example.org', 'red']],
  );
  expect(columns.map(({ field, reason }) => [field, reason])).toEqual([
    ['tag', 'heading'],
    [null, null],
    ['serial', 'synonym'],
    ['custodianEmail', 'values'],
    [null, null],
  ]);
});

test('[I4] duplicates inside the file name both rows, whatever their case', async () => {
  const { rows } = await plan('tag,serial\nIT-1,A\nit-1,B\nIT-2,a\n');
  expect(rows.map((row) => row.errors)).toEqual([
    [
      { column: 0, code: 'DUPLICATE_IN_FILE', facts: { field: 'tag', text: 'IT-1', rows: [2, 3], firstRow: 2 } },
      { column: 1, code: 'DUPLICATE_IN_FILE', facts: { field: 'serial', text: 'A', rows: [2, 4], firstRow: 2 } },
    ],
    [{ column: 0, code: 'DUPLICATE_IN_FILE', facts: { field: 'tag', text: 'it-1', rows: [2, 3], firstRow: 2 } }],
    [{ column: 1, code: 'DUPLICATE_IN_FILE', facts: { field: 'serial', text: 'a', rows: [2, 4], firstRow: 2 } }],
  ]);
});

test('[I4] rows of another width are errors that carry the surplus', async () => {
  const { rows } = await plan('tag,name\n1\n2,b,c\n');
  expect(rows.map((row) => row.errors[0])).toMatchObject([
    { code: 'WRONG_CELL_COUNT', facts: { expected: 2, found: 1 } },
    { code: 'WRONG_CELL_COUNT', facts: { expected: 2, found: 3, cells: ['c'] } },
  ]);
});

test('[I4] the operator is asked once per column, and the answer settles it', async () => {
  const content = 'tag,purchase date,cost\n1,03/04/2025,"1,234"\n2,05/06/2025,"2,500"\n';
  const open = await plan(content, { defaultCurrency: 'EUR' });
  expect(open.questions).toEqual([
    { column: 1, code: 'DATE_ORDER', samples: ['03/04/2025', '05/06/2025'] },
    { column: 2, code: 'DECIMAL_MARK', samples: ['1,234', '2,500'] },
  ]);
  expect(open.rows[0]?.errors.map((error) => error.code)).toEqual(['AMBIGUOUS_DATE', 'AMBIGUOUS_NUMBER']);
  const settled = await plan(content, {
    defaultCurrency: 'EUR',
    dateOrders: new Map([[1, 'dmy']]),
    decimalMarks: new Map([[2, '.']]),
  });
  expect(settled.questions).toEqual([]);
  expect(settled.rows[0]?.values).toMatchObject({
    purchasedOn: '2025-04-03',
    cost: { minor: 123_400, currency: 'EUR' },
  });
});

test('[I4] zeros that a spreadsheet took away are proposed back', async () => {
  const { rows } = await plan('tag\n000123\n000124\n001250\n126\n');
  expect(rows.map((row) => row.oddities)).toEqual([
    [],
    [],
    [],
    [{ column: 0, code: 'LOST_LEADING_ZEROS', facts: { text: '126' }, proposal: '000126' }],
  ]);
});

test('[I4] columns that grant rights or decide a request are not taken', async () => {
  const content = 'name,role,status,approver\nAda,admin,approved,me\n';
  const people = await plan(content, {}, PEOPLE_DESCRIPTION);
  expect(people.rows[0]?.extras.map((extra) => extra.heading)).toEqual(expect.arrayContaining(['role', 'approver']));
  const mapping = suggest(['name', 'role'], [], PEOPLE_DESCRIPTION).map((column) =>
    column.heading === 'role' ? { ...column, field: 'role' } : column,
  );
  const forced = planRows(PEOPLE_DESCRIPTION, mapping, [{ rowNumber: 2, cells: ['Ada', 'admin'] }]);
  expect(forced.rows[0]?.errors).toEqual([
    { column: 1, code: 'PRIVILEGED_COLUMN', facts: { field: 'role', text: 'admin' } },
  ]);
});

test('[I4] headings of the prototype stay plain extras', async () => {
  const { rows } = await plan('tag,__proto__,constructor\nIT-1,a,b\n');
  expect(rows[0]?.extras).toEqual([
    { column: 1, heading: '__proto__', text: 'a' },
    { column: 2, heading: 'constructor', text: 'b' },
  ]);
  expect(Object.getPrototypeOf(rows[0]?.values)).toBe(Object.prototype);
});

test('[I4] a warranty that ends before the purchase and a row about nothing are errors', async () => {
  const { rows } = await plan('tag,purchase date,warranty until,notes\n1,2026-02-01,2026-01-01,\n,,,only a note\n');
  expect(rows[0]?.errors).toMatchObject([
    { code: 'DATES_OUT_OF_ORDER', facts: { earlier: 'purchasedOn', later: 'warrantyUntil' } },
  ]);
  expect(rows[1]?.errors).toMatchObject([{ code: 'NOT_IDENTIFIED' }]);
});
