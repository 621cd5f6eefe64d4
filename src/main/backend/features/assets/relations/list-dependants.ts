import { sql } from 'kysely';
import { dependantDepth, dependantLimit } from '#shared/features/assets/relation-contract.ts';
import type { Dependant } from '#shared/features/assets/relation-contract.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import './tables.ts';

/** Steps that are taken at most; a net that is denser than that is reported as not complete. */
const stepLimit = 5000;

interface ReachedRow {
  id: number;
  tag: string;
  name: string;
  status: AssetStatus;
  category: string;
  depth: number;
  tags: string;
  steps: number;
}

/**
 * Everything that would be missed together with the asset: what runs on it, is installed in it, is licensed by it or
 * backs up to it, its components, and what it is a component of; and so on from there. What it is connected to is
 * named, but nothing spreads through a cable; the other components of a whole do not depend on the one. Breadth first, so that
 * the shortest way to each is found first; what has left the inventory depends on nothing any more.
 */
export async function listDependants(db: Db, assetId: number): Promise<{ dependants: Dependant[]; complete: boolean }> {
  const { rows } = await sql<ReachedRow>`
    WITH RECURSIVE step (from_id, to_id, kind) AS (
      SELECT target_id, source_id, CASE type WHEN 'component_of' THEN 'down' ELSE 'on' END FROM asset_relation
        WHERE removed_at IS NULL AND type IN ('component_of', 'installed_in', 'runs_on', 'licensed_by', 'backs_up_to')
      UNION ALL
      SELECT source_id, target_id, 'up' FROM asset_relation WHERE removed_at IS NULL AND type = 'component_of'
      UNION ALL
      SELECT source_id, target_id, 'beside' FROM asset_relation WHERE removed_at IS NULL AND type = 'connected_to'
      UNION ALL
      SELECT target_id, source_id, 'beside' FROM asset_relation WHERE removed_at IS NULL AND type = 'connected_to'
    ),
    reached (id, depth, kind, way, tags) AS (
      SELECT id, 0, 'on', '/' || id || '/', json_array(tag) FROM asset WHERE id = ${assetId}
      UNION ALL
      SELECT asset.id, reached.depth + 1, step.kind, reached.way || asset.id || '/', json_insert(reached.tags, '$[#]', asset.tag)
      FROM reached JOIN step ON step.from_id = reached.id JOIN asset ON asset.id = step.to_id
      WHERE reached.depth < ${dependantDepth} AND reached.kind <> 'beside'
        AND NOT (reached.kind = 'up' AND step.kind = 'down')
        AND asset.status <> 'disposed' AND instr(reached.way, '/' || asset.id || '/') = 0
      ORDER BY 2 LIMIT ${stepLimit}
    ),
    nearest AS (
      SELECT id, depth, tags, row_number() OVER (PARTITION BY id ORDER BY depth, way) AS place, count(*) OVER () AS steps
      FROM reached
    )
    SELECT asset.id, asset.tag, asset.name, asset.status, category.name AS category, nearest.depth, nearest.tags, nearest.steps
    FROM nearest JOIN asset ON asset.id = nearest.id JOIN category ON category.id = asset.category_id
    WHERE nearest.place = 1 AND nearest.depth > 0
    ORDER BY nearest.depth, asset.tag LIMIT ${dependantLimit + 1}`.execute(rawExecutor(db));
  return {
    dependants: rows.slice(0, dependantLimit).map(({ id, tag, name, status, category, depth, tags }) => ({
      asset: { id, tag, name, status, category },
      depth,
      path: JSON.parse(tags) as string[],
    })),
    complete: rows.length <= dependantLimit && (rows[0]?.steps ?? 0) < stepLimit,
  };
}
