import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { openInParts } from './lifecycle.ts';
import { getStocktakeIn } from './repository.ts';

/**
 * Nothing is counted from here on; what differs is worked through.
 *
 * @throws Failure STOCKTAKE_STATE unless it is being counted.
 */
export async function endCounting(command: CommandContext, id: number): Promise<void> {
  await getStocktakeIn(command.tx, id, 'counting');
  await command.tx
    .updateTable('stocktake')
    .set({ state: 'reconciling', counted_at: command.now })
    .where('id', '=', id)
    .execute();
  await command.record({ event: 'stocktakes.counted', subject: `stocktake:${id}`, data: {} });
  command.changed('stocktakes');
}

/**
 * Back to counting, because something was forgotten.
 *
 * @throws Failure STOCKTAKE_STATE, VARIANCES_DECIDED once anything has been decided on what was counted.
 */
export async function resumeCounting(command: CommandContext, id: number): Promise<void> {
  const { tx } = command;
  await getStocktakeIn(tx, id, 'reconciling');
  const decided = await tx
    .selectFrom('stocktake_line')
    .select('id')
    .where('stocktake_id', '=', id)
    .where('decision', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (decided || (await openInParts(tx, id)).decided > 0) throw new Failure('VARIANCES_DECIDED');
  await tx.updateTable('stocktake').set({ state: 'counting', counted_at: null }).where('id', '=', id).execute();
  await command.record({ event: 'stocktakes.countingResumed', subject: `stocktake:${id}`, data: {} });
  command.changed('stocktakes');
}
