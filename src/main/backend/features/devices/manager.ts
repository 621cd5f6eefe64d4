import { EventPublisher } from '@orpc/server';
import type { Duplex } from 'node:stream';
import type {
  Device,
  DeviceConnection,
  DeviceDetails,
  DeviceKind,
  DeviceScan,
} from '#shared/features/devices/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import { DeviceLink } from './device-link.ts';
import type { Fix } from './framing/nmea.ts';
import { TagFolder } from './framing/tag-folder.ts';
import { readsAlways, sessionOf } from './rules.ts';
import type { SimulatedDevice } from './simulators/simulated-device.ts';
import { simulatorOf } from './simulators/simulators.ts';
import { openPort } from './transport/open-port.ts';
import { PortError } from './transport/port-error.ts';

export type StoredDevice = DeviceDetails & { id: number };

interface Managed {
  details: StoredDevice;
  link: DeviceLink;
  /** What stands in front of a reader of tags that feeds the desk. */
  present: TagFolder;
}

export interface DeviceEvents extends Record<string, unknown> {
  scan: DeviceScan;
  fix: { deviceId: number; fix: Fix };
  /** A reader read something; who sweeps looks at what was folded for him. */
  swept: null;
}

/** So many tags are remembered before those that have left are forgotten. */
const mostPresent = 1000;

/** Keeps every device that is set up connected, and tells what they read. Knows bytes and codes, never assets. */
export class DeviceManager {
  readonly events = new EventPublisher<DeviceEvents>();
  readonly #surroundings: Surroundings;
  readonly #changed: () => void;
  readonly #devices = new Map<number, Managed>();
  readonly #simulators = new Map<number, SimulatedDevice>();
  /** Who sweeps with a device goes on when its definition changes under him. */
  readonly #sweeps = new Map<number, Set<TagFolder>>();

  /** @param changed called when the state of a device is another */
  constructor(surroundings: Surroundings, changed: () => void) {
    this.#surroundings = surroundings;
    this.#changed = changed;
  }

  /** Makes the connections what the definitions say; a device whose definition is as before stays connected. */
  apply(definitions: readonly StoredDevice[]): void {
    for (const [id, { details, link }] of this.#devices) {
      const wanted = definitions.find((definition) => definition.id === id);
      if (wanted && JSON.stringify(wanted) === JSON.stringify(details)) continue;
      link.close();
      this.#devices.delete(id);
      if (!wanted || wanted.kind !== details.kind) this.#simulators.delete(id);
    }
    for (const definition of definitions) {
      if (this.#devices.has(definition.id)) continue;
      const managed = this.#manage(definition);
      this.#devices.set(definition.id, managed);
      void managed.link.connect();
    }
  }

  listed(details: StoredDevice): Device {
    const managed = this.#devices.get(details.id);
    return {
      ...details,
      ...(managed?.link.status ?? { state: 'missing', reads: 0, badFrames: 0, lastFault: null, lastReadAt: null }),
    };
  }

  kindOf(id: number): DeviceKind {
    return this.#managed(id).details.kind;
  }

  link(id: number): DeviceLink {
    return this.#managed(id).link;
  }

  simulator(id: number): SimulatedDevice {
    const simulator = this.#simulators.get(id);
    if (!simulator) throw notFound('simulator', id);
    return simulator;
  }

  /** Begins to read tags for somebody. @returns what was read, and how to end it */
  sweep(id: number): { folder: TagFolder; end: () => void } {
    const managed = this.#managed(id);
    const folder = new TagFolder();
    const sweeps = this.#sweepsOf(id).add(folder);
    this.#setReading(managed);
    const end = () => {
      sweeps.delete(folder);
      const now = this.#devices.get(id);
      if (now !== undefined) this.#setReading(now);
    };
    return { folder, end };
  }

  close(): void {
    for (const { link } of this.#devices.values()) link.close();
    this.#devices.clear();
    this.#simulators.clear();
  }

  #managed(id: number): Managed {
    const managed = this.#devices.get(id);
    if (!managed) throw notFound('device', id);
    return managed;
  }

  #sweepsOf(id: number): Set<TagFolder> {
    const sweeps = this.#sweeps.get(id) ?? new Set();
    this.#sweeps.set(id, sweeps);
    return sweeps;
  }

  #setReading({ details, link }: Managed): void {
    link.setReading(readsAlways(details.use) || this.#sweepsOf(details.id).size > 0);
  }

  #manage(details: StoredDevice): Managed {
    const present = new TagFolder();
    const sweeps = this.#sweepsOf(details.id);
    const tell = (code: string, symbology: string | null) => {
      this.events.publish('scan', {
        deviceId: details.id,
        device: details.name,
        session: sessionOf(details.use),
        use: details.use,
        code,
        symbology,
        at: this.#surroundings.now(),
      });
    };
    const tag = (code: string, rssi: number | null, seen: number) => {
      const at = this.#surroundings.monotonic();
      for (const sweep of sweeps) sweep.take(code, rssi, at, seen);
      if (sweeps.size > 0) this.events.publish('swept', null);
      else if (present.take(code, rssi, at, seen)) tell(code, null);
      if (present.size > mostPresent) present.forgetAway(at);
    };
    const link = new DeviceLink(
      details,
      () => openConnection(details.connection, () => this.#simulatorFor(details.id, details.kind)),
      {
        scan: tell,
        tag,
        fix: (fix) => this.events.publish('fix', { deviceId: details.id, fix }),
        changed: this.#changed,
      },
      this.#surroundings,
    );
    const managed = { details, link, present };
    this.#setReading(managed);
    return managed;
  }

  #simulatorFor(id: number, kind: DeviceKind): SimulatedDevice {
    const simulator = this.#simulators.get(id) ?? simulatorOf(kind);
    this.#simulators.set(id, simulator);
    return simulator;
  }
}

export async function openConnection(connection: DeviceConnection, simulator: () => SimulatedDevice): Promise<Duplex> {
  if (connection.type !== 'simulator') return openPort(connection);
  const device = simulator();
  if (device.blocked !== null) throw new PortError(device.blocked);
  const port = device.connect();
  if (port === null) throw new PortError('missing');
  return port;
}

/** The driver of a device that is there and ready. */
export function readyDriver(link: DeviceLink) {
  if (link.driver === null) throw new Failure('DEVICE_NOT_READY');
  return link.driver;
}
