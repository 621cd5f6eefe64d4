import { sql } from 'kysely';
import type { BulkFact, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { AssetTexts } from './plan-asset.ts';

interface KnownAsset extends AssetTexts {
  id: number;
  tag: string;
  name: string;
  serial: string | null;
  categoryId: number;
  manufacturerId: number | null;
}

const columns = [
  'id',
  'tag',
  'name',
  'serial',
  'status',
  'condition',
  'category_id',
  'model_id',
  'manufacturer_id',
  'supplier_id',
  'department_id',
  'cost_centre_id',
  'order_number',
  'purchased_on',
  'cost_minor',
  'cost_currency',
  'warranty_until',
  'end_of_life_on',
  'notes',
] as const;

/** Assets with what the fields of a change hold, as somebody would type it; in the order of the identifiers. */
export async function readTexts(
  db: Db,
  ids: readonly number[],
  subjects: readonly BulkSubject[],
): Promise<KnownAsset[]> {
  const wanted = sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const rows = await db.selectFrom('asset').select(columns).where(wanted).execute();
  const values = await valuesOf(db, ids, subjects);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const own = values.get(id) ?? new Map<number, string>();
    const texts = Object.fromEntries(
      subjects.map((subject) => {
        const fieldId = customFieldOf(subject);
        return [subject, fieldId === null ? factText(row, subject as BulkFact) : (own.get(fieldId) ?? null)];
      }),
    ) as AssetTexts['texts'];
    return [
      {
        id,
        tag: row.tag,
        name: row.name,
        serial: row.serial,
        categoryId: row.category_id,
        manufacturerId: row.manufacturer_id,
        closed: isClosed(row.status),
        filled: new Set(own.keys()),
        texts,
      },
    ];
  });
}

/** What the fields of the assets' categories hold; nothing is read when the change is of built-in facts only. */
async function valuesOf(
  db: Db,
  ids: readonly number[],
  subjects: readonly BulkSubject[],
): Promise<Map<number, Map<number, string>>> {
  const values = new Map<number, Map<number, string>>();
  if (subjects.every((subject) => customFieldOf(subject) === null)) return values;
  const rows = await db
    .selectFrom('field_value')
    .select(['asset_id', 'field_id', 'entered'])
    .where(sql<boolean>`asset_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute();
  for (const row of rows) {
    const own = values.get(row.asset_id) ?? new Map<number, string>();
    own.set(row.field_id, row.entered ?? '');
    values.set(row.asset_id, own);
  }
  return values;
}

type Row = {
  [Column in (typeof columns)[number]]: string | number | null;
};

function factText(row: Row, fact: BulkFact): string | null {
  const text = (value: string | number | null) => (value === null ? null : String(value));
  switch (fact) {
    case 'condition':
      return text(row.condition);
    case 'category':
      return text(row.category_id);
    case 'model':
      return text(row.model_id);
    case 'manufacturer':
      return text(row.manufacturer_id);
    case 'supplier':
      return text(row.supplier_id);
    case 'department':
      return text(row.department_id);
    case 'costCentre':
      return text(row.cost_centre_id);
    case 'orderNumber':
      return text(row.order_number);
    case 'purchasedOn':
      return text(row.purchased_on);
    case 'cost':
      return row.cost_minor === null || row.cost_currency === null
        ? null
        : `${moneyToDecimal({ minor: Number(row.cost_minor), currency: String(row.cost_currency) })} ${row.cost_currency}`;
    case 'warrantyUntil':
      return text(row.warranty_until);
    case 'endOfLifeOn':
      return text(row.end_of_life_on);
    case 'notes':
      return text(row.notes);
  }
}
