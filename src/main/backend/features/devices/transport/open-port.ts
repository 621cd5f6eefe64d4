import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type {
  DeviceConnection,
  DeviceState,
  SerialConnection,
  UsbIdentity,
} from '#shared/features/devices/contract.ts';
import { listSerialPorts } from './serial-ports.ts';

/** Why a device could not be opened. */
export class PortError extends Error {
  readonly state: DeviceState;
  constructor(state: DeviceState, cause?: unknown) {
    super(state, { cause });
    this.state = state;
  }
}

/** Until a connection stands. Milliseconds. */
const connectWithin = 3000;

/** Opens the device anew; each connection is a fresh object, because an old one would replay what it could not send. */
export async function openPort(connection: Exclude<DeviceConnection, { type: 'simulator' }>): Promise<Duplex> {
  return connection.type === 'tcp' ? openSocket(connection.host, connection.port) : openSerial(connection);
}

function openSocket(host: string, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const timer = setTimeout(() => socket.destroy(new Error('timeout')), connectWithin);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(new PortError('missing', error));
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.setKeepAlive(true, 10_000);
      resolve(socket);
    });
  });
}

async function openSerial(connection: SerialConnection): Promise<Duplex> {
  // Loaded only where there is a serial device: the binding is native code.
  const { SerialPort } = await import('serialport');
  const path = await pathOf(connection);
  const { baudRate, dataBits, parity, stopBits } = connection;
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
  return new Promise((resolve, reject) => {
    port.open((error) => {
      if (error === null) resolve(port);
      else reject(new PortError(stateOfOpenError(error.message), error));
    });
  });
}

export function stateOfOpenError(message: string): DeviceState {
  if (/Cannot lock port|Access denied|EBUSY|Resource busy/i.test(message)) return 'busy';
  return /No such file|not found|ENOENT|ENXIO/i.test(message) ? 'missing' : 'fault';
}

/** A USB device is found again by what it is, whatever name its port has got. */
async function pathOf({ path, usb }: SerialConnection): Promise<string> {
  if (usb === null) return path;
  const ports = await listSerialPorts();
  const same = ports.filter((port) => port.usb !== null && isSame(port.usb, usb));
  return same.some((port) => port.path === path) ? path : (same[0]?.path ?? path);
}

function isSame(one: UsbIdentity, other: UsbIdentity): boolean {
  return (
    one.vendorId === other.vendorId &&
    one.productId === other.productId &&
    (other.serialNumber === null || one.serialNumber === other.serialNumber)
  );
}
