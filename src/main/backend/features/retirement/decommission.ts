import type { Decommissioning } from '#shared/features/retirement/contract.ts';
import { isHeld } from '#shared/features/assets/status.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, endRelationsOf, getAssetRow, listDependants } from '#backend/features/assets/index.ts';
import { checkIn, listHeldBy } from '#backend/features/custody/index.ts';
import { whenDecommissioned } from './lifecycle.ts';
import { blocksOf, releasesOf } from './outlook.ts';
import './tables.ts';

/**
 * Takes assets out of service, all of them or none: back from whoever had them, relations and reservations ended, and
 * whatever other slices keep for them given free, in the one transaction.
 *
 * @throws Failure DECOMMISSION_BLOCKED, HAS_DEPENDANTS, ASSET_FROZEN.
 */
export async function decommission(
  command: CommandContext,
  { assetIds, reason, note, despiteDependants }: Decommissioning,
): Promise<{ assetId: number; number: number }[]> {
  const chosen = [...new Set(assetIds)];
  const done: { assetId: number; number: number }[] = [];
  for (const assetId of chosen) {
    await refuseDependants(command, assetId, chosen, despiteDependants);
    done.push(await decommissionOne(command, assetId, { reason, note: note.trim() }));
  }
  command.changed('retirement', 'assets', 'custody');
  return done;
}

/** What depends on an asset may go along with it; anything else has to be seen first. */
async function refuseDependants(
  { tx }: CommandContext,
  assetId: number,
  leaving: readonly number[],
  seen: boolean,
): Promise<void> {
  const { dependants } = await listDependants(tx, assetId);
  const left = dependants.filter(({ asset }) => !leaving.includes(asset.id)).length;
  if (left === 0 || seen) return;
  throw new Failure('HAS_DEPENDANTS', { tag: (await getAssetRow(tx, assetId, false)).tag, count: left });
}

async function decommissionOne(
  command: CommandContext,
  assetId: number,
  { reason, note }: Pick<Decommissioning, 'reason' | 'note'>,
): Promise<{ assetId: number; number: number }> {
  const { tx, now, actor } = command;
  const asset = await getAssetRow(tx, assetId, false);
  const { tag, status } = asset;
  const [blocked] = await blocksOf(tx, asset);
  if (blocked) throw new Failure('DECOMMISSION_BLOCKED', { tag, block: blocked.kind, what: blocked.what });
  const released = await releasesOf(tx, asset);
  const back = { placeId: null, condition: null, note: null };
  if (asset.custodian !== null || isHeld(status)) await checkIn(command, { assetId, ...back });
  for (const held of await listHeldBy(tx, { kind: 'asset', id: assetId }))
    await checkIn(command, { assetId: held.assetId, ...back });
  await endRelationsOf(command, assetId);
  for (const release of whenDecommissioned) await release(command, { id: assetId, tag });
  const number = await takeNumbers(tx, 'retirement');
  await tx
    .insertInto('retirement')
    .values({
      number,
      asset_id: assetId,
      reason,
      note,
      status_before: status,
      begun_at: now,
      begun_by: actor.operatorId,
      released: JSON.stringify(released),
      ended_at: null,
      ended_by: null,
      ended: null,
      outcome: null,
      end_note: null,
    })
    .execute();
  const facts = {
    number,
    why: reason,
    released: released.map(({ kind, what }) => `${kind}: ${what.join(', ')}`).join('; '),
  };
  await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'retirement.decommissioned',
    change: { status: 'retiring' },
    from: asset.custodian?.name ?? status,
    to: 'retiring',
    how: actor.source === 'cli' ? 'cli' : 'manual',
    reason: note === '' ? null : note,
    facts,
  });
  return { assetId, number };
}
