import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { Block } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findFreezing, listOpenOf } from './repository.ts';
import { mayBecomeWhileFrozen } from './rules.ts';

interface HeldAsset {
  id: number;
  tag: string;
}

/**
 * Nobody is given, and nobody is released from, what an incident of loss or theft holds.
 *
 * @throws Failure ASSET_FROZEN
 */
export async function refuseIfFrozen({ tx }: CommandContext, { id, tag }: HeldAsset): Promise<void> {
  const incident = await findFreezing(tx, id);
  if (incident !== null) throw new Failure('ASSET_FROZEN', { tag, number: incident.number });
}

/** @throws Failure ASSET_FROZEN when the asset would be neither lost nor stolen any more. */
export async function refuseStatusIfFrozen(command: CommandContext, asset: HeldAsset, to: AssetStatus): Promise<void> {
  if (!mayBecomeWhileFrozen(to)) await refuseIfFrozen(command, asset);
}

/** What an incident is still about is not taken out of service: it may be needed to look into it. */
export async function blockWhileOpen(db: Db, { id }: HeldAsset): Promise<Block[]> {
  return (await listOpenOf(db, id)).map(({ number }) => ({ kind: 'incident', what: String(number) }));
}
