import type { Duplex } from 'node:stream';
import type { DeviceState, Traffic } from '#shared/features/devices/contract.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import type { Driver } from './drivers/driver.ts';
import type { Fix } from './framing/nmea.ts';
import { driverFor } from './drivers/index.ts';
import type { DriverOptions } from './drivers/index.ts';
import { isTriedAgain, nextRetry } from './rules.ts';
import { PortError } from './transport/port-error.ts';

export interface LinkEvents {
  scan(code: string, symbology: string | null): void;
  tag(code: string, rssi: number | null, seen: number): void;
  fix(fix: Fix): void;
  changed(): void;
}

export interface LinkStatus {
  readonly state: DeviceState;
  readonly reads: number;
  readonly badFrames: number;
  readonly lastFault: string | null;
  readonly lastReadAt: string | null;
}

const trafficKept = 200;
/** So many bad frames without a good one are noise, and the port is let go until somebody looks. */
const noiseLimit = 50;
/** Milliseconds after which what was written should have been taken. */
const writeWithin = 2000;

/**
 * Keeps one device connected: opens it, feeds its driver, and opens it again with fresh objects when it is lost, which
 * is the only hot plug there is. Events of a connection that has been replaced are ignored.
 */
export class DeviceLink {
  readonly #details: DriverOptions;
  readonly #open: () => Promise<Duplex>;
  readonly #events: LinkEvents;
  readonly #surroundings: Surroundings;
  readonly #traffic: Traffic[] = [];
  #status: LinkStatus = { state: 'connecting', reads: 0, badFrames: 0, lastFault: null, lastReadAt: null };
  #port: Duplex | null = null;
  #driver: Driver | null = null;
  #retry: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;
  #failures = 0;
  #badInARow = 0;
  #turn = 0;
  #reading = false;
  #closed = false;
  /** Something that was written has not been taken. */
  #stuck = false;

  constructor(details: DriverOptions, open: () => Promise<Duplex>, events: LinkEvents, surroundings: Surroundings) {
    this.#details = details;
    this.#open = open;
    this.#events = events;
    this.#surroundings = surroundings;
  }

  get status(): LinkStatus {
    return this.#status;
  }

  get traffic(): readonly Traffic[] {
    return this.#traffic;
  }

  get driver(): Driver | null {
    return this.#status.state === 'ready' ? this.#driver : null;
  }

  /** Connects, now and again whenever the device is lost. */
  async connect(): Promise<void> {
    this.#let();
    const turn = this.#turn;
    this.#set({ state: 'connecting' });
    try {
      const port = await this.#open();
      if (turn === this.#turn && !this.#closed) this.#attach(port, turn);
      else port.destroy();
    } catch (error) {
      if (turn === this.#turn) this.#lost(error instanceof PortError ? error.state : 'fault');
    }
  }

  /** Somebody asks for it: whatever was counted against the device is forgotten. */
  reconnect(): Promise<void> {
    this.#failures = 0;
    this.#badInARow = 0;
    return this.connect();
  }

  setReading(on: boolean): void {
    this.#reading = on;
    this.driver?.setReading(on);
  }

  close(): void {
    this.#closed = true;
    this.#let();
  }

  #set(change: Partial<LinkStatus>): void {
    const before = this.#status;
    this.#status = { ...before, ...change };
    if (before.state !== this.#status.state || change.lastFault !== undefined) this.#events.changed();
  }

  #let(): void {
    this.#turn += 1;
    this.#stuck = false;
    for (const timer of [this.#retry, this.#silence]) if (timer !== null) clearTimeout(timer);
    this.#driver?.close();
    this.#driver = null;
    this.#port?.destroy();
    this.#port = null;
  }

  #lost(state: DeviceState): void {
    this.#let();
    this.#set({ state });
    if (this.#closed || !isTriedAgain(state)) return;
    this.#retry = setTimeout(() => void this.connect(), nextRetry(this.#failures));
    this.#failures += 1;
  }

  #attach(port: Duplex, turn: number): void {
    this.#port = port;
    const isCurrent = () => turn === this.#turn;
    // A lost device tells so twice or in either order: both ends in the same place, once.
    const lost = () => {
      if (isCurrent()) this.#lost('missing');
    };
    port.on('error', lost);
    port.on('close', lost);
    const driver = driverFor(this.#details, {
      ready: () => {
        if (!isCurrent() || this.#status.state === 'ready') return;
        this.#failures = 0;
        this.#set({ state: 'ready' });
        // The driver of a scanner is ready while it is made.
        queueMicrotask(() => isCurrent() && driver.setReading(this.#reading));
      },
      scan: (code, symbology) => {
        this.#read();
        this.#events.scan(code, symbology);
      },
      tag: (code, rssi, seen) => {
        this.#read();
        this.#events.tag(code, rssi, seen);
      },
      fix: (fix) => {
        this.#read();
        this.#events.fix(fix);
      },
      bad: (fault) => isCurrent() && this.#bad(fault),
      lost: (state, fault) => {
        if (!isCurrent()) return;
        if (fault !== undefined) this.#set({ lastFault: fault });
        this.#lost(state);
      },
      write: (bytes) => {
        this.#write(port, bytes, isCurrent);
      },
    });
    if (!isCurrent()) return;
    this.#driver = driver;
    // Without a reader of its data a lost port says nothing.
    port.on('data', (chunk: Buffer) => {
      if (!isCurrent()) return;
      this.#note('in', chunk);
      driver.take(chunk);
      if (this.#silence !== null) clearTimeout(this.#silence);
      if (driver.silentAfter > 0 && isCurrent())
        this.#silence = setTimeout(() => isCurrent() && driver.silent(), driver.silentAfter);
    });
  }

  /**
   * A device that holds the line (XOFF, a full buffer) takes no bytes for as long as it likes. After a while that is told,
   * and what comes until it goes on is not sent: commands that wait in a row would all be carried out at once. What the
   * device sends is read all the time.
   */
  #write(port: Duplex, bytes: Uint8Array, isCurrent: () => boolean): void {
    if (this.#stuck || port.destroyed) return;
    this.#note('out', bytes);
    const timer = setTimeout(() => {
      if (!isCurrent()) return;
      this.#stuck = true;
      this.#set({ lastFault: 'WRITE_STUCK' });
    }, writeWithin);
    timer.unref();
    port.write(bytes, () => {
      clearTimeout(timer);
      if (isCurrent()) this.#stuck = false;
    });
  }

  #read(): void {
    this.#badInARow = 0;
    this.#status = { ...this.#status, reads: this.#status.reads + 1, lastReadAt: this.#surroundings.now() };
  }

  #bad(fault: string): void {
    this.#badInARow += 1;
    this.#set({ badFrames: this.#status.badFrames + 1, lastFault: fault });
    if (this.#badInARow >= noiseLimit) this.#lost('on_hold');
  }

  #note(direction: Traffic['direction'], bytes: Uint8Array): void {
    const hex = Buffer.from(bytes.subarray(0, 256)).toString('hex');
    this.#traffic.push({ at: this.#surroundings.now(), direction, hex });
    if (this.#traffic.length > trafficKept) this.#traffic.shift();
  }
}
