import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { columnOfType } from '#shared/features/assets/convert-field.ts';
import type { AssetListSort } from '#shared/features/assets/contract.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import type { CustomFieldKey } from '#shared/features/assets/filter-expression.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Keyset } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { RowsQuery } from './list-assets.ts';

export function isCustomField(sort: AssetListSort): sort is CustomFieldKey {
  return customFieldOf(sort) !== null;
}

/** @throws Failure INVALID_INPUT for what is not sorted by, FORBIDDEN for costs that may not be seen. */
export function sortingField(fields: readonly Field[], sort: CustomFieldKey, seesCost: boolean): Field {
  const field = fields.find(({ id }) => id === customFieldOf(sort));
  if (!field || field.type === 'secret')
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['sort'], code: 'invalid' }] });
  if (field.type === 'money' && !seesCost) throw new Failure('FORBIDDEN', { permission: 'asset.cost.view' });
  return field;
}

interface FieldSort {
  field: Field;
  forward: boolean;
  /** Many assets: walk along the index of the field's values; few: find them and sort them. */
  along: boolean;
  after: Keyset | null;
  limit: number;
}

/** People and places are sorted by their names, everything else by the typed column of its value. */
function sortedBy({ type }: Field): RawBuilder<string | number> {
  if (type === 'person') return sql`(SELECT name FROM person WHERE person.id = sorted.integer_value) COLLATE NOCASE`;
  if (type === 'location') return sql`(SELECT name FROM place WHERE place.id = sorted.integer_value) COLLATE NOCASE`;
  return sql`${sql.ref(`sorted.${columnOfType(type)}`)}`;
}

/**
 * Assets that have a value in the field, in its order.
 *
 * @param narrow adds the joins and conditions of the list's filter.
 */
export function assetsByValue(
  db: Db,
  { field, forward, along, after }: FieldSort,
  narrow: (rows: RowsQuery) => RowsQuery,
) {
  const values = db.selectFrom('field_value as sorted');
  // A cross join is never turned round: the values come first, in the order of their index.
  const joined = (along
    ? values.crossJoin('asset').whereRef('asset.id', '=', 'sorted.asset_id')
    : values.innerJoin('asset', 'asset.id', 'sorted.asset_id')) as unknown as RowsQuery;
  const by = sortedBy(field);
  const direction = forward ? 'asc' : 'desc';
  let rows = narrow(joined)
    .where(sql<boolean>`sorted.field_id = ${field.id}`)
    .where(sql<boolean>`${sql.ref(`sorted.${columnOfType(field.type)}`)} IS NOT NULL`)
    .select([sql<number>`sorted.asset_id`.as('id'), by.as('sort_value')]);
  if (after !== null)
    rows = rows.where(
      forward
        ? sql<boolean>`(${by}, sorted.asset_id) > (${after.value}, ${after.id})`
        : sql<boolean>`(${by}, sorted.asset_id) < (${after.value}, ${after.id})`,
    );
  return rows.orderBy(by, direction).orderBy(sql`sorted.asset_id`, direction);
}

/** A page sorted by a field; assets without a value come last, whichever way it is sorted. */
export async function pageByField(
  db: Db,
  sort: FieldSort,
  narrow: (rows: RowsQuery) => RowsQuery,
): Promise<{ id: number; sort_value: string | number | null }[]> {
  const { field, forward, after, limit } = sort;
  const atTheEnd = after !== null && after.value === null;
  const found = atTheEnd ? [] : await assetsByValue(db, sort, narrow).limit(limit).execute();
  if (found.length === limit) return found;
  let rest = narrow(db.selectFrom('asset') as unknown as RowsQuery)
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM field_value AS sorted WHERE sorted.asset_id = asset.id
        AND sorted.field_id = ${field.id} AND ${sql.ref(`sorted.${columnOfType(field.type)}`)} IS NOT NULL)`,
    )
    .select(['asset.id', sql<null>`NULL`.as('sort_value')]);
  if (atTheEnd) rest = rest.where('asset.id', forward ? '>' : '<', after.id);
  const without = await rest
    .orderBy('asset.id', forward ? 'asc' : 'desc')
    .limit(limit - found.length)
    .execute();
  return [...found, ...without];
}
