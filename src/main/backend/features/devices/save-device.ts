import type { DeviceConnection, DeviceDetails } from '#shared/features/devices/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyDefinitions } from './manager-of-backend.ts';
import { mayConnect } from './rules.ts';
import { archiveDeviceRow, listDevices, writeDevice } from './repository.ts';

/** What two devices can't share. Null for simulators, of which there may be many. */
function portOf(connection: DeviceConnection): string | null {
  if (connection.type === 'serial') return connection.path;
  if (connection.type === 'pcsc') return connection.reader;
  return connection.type === 'tcp' ? `${connection.host}:${connection.port}` : null;
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

export async function saveDevice(
  command: CommandContext,
  { id, ...details }: DeviceDetails & { id: number | null },
): Promise<{ id: number }> {
  const devices = await listDevices(command.tx);
  const before = devices.find((device) => device.id === id);
  if (id !== null && !before) throw notFound('device', id);
  const others = devices.filter((device) => device.id !== id);
  if (others.some(({ name }) => name.toLowerCase() === details.name.toLowerCase())) {
    throw new Failure('NAME_TAKEN', { name: details.name });
  }
  if (!mayConnect(details.kind, details.connection.type)) throw new Failure('CONNECTION_UNFIT');
  const port = portOf(details.connection);
  const holder = port === null ? undefined : others.find(({ connection }) => portOf(connection) === port);
  if (holder) throw new Failure('PORT_ASSIGNED', { name: holder.name });
  if (details.kind === 'pattern' && (details.pattern === null || !isExpression(details.pattern))) {
    throw new Failure('PATTERN_INVALID');
  }
  const saved = await writeDevice(command.tx, id, details);
  await command.record({
    event: before ? 'devices.deviceChanged' : 'devices.deviceAdded',
    subject: `device:${saved}`,
    data: { before: before ? { ...before } : null, after: { ...details } },
  });
  await reconcile(command);
  return { id: saved };
}

export async function archiveDevice(command: CommandContext, { id }: { id: number }): Promise<void> {
  const device = (await listDevices(command.tx)).find((candidate) => candidate.id === id);
  if (!device) throw notFound('device', id);
  await archiveDeviceRow(command.tx, id, command.now);
  await command.record({ event: 'devices.deviceArchived', subject: `device:${id}`, data: { name: device.name } });
  await reconcile(command);
}

/** Connections follow the definitions, but only once these are committed. */
async function reconcile(command: CommandContext): Promise<void> {
  const definitions = await listDevices(command.tx);
  command.changed('devices');
  command.afterCommit(() => applyDefinitions(command.backend, definitions));
}
