import { sql } from 'kysely';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { StocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { categoriesBelow } from '#backend/features/assets/index.ts';
import './tables.ts';

/** Statuses that no list expects: not here yet, gone for good, or looked for by others. */
const neverExpected: readonly AssetStatus[] = ['ordered', 'disposed', 'lost', 'stolen'];

const listOf = (ids: readonly number[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Assets that the scope expects, with everything under its places and categories. */
function selectExpected(db: Db, scope: StocktakeScope) {
  let rows = db.selectFrom('asset').where('asset.status', 'not in', neverExpected);
  if (scope.placeIds.length > 0)
    rows = rows.where(sql<boolean>`asset.place_id IN (
      WITH RECURSIVE inside (id) AS (SELECT id FROM place WHERE id IN ${listOf(scope.placeIds)}
        UNION SELECT place.id FROM place JOIN inside ON place.parent_id = inside.id) SELECT id FROM inside)`);
  if (scope.categoryIds.length > 0) rows = rows.where('asset.category_id', 'in', categoriesBelow(scope.categoryIds));
  if (scope.departmentIds.length > 0)
    rows = rows.where(sql<boolean>`asset.department_id IN ${listOf(scope.departmentIds)}`);
  return rows;
}

/** How many assets the scope expects now, and at how many places. */
export async function countExpected(db: Db, scope: StocktakeScope): Promise<{ population: number; places: number }> {
  return selectExpected(db, scope)
    .select((eb) => [
      eb.fn.countAll<number>().as('population'),
      sql<number>`count(DISTINCT asset.place_id)`.as('places'),
    ])
    .executeTakeFirstOrThrow();
}

/** The population in the order of the tags, each with what the register says of it now. */
export async function listExpected(db: Db, scope: StocktakeScope) {
  return selectExpected(db, scope)
    .leftJoin('custody', (join) => join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null))
    .leftJoin('person', 'person.id', 'custody.person_id')
    .leftJoin('place as keeper', 'keeper.id', 'custody.place_id')
    .select([
      'asset.id',
      'asset.status',
      'asset.place_id',
      'asset.cost_minor',
      'asset.cost_currency',
      'asset.last_seen_at',
      sql<string | null>`coalesce(person.name, keeper.name)`.as('custodian'),
      sql<string | null>`(SELECT max(earlier.closed_at) FROM stocktake_line AS sought
        JOIN stocktake AS earlier ON earlier.id = sought.stocktake_id
        WHERE sought.asset_id = asset.id AND sought.result = 'missing' AND earlier.state = 'closed')`.as('missed_at'),
    ])
    .orderBy('asset.tag')
    .execute();
}
