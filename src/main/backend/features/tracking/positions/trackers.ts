import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { findTracker } from './repository.ts';

interface TrackerDetails {
  id: number | null;
  identifier: string;
  name: string;
  assetId: number | null;
}

export async function saveTracker(
  command: CommandContext,
  { id, identifier, name, assetId }: TrackerDetails,
): Promise<{ id: number }> {
  const { tx } = command;
  const known = await findTracker(tx, identifier);
  if (known !== null && known.id !== id) throw new Failure('TRACKER_KNOWN', { identifier });
  const asset = assetId === null ? null : await getAssetRow(tx, assetId, false);
  const before =
    id === null ? null : await tx.selectFrom('tracker').selectAll().where('id', '=', id).executeTakeFirst();
  if (id !== null && !before) throw notFound('tracker', id);
  const values = { identifier, name, asset_id: assetId };
  if (id !== null) await tx.updateTable('tracker').set(values).where('id', '=', id).execute();
  const saved = id ?? (await tx.insertInto('tracker').values(values).returning('id').executeTakeFirstOrThrow()).id;
  await command.record({
    event: before ? 'tracking.trackerChanged' : 'tracking.trackerAdded',
    subject: `tracker:${saved}`,
    data: { before: before ? { ...before } : null, after: { identifier, name, asset: asset?.tag ?? null } },
  });
  command.changed('tracking');
  return { id: saved };
}
