import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ASSET_DESCRIPTION } from '#backend/features/spreadsheets/map/asset-fields.ts';
import type { EntityDescription } from '#backend/features/spreadsheets/map/entity-description.ts';
import { PEOPLE_DESCRIPTION } from '#backend/features/spreadsheets/map/people-fields.ts';
import { planRows, type ImportPlan, type PlannedRow } from '#backend/features/spreadsheets/map/plan-rows.ts';
import { suggestMapping, type SuggestedColumn } from '#backend/features/spreadsheets/map/suggest-mapping.ts';
import { readTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { cellText, type Table, type TableRow } from '#backend/features/spreadsheets/read/table.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/import');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));

interface Imported {
  readonly table: Table;
  readonly mapping: readonly SuggestedColumn[];
  readonly plan: ImportPlan;
  readonly fields: Readonly<Record<string, string>>;
}

async function imported(name: string, description: EntityDescription): Promise<Imported> {
  const table = await readTable(join(FOLDER, name));
  const mapping = suggestMapping(
    description,
    table.headings,
    table.rows.slice(0, 50).map((row) => row.cells),
  );
  const plan = planRows(description, mapping, table.rows, { defaultCurrency: 'EUR', date1904: table.date1904 });
  const mapped = mapping.filter((column) => column.field !== null);
  return {
    table,
    mapping,
    plan,
    fields: Object.fromEntries(mapped.map(({ heading, field }) => [heading, field ?? ''])),
  };
}

/** Cells of which neither a value, nor an extra, nor an error tells. */
function lostCells(row: TableRow, planned: PlannedRow | undefined, mapping: readonly SuggestedColumn[]): string[] {
  return row.cells.map(cellText).filter((text, column) => {
    if (text.trim() === '' || planned === undefined) return text.trim() !== '';
    const { field } = mapping[column] ?? { field: null };
    if (field !== null && planned.values[field] !== undefined) return false;
    if (planned.extras.some((extra) => extra.column === column && extra.text === text)) return false;
    return !planned.errors.some((error) => error.column === column);
  });
}

for (const name of FILES) {
  for (const description of [ASSET_DESCRIPTION, PEOPLE_DESCRIPTION]) {
    test(`[I4] nothing of ${name} is lost on its way to ${description.entity}`, async () => {
      const { table, mapping, plan } = await imported(name, description);
      expect(plan.rows).toHaveLength(table.rows.length);
      const used = mapping.map((column) => column.field).filter((field) => field !== null);
      expect(new Set(used).size).toBe(used.length);
      for (const [index, row] of table.rows.entries()) expect(lostCells(row, plan.rows[index], mapping)).toEqual([]);
    });
  }
}

test('[I4] the asset file of Snipe-IT is understood by its headings', async () => {
  const { fields, plan, table } = await imported('assets-sample.csv', ASSET_DESCRIPTION);
  expect(fields).toEqual({
    Company: 'company',
    Name: 'name',
    'Asset Tag': 'tag',
    Category: 'category',
    Supplier: 'supplier',
    Manufacturer: 'manufacturer',
    Location: 'place',
    'Order Number': 'orderNumber',
    Model: 'model',
    'Model Number': 'modelNumber',
    'Asset Notes': 'notes',
    'Purchase Date': 'purchasedOn',
    'Purchase Cost': 'cost',
    'Checked Out To: Username': 'custodianUsername',
    'Checked Out To: First Name': 'custodianGivenName',
    'Checked Out To: Last Name': 'custodianFamilyName',
    'Checked Out To: Email': 'custodianEmail',
    'Asset EOL Date': 'endOfLifeOn',
  });
  expect(table.rows).not.toHaveLength(0);
  expect(plan.questions).toEqual([]);
  expect(plan.rows[0]?.values).toMatchObject({
    tag: 'ICC-2065556',
    purchasedOn: '2023-01-23',
    endOfLifeOn: '2028-10-27',
    cost: { minor: 226_613, currency: 'EUR' },
  });
  expect(plan.rows[0]?.oddities.map((oddity) => oddity.code)).toEqual(['TWO_DIGIT_YEAR', 'TWO_DIGIT_YEAR']);
  expect(plan.rows.flatMap((row) => row.errors)).toEqual([]);
});

test('[I4] the people file of Snipe-IT is understood and names are put together', async () => {
  const { fields, plan } = await imported('users-sample.csv', PEOPLE_DESCRIPTION);
  expect(fields).toMatchObject({
    'First Name': 'givenName',
    'Last Name': 'familyName',
    Email: 'email',
    Username: 'username',
    Activated: 'active',
    Location: 'place',
    Phone: 'phone',
    'Job Title': 'title',
    'Employee Number': 'employeeNumber',
    Manager: 'manager',
    'Start Date': 'startsOn',
    'End Date': 'endsOn',
  });
  expect(plan.rows[0]?.values).toMatchObject({ name: 'Reagen Tenant', active: true, startsOn: '2022-03-18' });
  expect(new Set(plan.rows.flatMap((row) => row.errors.map((error) => error.code)))).toEqual(new Set());
});

test('[I4] custom columns of Shelf are understood', async () => {
  const { fields, plan } = await imported('shelf-assets.csv', ASSET_DESCRIPTION);
  expect(fields).toMatchObject({
    title: 'name',
    description: 'notes',
    category: 'category',
    location: 'place',
    valuation: 'cost',
    custodian: 'custodianName',
    assetModel: 'model',
    quantity: 'quantity',
    'cf: Serial number,type:text': 'serial',
    'cf:brand, type:option': 'manufacturer',
    'cf:purchase date, type:date': 'purchasedOn',
  });
  expect(plan.rows[0]?.values).toMatchObject({
    name: 'AMD Ryzen',
    serial: 'WQE239123d',
    purchasedOn: '2024-02-22',
    cost: { minor: 10_000 },
  });
});

test('[I4] Ralph gives names beside ids, and its currency beside its price', async () => {
  const { fields, plan } = await imported('ralph-management_ip_existing.csv', ASSET_DESCRIPTION);
  expect(fields).toMatchObject({
    model_str: 'model',
    sn: 'serial',
    barcode: 'tag',
    hostname: 'hostname',
    price: 'cost',
    price_currency: 'currency',
    remarks: 'notes',
    provider: 'supplier',
  });
  expect(fields['model']).toBeUndefined();
  expect(plan.rows[0]?.values).toMatchObject({
    serial: 'M000000015L',
    model: '[Storage] EMC',
    cost: { minor: 0, currency: 'PLN' },
  });
  expect(plan.rows[0]?.oddities.map((oddity) => oddity.code)).toContain('UNKNOWN_CHOICE');
});
