import type { TrackerFault } from '#shared/features/tracking/position-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { followingOf } from './follow-trackers.ts';
import { listTrackers } from './repository.ts';
import { listenerSetting } from './settings.ts';
import { simulateDrive } from './tracker-simulator.ts';

/**
 * Lets a tracker that is set up report a short drive to the listener of this computer.
 * @throws Failure LISTENER_OFF when nobody listens
 */
export async function simulateTracker(
  backend: Backend,
  { trackerId, faults }: { trackerId: number; faults: readonly TrackerFault[] },
): Promise<{ accepted: number; refused: number }> {
  const { reader } = openInventoryOf(backend);
  const listener = followingOf(backend)?.listener ?? null;
  const port = listener?.port ?? null;
  if (port === null) throw new Failure('LISTENER_OFF');
  const tracker = (await listTrackers(reader)).find(({ id }) => id === trackerId);
  if (!tracker) throw notFound('tracker', trackerId);
  const { token, host } = await readSetting(reader, listenerSetting);
  const here = host.includes(':') ? '[::1]' : '127.0.0.1';
  return simulateDrive({
    base: `http://${here}:${port}/${token}`,
    identifier: tracker.identifier,
    from: tracker.last,
    until: Date.parse(backend.surroundings.now()),
    faults,
  });
}
