import type { UseFormReturnType } from '@mantine/form';
import {
  baudRates,
  cardNotations,
  deviceConnection,
  deviceKinds,
  deviceUses,
  lineFramings,
  readerRegions,
} from '#shared/features/devices/contract.ts';
import type {
  Device,
  DeviceConnection,
  DeviceDetails,
  DeviceKind,
  UsbIdentity,
} from '#shared/features/devices/contract.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What the fields of a device hold: texts, because that is what fields hold. */
export interface DeviceValues {
  name: string;
  kind: string;
  type: string;
  path: string;
  baudRate: string;
  /** Data bits, parity and stop bits as people write them, e.g. `8N1`. */
  bits: string;
  host: string;
  port: number | string;
  /** Name of a reader of smart cards; empty takes any. */
  reader: string;
  notation: string;
  region: string;
  pattern: string;
  framing: string;
  use: string;
  beep: string;
}

export type DeviceFormState = UseFormReturnType<DeviceValues>;

export interface PortFound {
  path: string;
  name: string | null;
  usb: UsbIdentity | null;
}

/** The usual ones; a field takes any other as well. */
export const speeds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600].map(String);

const parities = { N: 'none', E: 'even', O: 'odd' } as const;
export const bitChoices = ['8N1', '8E1', '8O1', '8N2', '8E2', '8O2', '7E1', '7O1', '7N1', '7N2', '7E2', '7O2'] as const;

/** What most devices of a kind are set to when they come out of the box. */
const usual: Readonly<Record<DeviceKind, { baudRate: string; type: string; port: number }>> = {
  scanner: { baudRate: '9600', type: 'serial', port: 4001 },
  pattern: { baudRate: '9600', type: 'serial', port: 4001 },
  pcsc: { baudRate: '9600', type: 'pcsc', port: 4001 },
  em4100: { baudRate: '9600', type: 'serial', port: 4001 },
  uhfreader18: { baudRate: '57600', type: 'serial', port: 6000 },
  mercury: { baudRate: '115200', type: 'serial', port: 4001 },
  llrp: { baudRate: '9600', type: 'tcp', port: 5084 },
  nmea: { baudRate: '4800', type: 'serial', port: 10_110 },
};

export function kindOf(value: string): DeviceKind {
  return deviceKinds.find((each) => each === value) ?? 'scanner';
}

/** How a device of this kind may be connected; smart cards are served by the system and by nothing else. */
export function connectionsOf(kind: string): readonly DeviceConnection['type'][] {
  return kind === 'pcsc' ? ['pcsc', 'simulator'] : ['serial', 'tcp', 'simulator'];
}

/** Values that change with the kind: a simulator stays one. */
export function usualOf(kind: string, type: string): Partial<DeviceValues> {
  const values = { ...usual[kindOf(kind)], use: kind === 'nmea' ? 'tracking' : 'desk_a' };
  return type === 'simulator' ? { kind, use: values.use } : { kind, ...values };
}

function bitsOf(connection: DeviceConnection | undefined): string {
  if (connection?.type !== 'serial') return '8N1';
  return `${connection.dataBits}${connection.parity.charAt(0).toUpperCase()}${connection.stopBits}`;
}

export function valuesOf(device: Device | null): DeviceValues {
  const connection = device?.connection;
  return {
    name: device?.name ?? '',
    kind: device?.kind ?? 'scanner',
    type: connection?.type ?? 'serial',
    path: connection?.type === 'serial' ? connection.path : '',
    baudRate: String(connection?.type === 'serial' ? connection.baudRate : 9600),
    bits: bitsOf(connection),
    host: connection?.type === 'tcp' ? connection.host : '',
    port: connection?.type === 'tcp' ? connection.port : 5084,
    reader: connection?.type === 'pcsc' ? (connection.reader ?? '') : '',
    notation: device?.notation ?? 'hex',
    region: device?.region ?? 'as_set',
    pattern: device?.pattern ?? '',
    framing: device?.framing ?? 'auto',
    use: device?.use ?? 'desk_a',
    beep: device?.beep ?? '',
  };
}

/** The connection that the fields describe, or null as long as they describe none. */
export function connectionOf(values: DeviceValues, ports: readonly PortFound[], before: Device | null) {
  const { type, path, host, port, reader } = values;
  if (type === 'pcsc') return deviceConnection.safeParse({ type, reader: reader === '' ? null : reader }).data ?? null;
  if (type !== 'serial') return deviceConnection.safeParse({ type, host, port: Number(port) }).data ?? null;
  // A device that is not plugged in at the moment keeps the identity that it had.
  const known = before?.connection.type === 'serial' && before.connection.path === path ? before.connection.usb : null;
  const usb = ports.find((found) => found.path === path)?.usb ?? known;
  const [, dataBits, parity, stopBits] = /^([78])([NEO])([12])$/.exec(values.bits) ?? [];
  const line = {
    dataBits: Number(dataBits),
    parity: Object.entries(parities).find(([letter]) => letter === parity)?.[1],
    stopBits: Number(stopBits),
  };
  return deviceConnection.safeParse({ type, path, usb, baudRate: Number(values.baudRate), ...line }).data ?? null;
}

export function detailsOf(values: DeviceValues, connection: DeviceConnection): DeviceDetails {
  const kind = kindOf(values.kind);
  return {
    name: values.name.trim(),
    kind,
    connection,
    use: deviceUses.find((each) => each === values.use) ?? 'desk_a',
    framing: lineFramings.find((each) => each === values.framing) ?? 'auto',
    pattern: kind === 'pattern' ? values.pattern : null,
    notation: cardNotations.find((each) => each === values.notation) ?? 'hex',
    region: readerRegions.find((each) => each === values.region) ?? 'as_set',
    beep: values.beep.trim() === '' ? null : values.beep.replaceAll(/\s/g, ''),
  };
}

/** What is wrong with how a device is connected, by field. */
export function connectionProblems(values: DeviceValues, connection: DeviceConnection | null) {
  if (connection !== null) return {};
  const speed = Number(values.baudRate);
  const { slowest, fastest } = baudRates;
  if (values.type === 'serial' && !(Number.isInteger(speed) && speed >= slowest && speed <= fastest))
    return { baudRate: t('devices.wrongSpeed', { slowest, fastest }) };
  return values.type === 'tcp' ? { host: t('issue.host') } : { path: t('devices.choosePort') };
}

/** The speed to try after this one; the common ones come first. */
export function nextSpeed(baudRate: string): string {
  const order = ['9600', '115200', '57600', '19200', '38400', '4800', '2400', '1200'];
  return order[(order.indexOf(baudRate) + 1) % order.length] ?? '9600';
}
