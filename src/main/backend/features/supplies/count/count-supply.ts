import type { CountDecision } from '#shared/features/supplies/count-contract.ts';
import { stocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { CountedQuantity } from '#shared/features/stocktakes/model.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getReconciling, getStocktakeIn, mayApprove, readPlaceTree } from '#backend/features/stocktakes/index.ts';
import type { PartScan } from '#backend/features/stocktakes/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { findArticleByCode, getArticleRow, stockAt } from '../repository.ts';
import { mayDecideCount } from './count-rules.ts';
import { countListedScan } from './listed.ts';
import { keepCount } from './witnesses.ts';

interface Counted {
  stocktakeId: number;
  articleId: number;
  placeId: number;
  quantity: number;
}

/**
 * Writes down how many lie there, and beside it what the books say at this moment: what is issued between the start and
 * the count is then no difference.
 *
 * @throws Failure STOCKTAKE_STATE, PLACE_OUT_OF_SCOPE.
 */
export async function countSupply(command: CommandContext, input: Counted): Promise<void> {
  const { tx, now, actor } = command;
  const { stocktakeId, articleId, placeId, quantity } = input;
  const stocktake = await getStocktakeIn(tx, stocktakeId, 'counting');
  const article = await getArticleRow(tx, articleId);
  const place = await getPlace(tx, placeId);
  const { placeIds } = stocktakeScope.parse(JSON.parse(stocktake.scope));
  const { encloses } = await readPlaceTree(tx);
  const isInScope = placeIds.length === 0 || placeIds.some((outer) => outer === placeId || encloses(outer, placeId));
  if (!isInScope) throw new Failure('PLACE_OUT_OF_SCOPE', { name: place.name });
  const booked = await stockAt(tx, articleId, placeId);
  const { display_name: name } = await tx
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', actor.operatorId)
    .executeTakeFirstOrThrow();
  const who = `${name} (${actor.desk})`;
  const key = `operator:${actor.operatorId} ${actor.desk}`;
  await keepCount(
    command,
    { stocktakeId, articleId, placeId },
    { key, quantity, booked, who, operatorId: actor.operatorId, at: now },
  );
  await command.record({
    event: 'supplies.counted',
    subject: `stocktake:${stocktakeId}`,
    data: { article: article.name, code: article.code, place: place.path, counted: quantity, booked },
  });
  command.changed('supplies');
}

/**
 * The barcode of an article at a place is one more of it. Whoever has a box of them says how many there are instead.
 *
 * @throws Failure STOCKTAKE_STATE, PLACE_OUT_OF_SCOPE.
 */
export async function countScanned(command: CommandContext, scan: PartScan): Promise<CountedQuantity | null> {
  if (scan.origin === 'file') return countListedScan(command, scan);
  const { tx } = command;
  const { stocktakeId, placeId, code, blind } = scan;
  const article = await findArticleByCode(tx, code);
  if (article === undefined) return null;
  const line = await tx
    .selectFrom('supply_count_line')
    .select('counted')
    .where('stocktake_id', '=', stocktakeId)
    .where('article_id', '=', article.id)
    .where('place_id', '=', placeId)
    .executeTakeFirst();
  const counted = (line?.counted ?? 0) + 1;
  await countSupply(command, { stocktakeId, articleId: article.id, placeId, quantity: counted });
  const { unit } = await getArticleRow(tx, article.id);
  const booked = blind ? null : await stockAt(tx, article.id, placeId);
  return { ...article, code, unit, counted, booked };
}

async function lineToDecide({ tx }: CommandContext, lineId: number) {
  const line = await tx.selectFrom('supply_count_line').selectAll().where('id', '=', lineId).executeTakeFirst();
  if (!line) throw notFound('stocktakeLine', lineId);
  await getReconciling(tx, line.stocktake_id);
  return { line, name: (await getArticleRow(tx, line.article_id)).name };
}

const notAgreed = { approved_by: null, approved_at: null, excused_by: null, compensating_control: null } as const;

/**
 * Says what follows from a difference. An earlier agreement to another decision is void.
 *
 * @throws Failure STOCKTAKE_STATE, COUNT_AGREES, NOT_COUNTED, DECISION_NEEDS_NOTE, DECISION_APPLIED.
 */
export async function decideCount(
  command: CommandContext,
  { lineId, decision, note }: { lineId: number; decision: CountDecision; note: string | null },
): Promise<void> {
  const { line, name } = await lineToDecide(command, lineId);
  const verdict = mayDecideCount(line, decision, note);
  if (!verdict.allowed) {
    const { because } = verdict;
    if (because === 'NOT_COUNTED') throw new Failure('NOT_COUNTED', { name });
    if (because === 'DECISION_APPLIED') throw new Failure('DECISION_APPLIED', { item: name });
    throw because === 'COUNT_AGREES' ? new Failure('COUNT_AGREES') : new Failure('DECISION_NEEDS_NOTE');
  }
  await command.tx
    .updateTable('supply_count_line')
    .set({ ...notAgreed, decision, note, decided_by: command.actor.operatorId, decided_at: command.now })
    .where('id', '=', lineId)
    .execute();
  await command.record({
    event: 'supplies.countDecided',
    subject: `stocktake:${line.stocktake_id}`,
    data: { item: name, decision },
    reason: note,
  });
  command.changed('supplies', 'stocktakes');
}

/** @throws Failure STOCKTAKE_STATE, NOT_DECIDED, SECOND_PERSON_NEEDED: the same rule as for assets. */
export async function approveCount(
  command: CommandContext,
  { lineId, compensatingControl }: { lineId: number; compensatingControl: string | null },
): Promise<void> {
  const { tx, now, actor } = command;
  const { line, name } = await lineToDecide(command, lineId);
  if (line.decided_by === null) throw new Failure('NOT_DECIDED', { item: name });
  const { operators } = await tx
    .selectFrom('operator')
    .select((eb) => eb.fn.countAll<number>().as('operators'))
    .where('active', '=', 1)
    .executeTakeFirstOrThrow();
  const witnesses = await tx
    .selectFrom('supply_count_witness')
    .select('operator_id')
    .where('line_id', '=', lineId)
    .where('operator_id', 'is not', null)
    .execute();
  const verdict = mayApprove({
    approver: actor.operatorId,
    decider: line.decided_by,
    counters: witnesses.flatMap(({ operator_id: id }) => id ?? []),
    activeOperators: operators,
    compensatingControl,
  });
  if (!verdict.allowed)
    throw new Failure('SECOND_PERSON_NEEDED', { because: verdict.because, excusable: verdict.excusable });
  const control = compensatingControl?.trim() ?? '';
  const agreement = verdict.excused
    ? { excused_by: actor.operatorId, compensating_control: control }
    : { approved_by: actor.operatorId };
  await tx
    .updateTable('supply_count_line')
    .set({ ...notAgreed, ...agreement, approved_at: now })
    .where('id', '=', lineId)
    .execute();
  await command.record({
    event: 'supplies.countApproved',
    subject: `stocktake:${line.stocktake_id}`,
    data: { item: name, excused: verdict.excused },
    reason: verdict.excused ? control : null,
  });
  command.changed('supplies', 'stocktakes');
}
