import type { Backend } from '#backend/kernel/rpc/call.ts';
import { DeviceManager } from './manager.ts';
import type { StoredDevice } from './manager.ts';
import { listDevices } from './repository.ts';

const managers = new WeakMap<Backend, DeviceManager>();

/** The devices of this workstation. */
export function managerOf(backend: Backend): DeviceManager {
  const known = managers.get(backend);
  if (known) return known;
  const tell = () => backend.events.publish('changed', { topics: ['devices'] });
  const manager = new DeviceManager(backend.surroundings, tell);
  managers.set(backend, manager);
  return manager;
}

export function applyDefinitions(backend: Backend, definitions: readonly StoredDevice[]): void {
  managerOf(backend).apply(definitions);
}

/** When the database opens: connects what is set up, and lets go before it closes. */
export async function connectDevices(backend: Backend): Promise<void> {
  if (!backend.inventory) return;
  applyDefinitions(backend, await listDevices(backend.inventory.reader));
  backend.closing.push(() => {
    managerOf(backend).close();
    return Promise.resolve();
  });
}
