import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { checkIn, checkOut, listExpectedFor } from '#backend/features/custody/index.ts';
import type { Taken } from '#backend/features/custody/index.ts';
import { listHeld } from './compare.ts';
import { fitsItem } from './rules.ts';
import './tables.ts';

function selectOpen(db: Db) {
  return (
    db
      .selectFrom('role_run_item as item')
      .innerJoin('role_run_item_state as now', 'now.item_id', 'item.id')
      .innerJoin('role_run as run', 'run.id', 'item.run_id')
      .selectAll('item')
      .select('run.person_id')
      .where('now.state', '=', 'open')
      .where('run.cancelled_at', 'is', null)
      .orderBy('run.id')
      // What is asked for by model is met first.
      .orderBy((eb) => eb('item.model_id', 'is', null))
      .orderBy('item.position')
  );
}

/**
 * A scanned asset: what the person has and the run collects comes back, what the run lacks goes out to him, in the same
 * transaction as the rules of custody, so that what they refuse is not ticked off.
 *
 * @throws Failure CODE_UNKNOWN, NOT_ON_THE_LIST, RUN_CANCELLED, and what custody refuses.
 */
export async function scanForRun(
  command: CommandContext,
  { id, code }: { id: number; code: string },
): Promise<{ did: 'handed_out' | 'collected'; tag: string; itemId: number }> {
  const { tx } = command;
  const run = await tx.selectFrom('role_run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!run) throw notFound('role_run', id);
  if (run.cancelled_at !== null) throw new Failure('RUN_CANCELLED');
  const [asset, another] = await findByCode(tx, code, false);
  if (!asset || another) throw new Failure('CODE_UNKNOWN', { code });
  const open = await selectOpen(tx).where('item.run_id', '=', id).where('item.kind', '=', 'asset').execute();
  const holds = asset.custodian?.kind === 'person' && asset.custodian.id === run.person_id;
  const back = holds ? open.find((item) => item.old_asset_id === asset.id) : undefined;
  if (back) {
    await checkIn(command, { assetId: asset.id, placeId: null, condition: null, note: null }, 'scan');
    command.changed('roleRuns');
    return { did: 'collected', tag: asset.tag, itemId: back.id };
  }
  const [held] = await listHeld(tx, { assetId: asset.id });
  const wanted = holds || !held ? undefined : open.find((item) => isWanted(item, held));
  if (!wanted) throw new Failure('NOT_ON_THE_LIST', { tag: asset.tag });
  const accessories = await listExpectedFor(tx, asset.id);
  const custodian = { kind: 'person' as const, id: run.person_id };
  const handOver = { assetId: asset.id, custodian, dueOn: null, condition: null, note: null, accessories };
  await checkOut(command, handOver, 'scan');
  return { did: 'handed_out', tag: asset.tag, itemId: wanted.id };
}

type OpenItem = Awaited<ReturnType<ReturnType<typeof selectOpen>['execute']>>[number];

function isWanted(item: OpenItem, held: Parameters<typeof fitsItem>[0]): boolean {
  return (
    item.action !== 'collect' &&
    item.custody_id === null &&
    fitsItem(held, { categoryId: item.category_id, modelId: item.model_id })
  );
}

const openAssetsOf = prepareQuery((db, { personId }: { personId: number }) =>
  selectOpen(db).where('run.person_id', '=', personId).where('item.kind', '=', 'asset'),
);

/** Whatever hands an asset to somebody, it is what his open run lacks when it fits. */
export async function noteHandedOut(command: CommandContext, taken: Taken): Promise<void> {
  if (taken.how !== 'handed_over' || taken.custodian.kind !== 'person' || taken.until !== null) return;
  const { tx } = command;
  const open = await openAssetsOf.all(tx, { personId: taken.custodian.id });
  if (open.length === 0) return;
  const [held] = await listHeld(tx, { assetId: taken.assetId });
  const item = held && open.find((each) => isWanted(each, held));
  command.changed('roleRuns');
  if (!item) return;
  await tx.updateTable('role_run_item').set({ custody_id: taken.custodyId }).where('id', '=', item.id).execute();
}

/** A hand-over that was taken back leaves the item open for another one. */
export async function forgetHandedOut(command: CommandContext, { custodyId }: { custodyId: number }): Promise<void> {
  const { numUpdatedRows } = await command.tx
    .updateTable('role_run_item')
    .set({ custody_id: null })
    .where('custody_id', '=', custodyId)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) command.changed('roleRuns');
}

export async function setDue(
  command: CommandContext,
  { itemId, dueOn }: { itemId: number; dueOn: string },
): Promise<void> {
  const item = await command.tx
    .updateTable('role_run_item')
    .set({ due_on: dueOn })
    .where('id', '=', itemId)
    .returning(['run_id', 'name'])
    .executeTakeFirst();
  if (!item) throw notFound('role_run_item', itemId);
  const { person_id: personId } = await command.tx
    .selectFrom('role_run')
    .select('person_id')
    .where('id', '=', item.run_id)
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'roleRuns.dueSet',
    subject: `person:${personId}`,
    data: { run: item.run_id, name: item.name, dueOn },
  });
  command.changed('roleRuns');
}
