import type { Device, DeviceDetails } from '#shared/features/devices/contract.ts';
import type { TestDesk } from './desk.ts';

/** A scanner without hardware that feeds the desk. */
export const simulatedScanner: DeviceDetails = {
  name: 'Counter',
  kind: 'scanner',
  connection: { type: 'simulator' },
  use: 'desk_a',
  framing: 'auto',
  pattern: null,
  beep: '07',
  notation: 'hex',
  region: 'as_set',
};

/** Waits for notices, never for time, until the device is as wanted. */
export async function waitForDevice(
  { client }: TestDesk,
  id: number,
  wanted: (device: Device) => boolean,
): Promise<Device> {
  const changes = await client.application.changes();
  for (;;) {
    const device = (await client.devices.list()).find((candidate) => candidate.id === id);
    if (device && wanted(device)) return device;
    await changes.next();
  }
}
