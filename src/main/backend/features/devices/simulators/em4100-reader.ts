import { em4100Frame } from '../framing/em4100.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

/** A reader of 125 kHz cards. While a card stays it sends the same frame again and again. */
export class Em4100Simulator extends SimulatedDevice {
  readonly faults = { badChecksum: false, lineEnd: false, repeats: 1 };

  work(codes: readonly string[]): void {
    for (const id of codes) this.present(id);
  }

  /** @param id ten hexadecimal digits */
  present(id: string): void {
    const frame = em4100Frame(id.padStart(10, '0').slice(0, 10), this.faults.lineEnd);
    if (this.faults.badChecksum) frame[12] = frame[12] === 0x30 ? 0x31 : 0x30;
    for (let time = 0; time < this.faults.repeats; time += 1) this.send(frame);
  }

  protected override apply(isOn: FaultSwitch): void {
    this.faults.badChecksum = isOn('bad_checksum');
    this.faults.repeats = isOn('stays') ? 20 : 1;
    this.piece = isOn('pieces') ? 2 : null;
  }

  protected answer(): void {
    // It only talks.
  }
}
