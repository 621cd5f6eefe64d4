import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { Actor } from '#backend/kernel/session.ts';
import type { Fix } from '#backend/features/devices/index.ts';
import type { PositionSource } from '../tables.ts';
import { deletePositionsBefore, insertPositions, listGeofences, presencesOf, writePresence } from './repository.ts';
import { distanceBetween, isPossible, keptSince, nextInside } from './rules.ts';
import { retentionSetting } from './settings.ts';

/** What came of one tracker. */
export interface Arrived {
  readonly trackerId: number;
  readonly fixes: readonly Fix[];
}

/**
 * Keeps positions and lets the fences look at those that are newer than what they know: trackers that were out of reach
 * report late, in bulk and out of order.
 */
export async function storePositions(
  command: CommandContext,
  arrived: readonly Arrived[],
  source: PositionSource,
): Promise<{ added: number; tooOld: number }> {
  const days = await readSetting(command.tx, retentionSetting);
  const oldest = keptSince(command.now, days);
  let added = 0;
  let tooOld = 0;
  for (const { trackerId, fixes } of arrived) {
    const kept = fixes.filter((fix) => fix.at >= oldest && isPossible(fix, command.now));
    tooOld += fixes.filter((fix) => fix.at < oldest).length;
    added += await insertPositions(command.tx, trackerId, kept, source);
    await crossFences(command, trackerId, kept);
  }
  await command.record({
    event: 'tracking.positionsReceived',
    subject: arrived.length === 1 ? `tracker:${arrived[0]?.trackerId}` : 'trackers',
    data: { source, positions: added, trackers: arrived.length },
  });
  command.changed('tracking');
  return { added, tooOld };
}

async function crossFences(command: CommandContext, trackerId: number, fixes: readonly Fix[]): Promise<void> {
  const fences = await listGeofences(command.tx);
  if (fences.length === 0) return;
  const presences = await presencesOf(command.tx, trackerId);
  const inOrder = fixes.toSorted((one, other) => one.at.localeCompare(other.at));
  for (const fence of fences) {
    const before = presences.get(fence.id);
    let inside = before?.inside ?? null;
    let at = before?.at ?? '';
    for (const fix of inOrder) {
      if (fix.at <= at) continue;
      const next = nextInside(inside, distanceBetween(fence, fix), fence.radius);
      if (inside !== null && next !== inside) await recordCrossing(command, fence, trackerId, next, fix.at);
      inside = next;
      at = fix.at;
    }
    if (inside !== null && at !== before?.at) {
      await writePresence(command.tx, { geofenceId: fence.id, trackerId, inside, at });
    }
  }
}

async function recordCrossing(
  command: CommandContext,
  fence: { id: number; name: string },
  trackerId: number,
  inside: boolean,
  at: string,
): Promise<void> {
  const direction = inside ? 'entered' : 'left';
  await command.tx
    .insertInto('geofence_crossing')
    .values({ geofence_id: fence.id, tracker_id: trackerId, direction, at })
    .execute();
  await command.record({
    event: inside ? 'tracking.geofenceEntered' : 'tracking.geofenceLeft',
    subject: `tracker:${trackerId}`,
    data: { geofence: fence.name, at },
  });
}

/** What a device or file brings is written in the name of who set it up. */
export function deviceActor(operatorId: number, what: string): Actor {
  return {
    operatorId,
    username: '',
    roles: [],
    source: 'device',
    desk: what,
    session: what,
    may: () => true,
  };
}

/** Forgets what is older than the retention allows, when the database is opened and once a day. */
export async function forgetOldPositions(backend: Backend): Promise<void> {
  await inTransaction(backend, deviceActor(await firstOperator(backend), 'retention'), forgetOld);
}

/** What works by itself acts in the name of the first administrator. */
export async function firstOperator(backend: Backend): Promise<number> {
  const row = await openInventoryOf(backend)
    .reader.selectFrom('operator')
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

export async function forgetOld(command: CommandContext): Promise<void> {
  const days = await readSetting(command.tx, retentionSetting);
  const before = keptSince(command.now, days);
  const forgotten = await deletePositionsBefore(command.tx, before);
  if (forgotten === 0) return;
  await command.record({
    event: 'tracking.positionsForgotten',
    subject: 'positions',
    data: { before, days, positions: forgotten },
  });
  command.changed('tracking');
}
