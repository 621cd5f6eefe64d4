import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Schema } from '#backend/kernel/db/schema.ts';

/**
 * Writes the search rows of assets anew. Explicit statements in the same
 * transaction: row triggers would make an import several times slower.
 *
 * @param fragments false when tag, serial and name are unchanged, which a scan pays less for
 */
export async function refreshSearch(
  tx: Transaction<Schema>,
  assetIds: readonly number[],
  { fragments } = { fragments: true },
): Promise<void> {
  for (let start = 0; start < assetIds.length; start += 500) {
    const ids = sql.join(assetIds.slice(start, start + 500));
    await sql`DELETE FROM asset_words WHERE rowid IN (${ids})`.execute(tx);
    if (fragments) await sql`DELETE FROM asset_fragments WHERE rowid IN (${ids})`.execute(tx);
    await insertRows(tx, sql`asset.id IN (${ids})`, fragments);
  }
}

/** Search rows of assets that were just inserted: there is nothing to delete. */
export async function insertSearch(tx: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await insertRows(tx, sql`asset.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** Assets that are taken out of the register are found no more. */
export async function deleteSearch(tx: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  const chosen = sql`SELECT value FROM json_each(${JSON.stringify(ids)})`;
  await sql`DELETE FROM asset_words WHERE rowid IN (${chosen})`.execute(tx);
  await sql`DELETE FROM asset_fragments WHERE rowid IN (${chosen})`.execute(tx);
}

async function insertRows(tx: Transaction<Schema>, which: ReturnType<typeof sql>, fragments = true): Promise<void> {
  await sql`
    INSERT INTO asset_words (rowid, tag, serial, name, model, custodian, place, notes, order_number)
    SELECT asset.id, asset.tag, coalesce(asset.serial, ''), asset.name,
      coalesce(model.name, '') || ' ' || coalesce(model.number, '') || ' ' || coalesce(manufacturer.name, '') || ' ' || category.name,
      coalesce(person.name, keeper.name, (SELECT name FROM department WHERE id = custody.department_id),
        (SELECT tag FROM asset AS holder WHERE holder.id = custody.holder_asset_id), ''), coalesce(place.name, ''), coalesce(asset.notes, '') || ' ' || coalesce((SELECT group_concat(value.entered, ' ') FROM field_value AS value JOIN field ON field.id = value.field_id
        WHERE value.asset_id = asset.id AND field.type NOT IN ('person', 'location', 'money')), '') || ' ' || coalesce((SELECT record.words FROM configuration_record AS record
        WHERE record.asset_id = asset.id ORDER BY record.number DESC LIMIT 1), ''), coalesce(asset.order_number, '')
    FROM asset
    JOIN category ON category.id = asset.category_id
    LEFT JOIN model ON model.id = asset.model_id
    LEFT JOIN manufacturer ON manufacturer.id = asset.manufacturer_id
    LEFT JOIN place ON place.id = asset.place_id
    LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
    LEFT JOIN person ON person.id = custody.person_id
    LEFT JOIN place AS keeper ON keeper.id = custody.place_id
    WHERE ${which}`.execute(tx);
  if (fragments)
    await sql`
    INSERT INTO asset_fragments (rowid, text)
    SELECT asset.id, asset.tag || ' ' || coalesce(asset.serial, '') || ' ' || asset.name FROM asset WHERE ${which}`.execute(
      tx,
    );
}

/** Writes the search rows from behind one asset to another anew; what is there of assets that are not is gone. */
export async function rewriteSearch(
  tx: Transaction<Schema>,
  { after, last, ids }: { after: number; last: number; ids: readonly number[] },
): Promise<void> {
  await sql`DELETE FROM asset_words WHERE rowid > ${after} AND rowid <= ${last}`.execute(tx);
  await sql`DELETE FROM asset_fragments WHERE rowid > ${after} AND rowid <= ${last}`.execute(tx);
  await insertSearch(tx, ids);
}
