import { sql } from 'kysely';
import { banOf, parentTypes } from '#shared/features/assets/relation.ts';
import type { RelationEnd, RelationType } from '#shared/features/assets/relation.ts';
import type { Relation } from '#shared/features/assets/relation-contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import './tables.ts';

export async function getRelation(db: Db, id: number) {
  const row = await db.selectFrom('asset_relation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('relation', id);
  return row;
}

export async function findRelation(db: Db, ends: { sourceId: number; targetId: number }, type: RelationType) {
  return db
    .selectFrom('asset_relation')
    .select('id')
    .where('source_id', '=', ends.sourceId)
    .where('target_id', '=', ends.targetId)
    .where('type', '=', type)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/** Tag of what the asset is a component of or installed in. */
export async function findParentTag(db: Db, assetId: number): Promise<string | null> {
  const parent = await db
    .selectFrom('asset_relation')
    .innerJoin('asset', 'asset.id', 'asset_relation.target_id')
    .select('asset.tag')
    .where('source_id', '=', assetId)
    .where('type', 'in', parentTypes)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return parent?.tag ?? null;
}

/** Whether relations that ban cycles together with this type lead from one asset to the other. */
export async function leadsTo(db: Db, type: RelationType, fromId: number, toId: number): Promise<boolean> {
  const banned = banOf(type);
  if (banned.length === 0) return false;
  const { rows } = await sql<{ id: number }>`
    WITH RECURSIVE onward (id) AS (
      SELECT ${fromId}
      UNION
      SELECT next.target_id FROM asset_relation AS next JOIN onward ON next.source_id = onward.id
      WHERE next.removed_at IS NULL AND next.type IN (${sql.join(banned)})
    )
    SELECT id FROM onward WHERE id = ${toId}`.execute(rawExecutor(db));
  return rows.length > 0;
}

export async function listRelations(db: Db, assetId: number): Promise<Relation[]> {
  const own = await Promise.all([listFrom(db, assetId, 'source'), listFrom(db, assetId, 'target')]);
  return own.flat();
}

async function listFrom(db: Db, assetId: number, end: RelationEnd): Promise<Relation[]> {
  const [near, far] = end === 'source' ? (['source_id', 'target_id'] as const) : (['target_id', 'source_id'] as const);
  const rows = await db
    .selectFrom('asset_relation')
    .innerJoin('asset', 'asset.id', `asset_relation.${far}`)
    .innerJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('operator', 'operator.id', 'asset_relation.added_by')
    .select([
      'asset_relation.id',
      'asset_relation.type',
      'asset_relation.note',
      'asset_relation.added_at',
      'operator.display_name',
      'asset.id as asset_id',
      'asset.tag',
      'asset.name',
      'asset.status',
      'category.name as category',
    ])
    .where(`asset_relation.${near}`, '=', assetId)
    .where('asset_relation.removed_at', 'is', null)
    .orderBy('asset_relation.type')
    .orderBy('asset.tag')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    end,
    other: { id: row.asset_id, tag: row.tag, name: row.name, status: row.status, category: row.category },
    note: row.note,
    addedAt: row.added_at,
    operator: row.display_name ?? '',
  }));
}

/** Relations that end when the asset leaves service, with the asset at the other end. */
export async function listEnding(
  db: Db,
  assetId: number,
): Promise<{ id: number; type: RelationType; other: string }[]> {
  return db
    .selectFrom('asset_relation')
    .innerJoin('asset as other', (join) =>
      join.on(sql<boolean>`other.id = CASE source_id WHEN ${assetId} THEN target_id ELSE source_id END`),
    )
    .select(['asset_relation.id', 'asset_relation.type', 'other.tag as other'])
    .where((eb) => eb.or([eb('source_id', '=', assetId), eb('target_id', '=', assetId)]))
    .where('removed_at', 'is', null)
    .where('asset_relation.type', '<>', 'replaces')
    .orderBy('asset_relation.id')
    .execute();
}
