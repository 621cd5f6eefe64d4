import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { command, inKiosk, job, query, stream } from '#shared/rpc/define.ts';
import { id, instant, requiredLine } from '#shared/rpc/fields.ts';
import { allSimulatorFaults } from './simulator-faults.ts';

/**
 * `scanner` sends codes as lines, `pattern` lines of which a regular expression takes the code, `em4100` and `pcsc` the
 * numbers of cards, `nmea` positions, the others tags.
 */
export const deviceKinds = ['scanner', 'pattern', 'em4100', 'pcsc', 'uhfreader18', 'mercury', 'llrp', 'nmea'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** Readers of UHF tags, which find whatever stands before them and are swept with. */
export function isTagReader(kind: DeviceKind): boolean {
  return kind === 'uhfreader18' || kind === 'mercury' || kind === 'llrp';
}

export const deviceUses = ['desk_a', 'desk_b', 'stocktake', 'receiving', 'tracking'] as const;
export type DeviceUse = (typeof deviceUses)[number];

/** How the number of a card is written; the same card is another code in each. */
export const cardNotations = ['hex', 'hex_reversed', 'decimal', 'decimal_reversed', 'wiegand'] as const;
export type CardNotation = (typeof cardNotations)[number];

/** What a reader may transmit in where it stands; `as_set` leaves the reader as it is. */
export const readerRegions = ['as_set', 'eu', 'na'] as const;
export type ReaderRegion = (typeof readerRegions)[number];

export const lineFramings = ['auto', 'line', 'stx_etx', 'silence'] as const;

/** What tells a USB device from others when its port gets another name. */
export const usbIdentity = z.object({
  vendorId: z.string().max(8),
  productId: z.string().max(8),
  serialNumber: z.string().max(120).nullable(),
});
export type UsbIdentity = z.infer<typeof usbIdentity>;

/** Bits a second that a serial port may be set to. */
export const baudRates = { slowest: 50, fastest: 4_000_000 } as const;

export const serialConnection = z.object({
  type: z.literal('serial'),
  path: z
    .string()
    .trim()
    .min(1)
    .max(400)
    .regex(/^[\w./\\:-]+$/),
  usb: usbIdentity.nullable(),
  baudRate: z.number().int().min(baudRates.slowest).max(baudRates.fastest),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
});
export type SerialConnection = z.infer<typeof serialConnection>;

export const deviceConnection = z.discriminatedUnion('type', [
  serialConnection,
  z.object({
    type: z.literal('tcp'),
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/),
    port: z.number().int().min(1).max(65_535),
  }),
  /** The service for smart cards of the system; a reader without a name is any that there is. */
  z.object({ type: z.literal('pcsc'), reader: requiredLine(200).nullable() }),
  /** No hardware: the simulator of this kind of device that ships with the application. */
  z.object({ type: z.literal('simulator') }),
]);
export type DeviceConnection = z.infer<typeof deviceConnection>;

export const deviceDetails = z.object({
  name: requiredLine(80),
  kind: z.enum(deviceKinds),
  connection: deviceConnection,
  use: z.enum(deviceUses),
  framing: z.enum(lineFramings),
  /** Regular expression of kind `pattern`; its first group is the code. */
  pattern: z.string().max(200).nullable(),
  /** Bytes that make a serial device beep, hexadecimal, e.g. `07`; null when it has no such command. */
  beep: z
    .string()
    .regex(/^(?:[0-9A-Fa-f]{2}){1,32}$/)
    .nullable(),
  /** Of kinds `em4100` and `pcsc`. */
  notation: z.enum(cardNotations).default('hex'),
  /** Of kind `mercury`. */
  region: z.enum(readerRegions).default('as_set'),
});
export type DeviceDetails = z.infer<typeof deviceDetails>;

/**
 * `on_hold`: too much noise came; `taken`: another client holds the reader; `no_module`, `no_service`: what reads smart
 * cards is not installed, or does not run.
 */
export const deviceStates = [
  'connecting',
  'ready',
  'missing',
  'busy',
  'taken',
  'fault',
  'on_hold',
  'no_module',
  'no_service',
] as const;
export type DeviceState = (typeof deviceStates)[number];

export const device = deviceDetails.extend({
  id,
  state: z.enum(deviceStates),
  reads: z.number().int(),
  badFrames: z.number().int(),
  /** Why the last bad frame was none, as a code. */
  lastFault: z.string().nullable(),
  lastReadAt: instant.nullable(),
});
export type Device = z.infer<typeof device>;

export const deviceScan = z.object({
  deviceId: id,
  device: z.string(),
  /** The desk session that takes it; null when the device serves something else. */
  session: z.enum(['A', 'B']).nullable(),
  use: z.enum(deviceUses),
  code: z.string(),
  /** AIM symbology identifier without the bracket, e.g. `C1`; null when the device sends none. */
  symbology: z.string().nullable(),
  at: instant,
});
export type DeviceScan = z.infer<typeof deviceScan>;

export const presence = z.object({
  code: z.string(),
  count: z.number().int(),
  /** Larger is nearer; the unit is the reader's. */
  rssi: z.number().nullable(),
  at: instant,
});

export const traffic = z.object({ at: instant, direction: z.enum(['in', 'out']), hex: z.string() });
export type Traffic = z.infer<typeof traffic>;

/** What the first bytes of a device say about how it should be set up. */
export const proposal = z.object({
  kind: z.enum(deviceKinds).nullable(),
  framing: z.enum(lineFramings).nullable(),
  codes: z.array(z.string()),
  /** `seven_even`: the eighth bit looks like parity; `other_speed`: nothing of it is text. */
  advice: z.enum(['seven_even', 'other_speed']).nullable(),
});
export type Proposal = z.infer<typeof proposal>;

export const devicesContract = {
  list: query('asset.view').output(z.array(device)),
  /** Serial ports of this computer at the moment. */
  ports: query('device.configure').output(
    z.array(z.object({ path: z.string(), name: z.string().nullable(), usb: usbIdentity.nullable() })),
  ),
  /** Readers of smart cards of this computer at the moment, or why there are none. */
  cardReaders: query('device.configure').output(z.object({ state: z.enum(deviceStates), names: z.array(z.string()) })),
  /** Opens a device for as long as somebody looks, and tells what it sends. */
  probe: stream('device.configure')
    .input(z.object({ connection: deviceConnection, kind: z.enum(deviceKinds) }))
    .output(eventIterator(z.object({ state: z.enum(deviceStates), hex: z.string(), proposal: proposal.nullable() }))),
  save: command('device.configure')
    .input(deviceDetails.extend({ id: id.nullable() }))
    .output(z.object({ id }))
    .errors({
      NAME_TAKEN: { data: z.object({ name: z.string() }) },
      PATTERN_INVALID: {},
      PORT_ASSIGNED: { data: z.object({ name: z.string() }) },
      CONNECTION_UNFIT: {},
    }),
  archive: command('device.configure').input(z.object({ id })),
  reconnect: query('device.configure').input(z.object({ id })),
  beep: query('device.configure').input(z.object({ id })),
  traffic: query('device.configure').input(z.object({ id })).output(z.array(traffic)),
  /** Every code that a device reads, from now on. */
  scans: stream('asset.view', inKiosk).output(eventIterator(deviceScan)),
  /** What is read while the desk is locked, when it can only be a badge. */
  badges: stream('public').output(eventIterator(z.object({ code: z.string() }))),
  /** Reads tags for as long as somebody listens; each notice holds the tags that changed, each once. */
  sweep: stream('asset.view')
    .input(z.object({ id }))
    .output(eventIterator(z.object({ reads: z.number().int(), tags: z.array(presence) }))),
  /** Writes an EPC into the one tag in front of the reader and reads it back. */
  encode: job('device.configure')
    .input(z.object({ id, epc: z.string().regex(/^(?:[0-9A-F]{4}){2,8}$/) }))
    .output(z.object({ outcome: z.enum(['written', 'unknown']), read: z.array(z.string()) }))
    .errors({
      DEVICE_CANNOT_WRITE: {},
      DEVICE_NOT_READY: {},
      ONE_TAG_NEEDED: { data: z.object({ count: z.number().int() }) },
    }),
  /** The faults that are switched on in a simulator. */
  simulatorFaults: query('device.configure')
    .input(z.object({ id }))
    .output(z.array(z.enum(allSimulatorFaults))),
  /** Switches these faults on and all others off, and the device off and on. */
  setSimulatorFaults: query('device.configure').input(
    z.object({ id, faults: z.array(z.enum(allSimulatorFaults)).max(100) }),
  ),
  /** Works the simulator of a device that has no hardware. */
  simulate: query('device.configure').input(
    z.object({
      id,
      action: z.enum(['scan', 'tags', 'unplug', 'plug']),
      codes: z.array(z.string().max(4096)).max(2000).default([]),
    }),
  ),
};
