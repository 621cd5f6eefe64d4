import { sql } from 'kysely';
import { stocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { AccuracyPoint } from '#shared/features/stocktakes/model.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { shareOf } from './rules.ts';
import { scopeTextOf } from './read-stocktakes.ts';

/** How right the register was each time it was held against the shelves, from the oldest on. */
export async function listTrend({ reader }: QueryContext): Promise<AccuracyPoint[]> {
  const rows = await reader
    .selectFrom('stocktake')
    .innerJoin('stocktake_line as line', 'line.stocktake_id', 'stocktake.id')
    .select([
      'stocktake.id',
      'stocktake.number',
      'stocktake.name',
      'stocktake.method',
      'stocktake.scope',
      'stocktake.closed_at',
      sql<number>`count(*) FILTER (WHERE line.expected = 1)`.as('expected'),
      sql<number>`count(*) FILTER (WHERE line.expected = 1 AND line.result = 'found')`.as('found'),
      sql<number>`coalesce(sum(line.cost_minor) FILTER (WHERE line.expected = 1), 0)`.as('cost'),
      sql<number>`coalesce(sum(line.cost_minor) FILTER (WHERE line.expected = 1 AND line.result = 'found'), 0)`.as(
        'found_cost',
      ),
      sql<number>`count(DISTINCT line.cost_currency) FILTER (WHERE line.expected = 1)`.as('currencies'),
    ])
    .where('stocktake.state', '=', 'closed')
    .where('stocktake.origin', '=', 'here')
    .groupBy('stocktake.id')
    .orderBy('stocktake.closed_at')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      method: row.method,
      scopeText: await scopeTextOf(reader, stocktakeScope.parse(JSON.parse(row.scope))),
      closedAt: row.closed_at ?? '',
      expected: row.expected,
      found: row.found,
      byCount: shareOf(row.found, row.expected),
      byValue: row.currencies === 1 ? shareOf(row.found_cost, row.cost) : null,
    })),
  );
}
