import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Place, PlaceDetails } from '#shared/features/places/contract.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { nextId } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { inReadingOrder } from './rules.ts';
import type { PlaceTable } from './tables.ts';

type PlaceRow = Selectable<PlaceTable> & { assets_here: number };

function placeOf(row: PlaceRow): Omit<Place, 'path'> {
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind,
    name: row.name,
    code: row.code,
    notes: row.notes,
    assetsHere: row.assets_here,
    archived: row.archived_at !== null,
    version: row.version,
  };
}

/** The whole tree in reading order with the number of assets at each place itself. */
export async function listPlaces(db: Db, { includeArchived }: { includeArchived: boolean }): Promise<Place[]> {
  const rows = await db
    .selectFrom('place')
    .selectAll()
    .select(sql<number>`(SELECT count(*) FROM asset WHERE asset.place_id = place.id)`.as('assets_here'))
    .execute();
  const all = inReadingOrder(rows.map(placeOf));
  return includeArchived ? all : all.filter((place) => !place.archived);
}

/** One place with its path, read upwards: a scan must not pay for the whole tree. */
export async function getPlace(db: Db, id: number): Promise<Place> {
  const { rows } = await sql<PlaceRow & { depth: number }>`
    WITH RECURSIVE above (place_id, depth) AS (
      SELECT ${id}, 0 UNION ALL SELECT place.parent_id, depth + 1 FROM place JOIN above ON place.id = place_id WHERE place.parent_id IS NOT NULL
    )
    SELECT place.*, depth, CASE depth WHEN 0 THEN (SELECT count(*) FROM asset WHERE asset.place_id = place.id) ELSE 0 END AS assets_here
    FROM above JOIN place ON place.id = place_id ORDER BY depth`.execute(rawExecutor(db));
  const [row] = rows;
  if (!row) throw notFound('place', id);
  return {
    ...placeOf(row),
    path: rows
      .toReversed()
      .map((place) => place.name)
      .join(' › '),
  };
}

export async function findPlaceByCode(db: Db, code: string): Promise<{ id: number; name: string } | undefined> {
  return db.selectFrom('place').select(['id', 'name']).where('code', '=', code).executeTakeFirst();
}

/** The place and everything in it, as identifiers. */
export function placesWithin(id: number) {
  return sql<number>`(
    WITH RECURSIVE inside (id) AS (
      SELECT id FROM place WHERE id = ${id}
      UNION SELECT place.id FROM place JOIN inside ON place.parent_id = inside.id
    ) SELECT id FROM inside)`;
}

export async function searchPlaces(
  db: Db,
  pattern: string,
  limit: number,
): Promise<{ id: number; name: string; code: string }[]> {
  return db
    .selectFrom('place')
    .select(['id', 'name', 'code'])
    .where('archived_at', 'is', null)
    .where((eb) =>
      eb.or([sql<boolean>`name LIKE ${pattern} ESCAPE '\\'`, sql<boolean>`code LIKE ${pattern} ESCAPE '\\'`]),
    )
    .orderBy('name')
    .limit(limit)
    .execute();
}

export async function insertPlace(
  { tx, backend }: CommandContext,
  details: PlaceDetails & { code: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('place')
    .values({
      id: nextId(openInventoryOf(backend).sqlite, 'place'),
      parent_id: details.parentId,
      kind: details.kind,
      name: details.name,
      code: details.code,
      notes: details.notes,
      archived_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** @returns whether the row still had the version that was edited. */
export async function updatePlaceRow(
  tx: Transaction<Schema>,
  id: number,
  version: number,
  details: PlaceDetails & { code: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('place')
    .set({
      parent_id: details.parentId,
      kind: details.kind,
      name: details.name,
      code: details.code,
      notes: details.notes,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function countInPlace(db: Db, id: number): Promise<{ assets: number; places: number; articles: number }> {
  const { assets } = await db
    .selectFrom('asset')
    .select((eb) => eb.fn.countAll<number>().as('assets'))
    .where('place_id', '=', id)
    .executeTakeFirstOrThrow();
  const { places } = await db
    .selectFrom('place')
    .select((eb) => eb.fn.countAll<number>().as('places'))
    .where('parent_id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { articles } = await db
    .selectFrom('supply_stock')
    .select((eb) => eb.fn.countAll<number>().as('articles'))
    .where('place_id', '=', id)
    .where('quantity', '>', 0)
    .executeTakeFirstOrThrow();
  return { assets, places, articles };
}

/** @param at null brings the place back */
export async function archivePlaceRow(tx: Transaction<Schema>, id: number, at: string | null): Promise<void> {
  await tx.updateTable('place').set({ archived_at: at }).where('id', '=', id).execute();
}
