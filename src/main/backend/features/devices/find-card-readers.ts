import type { DeviceState } from '#shared/features/devices/contract.ts';
import { listCardReaders } from './transport/card-reader-port.ts';
import { PortError } from './transport/port-error.ts';

/** The readers of smart cards that can be chosen, or why nobody can choose one. */
export async function findCardReaders(): Promise<{ state: DeviceState; names: string[] }> {
  try {
    return { state: 'ready', names: await listCardReaders() };
  } catch (error) {
    return { state: error instanceof PortError ? error.state : 'fault', names: [] };
  }
}
