import type { Condition, Movement } from '#shared/features/assets/model.ts';
import { endsService, isOnTheWayOut } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { beforePlaceChanges, beforeStatusChanges, whenStatusChanged } from './lifecycle.ts';
import { listDependants } from './relations/list-dependants.ts';
import { noteSighting } from './note-seen.ts';
import { insertMovements, moveCount } from './repository.ts';
import { mayChangeStatus } from './rules.ts';
import { refreshSearch } from './search-index.ts';
import { getAssetRow } from './select-rows.ts';

interface StatusChange {
  id: number;
  status: AssetStatus;
  reason: string;
  despiteDependants: boolean;
}

/**
 * An operator sets the status by hand and says why. What leaves service while something depends on it does so only
 * when he has seen what. Out of the inventory leads no bare status: that gives free what was kept for the asset, and
 * asks for proof of what became of its data.
 *
 * @throws Failure FORBIDDEN, RETIRES_ELSEWHERE, STILL_HELD, TRANSITION_REFUSED, HAS_DEPENDANTS, ASSET_FROZEN.
 */
export async function changeStatus(
  command: CommandContext,
  { id, status, reason, despiteDependants }: StatusChange,
): Promise<void> {
  if (isOnTheWayOut(status) && !command.actor.may('asset.retire')) {
    throw new Failure('FORBIDDEN', { permission: 'asset.retire' });
  }
  const asset = await getAssetRow(command.tx, id, false);
  if (isOnTheWayOut(status)) throw new Failure('RETIRES_ELSEWHERE', { tag: asset.tag });
  const verdict = mayChangeStatus(asset.status, status, asset.custodian !== null);
  if (!verdict.allowed) {
    throw verdict.because === 'STILL_HELD'
      ? new Failure('STILL_HELD', { custodian: asset.custodian?.name ?? '' })
      : new Failure('TRANSITION_REFUSED', { from: asset.status, to: status });
  }
  const { dependants } = endsService(status) ? await listDependants(command.tx, id) : { dependants: [] };
  if (dependants.length > 0 && !despiteDependants) {
    throw new Failure('HAS_DEPENDANTS', { tag: asset.tag, count: dependants.length });
  }
  await applyMovement(command, {
    assetId: id,
    kind: 'status_changed',
    event: 'assets.statusChanged',
    change: { status },
    from: asset.status,
    to: status,
    how: command.actor.source === 'cli' ? 'cli' : 'manual',
    reason,
    ...(dependants.length === 0 ? {} : { facts: { dependants: dependants.map((one) => one.asset.tag).join(' ') } }),
  });
}

/** Statuses that say that nobody has the asset before his eyes. */
function isGone(status: AssetStatus | undefined): boolean {
  return status === 'missing' || status === 'lost' || status === 'stolen';
}

/** What moves with an asset; absent members stay as they are. */
export interface AssetChange {
  status?: AssetStatus;
  placeId?: number | null;
  condition?: Condition;
}

export interface MovementInput {
  assetId: number;
  kind: Movement['kind'];
  event: string;
  change: AssetChange;
  /** Names as they were on the day: an auditor reads these years later. */
  from: string | null;
  to: string | null;
  how: Movement['how'];
  reason?: string | null;
  /** It was found to be so: nobody is asked whether it may. */
  observed?: boolean;
  /** Further facts for the journal. */
  facts?: Record<string, string | number | null>;
}

/**
 * The one way in which status, place or condition of an asset change: row,
 * journal entry, movement, counts and search row together. The asset counts as
 * seen, since somebody had it in hand, unless it is just said to be gone.
 *
 * @returns the journal's sequence number.
 * @throws Failure of whoever objects to the status, before anything is written.
 */
export async function applyMovement(command: CommandContext, movement: MovementInput): Promise<number> {
  const { tx, now } = command;
  const before = await tx
    .selectFrom('asset')
    .select(['tag', 'status', 'category_id', 'place_id', 'condition', 'last_seen_at', 'version'])
    .where('id', '=', movement.assetId)
    .executeTakeFirstOrThrow();
  const { change } = movement;
  if (change.status !== undefined && change.status !== before.status)
    for (const ask of beforeStatusChanges) await ask(command, { id: movement.assetId, tag: before.tag }, change.status);
  const { placeId } = change;
  if (placeId !== undefined && placeId !== before.place_id && movement.observed !== true)
    for (const ask of beforePlaceChanges)
      await ask(
        command,
        { id: movement.assetId, tag: before.tag },
        { placeId, status: change.status ?? before.status },
      );
  // One question for both: when it was seen and how sure that makes us of its place must never say two things.
  const isSeen = movement.how !== 'import' && !isGone(change.status);
  await tx
    .updateTable('asset')
    .set({
      status: change.status ?? before.status,
      place_id: change.placeId === undefined ? before.place_id : change.placeId,
      condition: change.condition ?? before.condition,
      last_seen_at: isSeen ? now : before.last_seen_at,
      updated_at: now,
      version: before.version + 1,
    })
    .where('id', '=', movement.assetId)
    .execute();
  if (isSeen) await noteSighting(command, [movement.assetId], movement.how === 'scan' ? 'scan' : 'hand', now);
  if (change.status) await moveCount(tx, before.category_id, before.status, change.status);
  const seq = await command.record({
    event: movement.event,
    subject: `asset:${movement.assetId}`,
    data: {
      tag: before.tag,
      before: { status: before.status, placeId: before.place_id, condition: before.condition },
      after: { status: change.status, placeId: change.placeId, condition: change.condition },
      from: movement.from,
      to: movement.to,
      ...movement.facts,
    },
    reason: movement.reason ?? null,
  });
  insertMovements(command, [
    {
      asset_id: movement.assetId,
      at: now,
      kind: movement.kind,
      from_text: movement.from,
      to_text: movement.to,
      reason: movement.reason ?? null,
      operator_id: command.actor.operatorId,
      how: movement.how,
      journal_seq: seq,
    },
  ]);
  // Tag, serial and name stay as they are, so their fragments do too.
  await refreshSearch(tx, [movement.assetId], { fragments: false });
  if (change.status !== undefined && change.status !== before.status)
    for (const react of whenStatusChanged)
      await react(command, { id: movement.assetId, tag: before.tag }, change.status);
  command.changed('assets', 'custody');
  return seq;
}
