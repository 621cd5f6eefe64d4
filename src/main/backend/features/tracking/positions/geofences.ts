import type { Geofence } from '#shared/features/tracking/position-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listGeofences } from './repository.ts';

type GeofenceDetails = Omit<Geofence, 'id'> & { id: number | null };

/** A fence that was moved knows nothing of who is in it: the next position of each tracker decides. */
export async function saveGeofence(
  command: CommandContext,
  { id, ...details }: GeofenceDetails,
): Promise<{ id: number }> {
  const { tx } = command;
  const fences = await listGeofences(tx);
  const before = fences.find((fence) => fence.id === id) ?? null;
  if (id !== null && before === null) throw notFound('geofence', id);
  const same = fences.find((fence) => fence.id !== id && fence.name.toLowerCase() === details.name.toLowerCase());
  if (same) throw new Failure('NAME_TAKEN', { name: details.name });
  if (id !== null) {
    await tx.updateTable('geofence').set(details).where('id', '=', id).execute();
    await tx.deleteFrom('geofence_presence').where('geofence_id', '=', id).execute();
  }
  const saved =
    id ??
    (
      await tx
        .insertInto('geofence')
        .values({ ...details, archived_at: null })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  await command.record({
    event: before ? 'tracking.geofenceChanged' : 'tracking.geofenceAdded',
    subject: `geofence:${saved}`,
    data: { before: before ? { ...before } : null, after: { ...details } },
  });
  command.changed('tracking');
  return { id: saved };
}

export async function archiveGeofence(command: CommandContext, { id }: { id: number }): Promise<void> {
  const fence = (await listGeofences(command.tx)).find((each) => each.id === id);
  if (!fence) throw notFound('geofence', id);
  await command.tx.updateTable('geofence').set({ archived_at: command.now }).where('id', '=', id).execute();
  await command.tx.deleteFrom('geofence_presence').where('geofence_id', '=', id).execute();
  await command.record({
    event: 'tracking.geofenceArchived',
    subject: `geofence:${id}`,
    data: { name: fence.name },
  });
  command.changed('tracking');
}
