import { sql } from 'kysely';
import type { CountLine } from '#shared/features/supplies/count-contract.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { getStocktakeRow, isHidden, readPlaceTree } from '#backend/features/stocktakes/index.ts';
import { differenceOf } from './count-rules.ts';
import { witnessesOf } from './witnesses.ts';

/** What is counted by quantity in a stocktake, place after place. Counted blind, the books stay hidden. */
export async function listCountLines(
  query: QueryContext,
  stocktakeId: number,
): Promise<{ hidden: boolean; secondPerson: boolean; lines: CountLine[] }> {
  const { reader } = query;
  const stocktake = await getStocktakeRow(reader, stocktakeId);
  const hidden = await isHidden(query, stocktake);
  const tree = await readPlaceTree(reader);
  const rows = await reader
    .selectFrom('supply_count_line as line')
    .innerJoin('supply_article as article', 'article.id', 'line.article_id')
    .leftJoin('operator as counter', 'counter.id', 'line.counted_by')
    .leftJoin('operator as decider', 'decider.id', 'line.decided_by')
    .leftJoin('operator as approver', (join) =>
      join.on(sql<boolean>`approver.id = coalesce(line.approved_by, line.excused_by)`),
    )
    .selectAll('line')
    .select([
      'article.name',
      'article.code',
      'article.unit',
      'counter.display_name as counter_name',
      'decider.display_name as decider_name',
      'approver.display_name as approver_name',
    ])
    .where('line.stocktake_id', '=', stocktakeId)
    .execute();
  const witnesses = await witnessesOf(reader, stocktakeId);
  const lines = rows.map((row): CountLine => ({
    id: row.id,
    articleId: row.article_id,
    name: row.name,
    code: row.code,
    unit: row.unit,
    place: { id: row.place_id, path: tree.pathOf(row.place_id) ?? '' },
    expected: hidden ? null : row.expected,
    booked: hidden ? null : row.booked,
    counted: row.counted,
    countedBy: row.counter_name,
    countedAt: row.counted_at,
    witnesses: witnesses.get(row.id) ?? [],
    difference: hidden ? null : differenceOf(row),
    decision: row.decision,
    note: row.note,
    decidedBy: row.decider_name,
    approvedBy: row.approver_name,
    outcome: row.outcome,
  }));
  return {
    hidden,
    secondPerson: stocktake.second_person === 1,
    lines: lines.toSorted(
      (one, other) => one.place.path.localeCompare(other.place.path) || one.name.localeCompare(other.name),
    ),
  };
}
