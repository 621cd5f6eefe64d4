import { gen2, mercuryAnswer, mercuryCommand, mercuryRequest, noTag } from '../framing/mercury.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { FaultSwitch } from './simulated-device.ts';

/** As the published log of an M5e has it. */
const version = [...Buffer.from('0710230001000003201410070107020900000010', 'hex')];
/** Without a region the reader may transmit nowhere. */
const noRegion = 0x0103;

/** A ThingMagic reader: reads one tag a question, in turn, and only once it knows region and protocol. */
export class MercuryReaderSimulator extends SimulatedDevice {
  readonly faults = {
    badCrc: false,
    /** A stray FF before each answer, which is also what a frame begins with. */
    rubbish: false,
    /** Nobody has told it where it stands. */
    noRegion: false,
    deaf: false,
  };
  tags: string[] = [];
  #region = false;
  #protocol = false;
  #next = 0;
  #request = Buffer.alloc(0);

  work(codes: readonly string[]): void {
    this.tags = codes.map((code) => code.toUpperCase());
  }

  protected override apply(isOn: FaultSwitch): void {
    this.faults.badCrc = isOn('bad_checksum');
    this.faults.rubbish = isOn('rubbish');
    this.faults.noRegion = isOn('no_region');
    this.faults.deaf = isOn('silent');
    this.piece = isOn('pieces') ? 1 : null;
  }

  protected override connected(): void {
    this.#request = Buffer.alloc(0);
    this.#region = false;
    this.#protocol = false;
  }

  protected answer(chunk: Buffer): void {
    if (this.faults.deaf) return;
    this.#request = Buffer.concat([this.#request, chunk]);
    for (;;) {
      const length = (this.#request[1] ?? 0) + 5;
      if (this.#request.length < length) return;
      const request = this.#request.subarray(0, length);
      this.#request = this.#request.subarray(length);
      const payload = [...request.subarray(3, -2)];
      // One that was garbled on the way is none.
      if (mercuryRequest(request[2] ?? 0, payload).equals(request)) this.#reply(request[2] ?? 0, payload);
    }
  }

  #reply(command: number, payload: readonly number[]): void {
    if (command === mercuryCommand.version || command === mercuryCommand.bootFirmware) {
      this.#send(mercuryAnswer(command, 0, version));
      return;
    }
    if (command === mercuryCommand.setRegion) this.#region = true;
    if (command === mercuryCommand.setProtocol) this.#protocol = payload.join() === gen2.join();
    if (command !== mercuryCommand.readTagSingle) this.#send(mercuryAnswer(command, 0));
    else if (!this.#protocol || (this.faults.noRegion && !this.#region)) this.#send(mercuryAnswer(command, noRegion));
    else this.#read(command);
  }

  #read(command: number): void {
    this.#next += 1;
    const tag = this.tags[this.#next % this.tags.length];
    if (tag === undefined) this.#send(mercuryAnswer(command, noTag));
    else this.#send(mercuryAnswer(command, 0, [...Buffer.from(tag, 'hex'), 0xd1, 0x00]));
  }

  #send(frame: Buffer): void {
    if (this.faults.badCrc) frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 0xff;
    this.send(this.faults.rubbish ? Buffer.concat([Buffer.of(0xff), frame]) : frame);
  }
}
