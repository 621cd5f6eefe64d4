import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findLastStanding, getArticleRow, getMovement, insertMovement, stockAt } from './repository.ts';
import { mayTake, mayUndo } from './rules.ts';

/**
 * Takes the last movement of an article back. History is not rewritten: the reversal is a movement of its own, in the
 * other direction.
 *
 * @throws Failure MOVEMENT_UNDONE, MOVEMENT_NOT_LAST, FORBIDDEN for an adjustment by somebody who may not adjust.
 */
export async function undoMovement(command: CommandContext, movementId: number): Promise<{ movementId: number }> {
  const { tx, now, actor } = command;
  const movement = await getMovement(tx, movementId);
  const article = await getArticleRow(tx, movement.article_id);
  const verdict = mayUndo(
    { id: movement.id, isReversal: movement.kind === 'reversed', isReversed: movement.reversed_by !== null },
    await findLastStanding(tx, movement.article_id),
  );
  if (!verdict.allowed) {
    if (verdict.because === 'MOVEMENT_UNDONE') throw new Failure('MOVEMENT_UNDONE');
    throw new Failure('MOVEMENT_NOT_LAST', { name: article.name });
  }
  const corrects = movement.kind === 'adjusted' || movement.kind === 'counted';
  if (corrects && !actor.may('supply.adjust')) throw new Failure('FORBIDDEN', { permission: 'supply.adjust' });
  if (movement.to_place_id !== null) {
    const available = await stockAt(tx, article.id, movement.to_place_id);
    if (!mayTake(available, movement.quantity).allowed)
      throw new Failure('STOCK_SHORT', {
        name: article.name,
        unit: article.unit,
        available,
        wanted: movement.quantity,
      });
  }
  const seq = await command.record({
    event: 'supplies.reversed',
    subject: `article:${article.id}`,
    data: {
      name: article.name,
      reversed: movement.kind,
      quantity: movement.quantity,
      reversedEntry: movement.journal_seq,
    },
  });
  const { person_id, department_id, asset_id, work, recipient_kind } = movement;
  const id = await insertMovement(tx, {
    article_id: article.id,
    at: now,
    kind: 'reversed',
    quantity: movement.quantity,
    from_place_id: movement.to_place_id,
    to_place_id: movement.from_place_id,
    recipient_kind,
    person_id,
    department_id,
    asset_id,
    work,
    reason: null,
    operator_id: actor.operatorId,
    reverses_id: movement.id,
    journal_seq: seq,
  });
  command.changed('supplies');
  return { movementId: id };
}
