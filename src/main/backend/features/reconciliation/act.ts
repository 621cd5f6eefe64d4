import { actedAtOnce, updatableFields } from '#shared/features/reconciliation/contract.ts';
import type {
  Difference,
  ReconciliationAction,
  ReconciliationGroup,
  ReconciliationRow,
} from '#shared/features/reconciliation/contract.ts';
import { mayBecome } from '#shared/features/assets/status.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, changeDetails, getAssetRow, noteSeen } from '#backend/features/assets/index.ts';
import { findFreezing } from '#backend/features/incidents/index.ts';
import { getReconciliation } from './repository.ts';

type Outcome = NonNullable<ReconciliationRow['outcome']>;

interface OpenRow {
  id: number;
  asset_id: number;
  differences: string;
}

const groupsOf: Readonly<Record<ReconciliationAction, readonly ReconciliationGroup[]>> = {
  seen: ['matched', 'different'],
  update: ['different'],
  missing: ['missing_there'],
};

/** Outcomes that leave room for the action: what was seen may still be updated, what could not be was seen all the same. */
const again: Readonly<Record<ReconciliationAction, readonly Outcome[]>> = {
  seen: ['refused'],
  update: ['seen'],
  missing: [],
};

/** Does to the next open rows what the operator decided for their group, and says how many are left. */
export async function act(
  command: CommandContext,
  { id, action }: { id: number; action: ReconciliationAction },
): Promise<{ done: number; refused: number; left: number }> {
  const { tx } = command;
  const { file_name: fileName } = await getReconciliation(tx, id);
  const open = tx
    .selectFrom('reconciliation_row')
    .where('reconciliation_id', '=', id)
    .where('bucket', 'in', groupsOf[action])
    .where((eb) => eb.or([eb('outcome', 'is', null), ...again[action].map((outcome) => eb('outcome', '=', outcome))]));
  const rows = await open
    .select(['id', 'asset_id', 'differences'])
    .orderBy('id')
    .limit(actedAtOnce)
    .$narrowType<{ asset_id: number }>()
    .execute();
  let refused = 0;
  for (const row of rows) {
    const outcome = await outcomeOf(command, action, row, fileName);
    if (outcome === 'refused') refused += 1;
    await tx.updateTable('reconciliation_row').set({ outcome }).where('id', '=', row.id).execute();
  }
  if (rows.length > 0) {
    await command.record({
      event: 'reconciliation.acted',
      subject: `reconciliation:${id}`,
      data: { action, done: rows.length - refused, refused },
    });
  }
  command.changed('reconciliation', 'assets');
  const { left } = await open.select((eb) => eb.fn.countAll<number>().as('left')).executeTakeFirstOrThrow();
  return { done: rows.length - refused, refused, left };
}

async function outcomeOf(
  command: CommandContext,
  action: ReconciliationAction,
  row: OpenRow,
  fileName: string,
): Promise<Outcome> {
  switch (action) {
    case 'seen':
      return markSeen(command, row, fileName);
    case 'update':
      return update(command, row);
    case 'missing':
      return markMissing(command, row, fileName);
  }
}

async function markSeen(command: CommandContext, { asset_id: assetId }: OpenRow, fileName: string): Promise<Outcome> {
  await noteSeen(command, [assetId], 'discovery');
  await command.record({ event: 'reconciliation.seen', subject: `asset:${assetId}`, data: { fileName } });
  return 'seen';
}

async function update(command: CommandContext, { asset_id: assetId, differences }: OpenRow): Promise<Outcome> {
  const wanted = (JSON.parse(differences) as Difference[]).flatMap(({ field, there }) => {
    const own = updatableFields.find((each) => each === field);
    return own === undefined ? [] : [[own, there] as const];
  });
  if (wanted.length === 0) return 'refused';
  try {
    await changeDetails(command, assetId, Object.fromEntries(wanted));
    await noteSeen(command, [assetId], 'discovery');
    return 'updated';
  } catch (error) {
    // Refused before anything was written: the serial belongs to another asset, or the asset has left.
    if (error instanceof Failure) return 'refused';
    throw error;
  }
}

async function markMissing(
  command: CommandContext,
  { asset_id: assetId }: OpenRow,
  fileName: string,
): Promise<Outcome> {
  const { status } = await getAssetRow(command.tx, assetId, false);
  if (status === 'missing' || !mayBecome(status, 'missing')) return 'refused';
  // That it is lost or stolen, by an incident that is open, says more than that a list lacks it.
  if ((await findFreezing(command.tx, assetId)) !== null) return 'refused';
  await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'reconciliation.missed',
    change: { status: 'missing' },
    from: status,
    to: 'missing',
    how: 'manual',
    reason: fileName,
  });
  return 'missing';
}
