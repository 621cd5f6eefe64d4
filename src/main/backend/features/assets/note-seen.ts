import { sql } from 'kysely';
import type { SightingKind } from '#shared/features/assets/whereabouts.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/**
 * Somebody saw the assets without changing anything about them: only when they
 * were seen last goes on, never back. Their version stays, since nothing that
 * is edited changed.
 */
export async function noteSeen(
  command: CommandContext,
  ids: readonly number[],
  how: SightingKind,
  at = command.now,
): Promise<void> {
  if (ids.length === 0) return;
  await command.tx
    .updateTable('asset')
    .set({ last_seen_at: at })
    .where(sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .where('status', '<>', 'disposed')
    .where((eb) => eb.or([eb('last_seen_at', 'is', null), eb('last_seen_at', '<', at)]))
    .execute();
  await noteSighting(command, ids, how, at);
  // How sure the place is rests on sightings, and is shown beside the alarm that noted one.
  command.changed('assets', 'custody');
}

/** Keeps the newest sighting of each kind. */
export async function noteSighting(
  { tx }: CommandContext,
  ids: readonly number[],
  how: SightingKind,
  at: string,
): Promise<void> {
  await sql`INSERT INTO asset_sighting (asset_id, how, at)
    SELECT value, ${how}, ${at} FROM json_each(${JSON.stringify([...new Set(ids)])}) WHERE true
    ON CONFLICT DO UPDATE SET at = max(asset_sighting.at, excluded.at)`.execute(tx);
}
