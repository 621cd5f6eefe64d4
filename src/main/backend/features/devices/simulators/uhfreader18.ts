import { uhfAnswer, uhfCommand } from '../framing/uhfreader18.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

/** A desktop reader of UHF tags, on a serial line or TCP. */
export class UhfReader18Simulator extends SimulatedDevice {
  readonly faults = {
    badCrc: false,
    /** Hexadecimal rubbish before each answer; `ff` stalls whoever takes it for a length. */
    rubbish: '',
    heartbeat: false,
    /** Antenna and strength with each tag, as UHFReader288 sends. */
    withRssi: false,
    /** The write breaks off after so many words; null writes all. */
    writeStopsAfter: null as number | null,
    /** Scan mode: tells each tag when it comes, and answers no inventory. */
    push: false,
    /** An older reader, which knows no inventory: status FE. */
    unknownCommand: false,
    /** Switched off, or set to another speed: hears nothing. */
    deaf: false,
  };
  tags: { epc: string; rssi: number }[] = [];
  #request = Buffer.alloc(0);

  work(codes: readonly string[]): void {
    this.tags = codes.map((epc) => ({ epc: epc.toUpperCase(), rssi: 0x48 }));
    if (this.faults.push) for (const { epc } of this.tags) this.push(epc);
  }

  /** A report in scan mode, which nobody asked for. */
  push(epc: string): void {
    this.#send(uhfAnswer(uhfCommand.report, 0, [...Buffer.from(epc, 'hex')]));
  }

  protected override apply(isOn: FaultSwitch): void {
    this.faults.withRssi = isOn('strength');
    this.faults.badCrc = isOn('bad_checksum');
    this.faults.rubbish = isOn('rubbish') ? 'ff' : '';
    this.faults.heartbeat = isOn('heartbeat');
    this.faults.push = isOn('push');
    this.faults.unknownCommand = isOn('unknown_command');
    this.faults.deaf = isOn('silent');
    this.faults.writeStopsAfter = isOn('write_stops') ? 3 : null;
    this.piece = isOn('pieces') ? 1 : null;
  }

  protected override connected(): void {
    this.#request = Buffer.alloc(0);
  }

  protected answer(chunk: Buffer): void {
    if (this.faults.deaf) return;
    this.#request = Buffer.concat([this.#request, chunk]);
    for (;;) {
      const length = (this.#request[0] ?? 0) + 1;
      if (this.#request.length === 0 || this.#request.length < length) return;
      const request = this.#request.subarray(0, length);
      this.#request = this.#request.subarray(length);
      this.#reply(request[2] ?? 0, request.subarray(3, -2));
    }
  }

  #reply(command: number, data: Buffer): void {
    const isInventory = command === uhfCommand.inventory || command === uhfCommand.singleInventory;
    if (isInventory && !this.faults.unknownCommand) this.#inventory(command);
    else if (command === uhfCommand.information) {
      this.#send(uhfAnswer(command, 0, [5, 2, 0x86, 2, 0x31, 0x80, 0x1a, 0x14]));
    } else if (command === uhfCommand.writeEpc) this.#write(data);
    else if (command === uhfCommand.beep) this.#send(uhfAnswer(command, 0));
    else this.#send(uhfAnswer(command, 0xfe));
  }

  #inventory(command: number): void {
    if (this.tags.length === 0 || this.faults.push) {
      this.#send(uhfAnswer(command, 0xfb));
      return;
    }
    // A frame holds at most 255 bytes: what does not fit follows with status 3.
    for (let at = 0; at < this.tags.length; at += 8) {
      const part = this.tags.slice(at, at + 8);
      const list = part.flatMap(({ epc, rssi }) => {
        const bytes = [...Buffer.from(epc, 'hex')];
        return [bytes.length, ...bytes, ...(this.faults.withRssi ? [rssi] : [])];
      });
      const status = at + 8 < this.tags.length ? 3 : 1;
      this.#send(uhfAnswer(command, status, [...(this.faults.withRssi ? [1] : []), part.length, ...list]));
    }
  }

  #write(data: Buffer): void {
    const [tag] = this.tags;
    if (!tag) {
      this.#send(uhfAnswer(uhfCommand.writeEpc, 0xfb));
      return;
    }
    const written = data.subarray(5).toString('hex').toUpperCase();
    const stop = this.faults.writeStopsAfter;
    tag.epc = stop === null ? written : written.slice(0, stop * 4) + tag.epc.slice(stop * 4);
    this.#send(uhfAnswer(uhfCommand.writeEpc, stop === null ? 0 : 0xfc));
  }

  #send(frame: Buffer): void {
    if (this.faults.badCrc) frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 0xff;
    const beat = this.faults.heartbeat ? Buffer.from([0x56, 0, 0, 0, 0, 0]) : Buffer.alloc(0);
    this.send(Buffer.concat([Buffer.from(this.faults.rubbish, 'hex'), beat, frame]));
  }
}
