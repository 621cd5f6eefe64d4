import { readdir } from 'node:fs/promises';
import type { UsbIdentity } from '#shared/features/devices/contract.ts';

export interface SerialPortFound {
  readonly path: string;
  readonly name: string | null;
  readonly usb: UsbIdentity | null;
}

/** The serial ports that there are. Without udevadm, which the binding asks on Linux, the device files are looked at. */
export async function listSerialPorts(): Promise<SerialPortFound[]> {
  const { SerialPort } = await import('serialport');
  try {
    const ports = await SerialPort.list();
    return ports.map(({ path, manufacturer, vendorId, productId, serialNumber }) => ({
      path,
      name: manufacturer ?? null,
      usb: vendorId && productId ? { vendorId, productId, serialNumber: serialNumber ?? null } : null,
    }));
  } catch {
    return deviceFiles();
  }
}

async function deviceFiles(): Promise<SerialPortFound[]> {
  const named = await readdir('/dev/serial/by-id').catch((): string[] => []);
  const plain = await readdir('/dev').catch((): string[] => []);
  return [
    ...named.map((name) => ({ path: `/dev/serial/by-id/${name}`, name, usb: null })),
    ...plain
      .filter((name) => /^tty(?:USB|ACM|AMA)\d+$|^cu\./.test(name))
      .map((name) => ({ path: `/dev/${name}`, name: null, usb: null })),
  ];
}
