import { sql } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { JoinedQuantity } from '#backend/features/stocktakes/index.ts';
import { findArticleByCode } from '../repository.ts';
import { decisiveCount } from './count-rules.ts';
import '../tables.ts';

interface WitnessCount {
  quantity: number;
  /** What the books said at that moment. */
  booked: number;
  /** Tells witnesses apart, whose names may be the same. */
  key: string;
  who: string;
  operatorId: number | null;
  at: string;
}

/** Keeps what a witness counted, and brings the line up to date from all of its witnesses. */
export async function keepCount(
  { tx, actor }: CommandContext,
  { stocktakeId, articleId, placeId }: { stocktakeId: number; articleId: number; placeId: number },
  { key, quantity, booked, who, operatorId, at }: WitnessCount,
): Promise<void> {
  const { id } = await tx
    .insertInto('supply_count_line')
    .values({ stocktake_id: stocktakeId, article_id: articleId, place_id: placeId, expected: booked })
    .onConflict((conflict) =>
      conflict.columns(['stocktake_id', 'article_id', 'place_id']).doUpdateSet({ counted_at: sql`counted_at` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const count = { who, operator_id: operatorId, quantity, booked, at };
  await tx
    .insertInto('supply_count_witness')
    .values({ line_id: id, key, ...count })
    .onConflict((conflict) => conflict.columns(['line_id', 'key']).doUpdateSet(count))
    .execute();
  const last = decisiveCount(
    await tx
      .selectFrom('supply_count_witness')
      .select(['key', 'operator_id', 'quantity', 'booked', 'at'])
      .where('line_id', '=', id)
      .execute(),
  );
  if (last === null) throw new Error('the count was not written');
  await tx
    .updateTable('supply_count_line')
    .set({
      counted: last.quantity,
      booked: last.booked,
      // For whom nobody here knows answers who took his file in.
      counted_by: last.operator_id ?? actor.operatorId,
      counted_at: last.at,
    })
    .where('id', '=', id)
    .execute();
}

/** Merges what another workstation counted: held against the books as they were at that moment. */
export async function joinCounts(
  command: CommandContext,
  stocktakeId: number,
  counts: readonly JoinedQuantity[],
): Promise<void> {
  for (const { code, placeId, quantity, at, key, who, operatorId } of counts) {
    const article = await findArticleByCode(command.tx, code);
    // Archived meanwhile: nothing of it lies anywhere any more.
    if (article === undefined) continue;
    const booked = bookedThen(command, article.id, placeId, at);
    await keepCount(
      command,
      { stocktakeId, articleId: article.id, placeId },
      { key, quantity, booked, who, operatorId, at },
    );
    await command.record({
      event: 'supplies.counted',
      subject: `stocktake:${stocktakeId}`,
      data: { article: article.name, code, placeId, counted: quantity, booked, who },
    });
  }
  if (counts.length > 0) command.changed('supplies');
}

/** What the books said at an instant: what had come to the place by then less what had left it. */
function bookedThen({ backend }: CommandContext, articleId: number, placeId: number, at: string): number {
  const booked = openInventoryOf(backend)
    .sqlite.prepare<[number, number, number, string], number>(
      `SELECT coalesce(sum(CASE WHEN to_place_id = ? THEN quantity ELSE 0 END)
        - sum(CASE WHEN from_place_id = ? THEN quantity ELSE 0 END), 0)
      FROM supply_movement WHERE article_id = ? AND at <= ?`,
    )
    .pluck()
    .get(placeId, placeId, articleId, at);
  return Math.max(0, booked ?? 0);
}

export interface CountWitness {
  who: string;
  quantity: number;
  at: string;
}

/** Who counted each line of a stocktake, by line, in the order in which they did. */
export async function witnessesOf(db: Db, stocktakeId: number): Promise<ReadonlyMap<number, CountWitness[]>> {
  const rows = await db
    .selectFrom('supply_count_witness as witness')
    .innerJoin('supply_count_line as line', 'line.id', 'witness.line_id')
    .select(['witness.line_id', 'witness.who', 'witness.quantity', 'witness.at'])
    .where('line.stocktake_id', '=', stocktakeId)
    .orderBy('witness.at')
    .orderBy('witness.who')
    .execute();
  const byLine = Map.groupBy(rows, ({ line_id: id }) => id);
  return new Map([...byLine].map(([id, all]) => [id, all.map(({ who, quantity, at }) => ({ who, quantity, at }))]));
}
