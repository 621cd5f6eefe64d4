import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type {
  DeviceConnection,
  DeviceState,
  SerialConnection,
  UsbIdentity,
} from '#shared/features/devices/contract.ts';
import { openCardReader } from './card-reader-port.ts';
import { PortError } from './port-error.ts';
import { listSerialPorts } from './serial-ports.ts';
import type { SerialPortFound } from './serial-ports.ts';

/** Until a connection stands. Milliseconds. */
const connectWithin = 3000;
/** Milliseconds. */
const nodeLookedAtEvery = 500;

/** Opens the device anew; each connection is a fresh object, because an old one would replay what it could not send. */
export async function openPort(connection: Exclude<DeviceConnection, { type: 'simulator' }>): Promise<Duplex> {
  switch (connection.type) {
    case 'tcp':
      return openSocket(connection.host, connection.port);
    case 'serial':
      return openSerial(connection);
    case 'pcsc':
      return openCardReader(connection.reader);
  }
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
  // Without it a destroyed port stays open, and locked, until the program ends.
  port._destroy = (error, done) => {
    if (port.isOpen) port.close(() => done(error));
    else done(error);
  };
  return new Promise((resolve, reject) => {
    port.open((error) => {
      if (error === null) {
        loseWithNode(port, path);
        resolve(port);
      } else reject(new PortError(stateOfOpenError(error.message), error));
    });
  });
}

/**
 * A line that is pulled out reads either an error or no bytes; after the latter serialport asks again without end and
 * never tells. What is certain is that the node of the port goes. Windows always reports an error and has no nodes.
 */
function loseWithNode(port: Duplex, path: string): void {
  if (process.platform === 'win32') return;
  let opened: number | null = null;
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    // The device number is the same as long as it is this port, however the name leads there.
    const present = await stat(path).then(
      ({ rdev }) => rdev,
      () => null,
    );
    looking = false;
    opened ??= present;
    if ((present === null || present !== opened) && !port.destroyed) port.destroy(new PortError('missing'));
  };
  const timer = setInterval(() => void look(), nodeLookedAtEvery);
  timer.unref();
  port.once('close', () => clearInterval(timer));
  void look();
}

export function stateOfOpenError(message: string): DeviceState {
  if (/Cannot lock port|Access denied|EBUSY|Resource busy/i.test(message)) return 'busy';
  return /No such file|not found|ENOENT|ENXIO/i.test(message) ? 'missing' : 'fault';
}

/** A USB device is found again by what it is, whatever name its port has got. */
async function pathOf({ path, usb }: SerialConnection): Promise<string> {
  return usb === null ? path : pathOfDevice(await listSerialPorts(), path, usb);
}

/** Where a USB device is now: at its old path when it is there, else wherever the same device is. */
export function pathOfDevice(ports: readonly SerialPortFound[], path: string, usb: UsbIdentity): string {
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
