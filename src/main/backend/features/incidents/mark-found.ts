import type { SightingKind } from '#shared/features/assets/whereabouts.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow, noteSeen } from '#backend/features/assets/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { addEntry, getIncidentRow, listIncidentAssets } from './repository.ts';

interface Found {
  id: number;
  assetId: number;
  placeId: number | null;
}

/**
 * Says that an asset of an incident turned up. It stays lost or stolen, and with whoever had it, until somebody has
 * looked into it and closes the incident.
 *
 * @throws Failure INCIDENT_STATE, FOUND_ALREADY.
 */
export async function markFound(
  command: CommandContext,
  { id, assetId, placeId }: Found,
  how: SightingKind = 'hand',
): Promise<void> {
  const { tx, now } = command;
  const { state, number } = await getIncidentRow(tx, id);
  if (state === 'closed') throw new Failure('INCIDENT_STATE', { state });
  const named = (await listIncidentAssets(tx, id)).find(({ asset_id }) => asset_id === assetId);
  if (named === undefined) throw notFound('asset', assetId);
  const { tag } = await getAssetRow(tx, assetId, false);
  if (named.found_at !== null) throw new Failure('FOUND_ALREADY', { tag });
  const place = placeId === null ? null : (await getPlace(tx, placeId)).path;
  await tx
    .updateTable('incident_asset')
    .set({ found_at: now, found_place_id: placeId })
    .where('incident_id', '=', id)
    .where('asset_id', '=', assetId)
    .execute();
  await noteSeen(command, [assetId], how);
  const seq = await command.record({
    event: 'incidents.assetFound',
    subject: `asset:${assetId}`,
    data: { tag, incident: number, place },
  });
  await addEntry(command, id, { kind: 'found', asset_id: assetId, text: place, journal_seq: seq });
  command.changed('incidents', 'assets');
}

/** The same from a scan, which may come more than once. @returns whether it was news */
export async function noteFoundByScan(command: CommandContext, found: Found): Promise<boolean> {
  const named = (await listIncidentAssets(command.tx, found.id)).find(({ asset_id }) => asset_id === found.assetId);
  if (named === undefined || named.found_at !== null) return false;
  await markFound(command, found, 'scan');
  return true;
}
