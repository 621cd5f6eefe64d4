import { duplexPair } from 'node:stream';
import type { Duplex } from 'node:stream';
import type { SimulatorFault } from '#shared/features/devices/simulator-faults.ts';

/** Whether a fault is switched on. */
export type FaultSwitch = (fault: SimulatorFault) => boolean;

/**
 * What every simulated device has: a plug, the bytes it got, and a line that may cut what it sends into pieces. It can
 * be connected in memory, or its end be piped to a pty or socket.
 */
export abstract class SimulatedDevice {
  readonly received: Buffer[] = [];
  /** Bytes in one piece; null sends as a whole. */
  piece: number | null = null;
  #faultsOn: readonly SimulatorFault[] = [];
  #plugged = true;
  #end: Duplex | null = null;

  /** The computer's end of a new connection, or null while the plug is out. */
  connect(): Duplex | null {
    if (!this.#plugged) return null;
    this.#end?.destroy();
    const [device, computer] = duplexPair();
    this.#end = device;
    device.on('data', (chunk: Buffer) => {
      this.received.push(chunk);
      this.answer(chunk);
    });
    device.on('error', () => undefined);
    device.on('close', () => {
      computer.destroy();
      if (this.#end === device) this.disconnected();
    });
    computer.on('close', () => device.destroy());
    this.connected();
    return computer;
  }

  /** The faults that are switched on by name. */
  get faultsOn(): readonly SimulatorFault[] {
    return this.#faultsOn;
  }

  /** Why nobody can open the device although it is plugged in; null when everybody can. */
  get blocked(): 'busy' | 'no_service' | null {
    if (this.#faultsOn.includes('port_busy')) return 'busy';
    return this.#faultsOn.includes('no_service') ? 'no_service' : null;
  }

  /** Switches these faults on and every other off; a device that is connected has to be connected anew. */
  setFaults(faults: readonly SimulatorFault[]): void {
    this.#faultsOn = [...faults];
    this.apply((fault) => faults.includes(fault));
  }

  unplug(): void {
    this.#plugged = false;
    this.#end?.destroy();
    this.#end = null;
    this.disconnected();
  }

  plug(): void {
    this.#plugged = true;
  }

  /** Somebody works the device: pulls a trigger, or lays tags down. */
  abstract work(codes: readonly string[]): void;

  protected abstract answer(chunk: Buffer): void;

  protected abstract apply(isOn: FaultSwitch): void;

  protected connected(): void {
    // Most devices say nothing until they are used or asked.
  }

  protected disconnected(): void {
    // Most devices do nothing by themselves that would have to end.
  }

  protected hangUp(): void {
    this.#end?.destroy();
  }

  protected send(bytes: Uint8Array): void {
    const size = this.piece ?? Math.max(1, bytes.length);
    for (let at = 0; at < bytes.length; at += size) this.#end?.write(bytes.subarray(at, at + size));
  }
}
