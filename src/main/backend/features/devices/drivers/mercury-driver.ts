import type { ReaderRegion } from '#shared/features/devices/contract.ts';
import {
  MercuryFramer,
  gen2,
  mercuryCommand,
  mercuryEpc,
  mercuryRequest,
  noTag,
  regionCode,
} from '../framing/mercury.ts';
import type { MercuryAnswer } from '../framing/mercury.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** Between two reads, how long the reader looks for a tag, and how long any answer may take. Milliseconds. */
const pause = 10;
const look = 100;
const patience = 1000;
/** A reader that answers so many questions with nothing is not there, or listens at another speed. */
const mostQuestions = 5;

/** One command at a time: asks who is there, says what is read and where it stands, then looks for one tag after the other. */
class MercuryDriver implements Driver {
  readonly silentAfter = 50;
  readonly #events: DriverEvents;
  readonly #framer = new MercuryFramer();
  readonly #settings: Buffer[];
  #reading = false;
  #ready = false;
  #timer: NodeJS.Timeout | null = null;
  #questions = 0;
  #dropped = 0;

  constructor(region: ReaderRegion, events: DriverEvents) {
    this.#events = events;
    this.#settings = [
      // What a reader may transmit in is the law's: it is told only what somebody has said.
      ...(region === 'as_set' ? [] : [mercuryRequest(mercuryCommand.setRegion, [regionCode[region]])]),
      mercuryRequest(mercuryCommand.setProtocol, gen2),
    ];
    this.#greet();
  }

  take(chunk: Uint8Array): void {
    this.#all(this.#framer.push(chunk));
  }

  silent(): void {
    this.#all(this.#framer.silent());
  }

  setReading(on: boolean): void {
    if (this.#reading === on) return;
    this.#reading = on;
    if (!this.#ready) return;
    if (on) this.#later(0);
    else this.#stop();
  }

  beep(): void {
    // These readers have nothing to beep with.
  }

  close(): void {
    this.#reading = false;
    this.#stop();
  }

  /** The cable may stand before the reader is switched on, so it is asked again. */
  #greet(): void {
    this.#questions += 1;
    this.#timer = setTimeout(() => {
      if (this.#questions < mostQuestions) this.#greet();
      else this.#events.lost('fault', 'NO_ANSWER');
    }, patience);
    this.#events.write(mercuryRequest(mercuryCommand.version));
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #later(milliseconds: number): void {
    this.#stop();
    this.#timer = setTimeout(() => {
      // Before it is asked: an answer may come while the question is still being written.
      this.#later(patience);
      this.#events.write(mercuryRequest(mercuryCommand.readTagSingle, [look >> 8, look & 0xff]));
    }, milliseconds);
  }

  #all(answers: readonly MercuryAnswer[]): void {
    for (const answer of answers) this.#understand(answer);
    if (this.#framer.dropped > this.#dropped) this.#events.bad('CHECKSUM');
    this.#dropped = this.#framer.dropped;
  }

  #understand(answer: MercuryAnswer): void {
    const { command, status } = answer;
    const epc = mercuryEpc(answer);
    const refused = status !== 0 && status !== noTag;
    if (epc !== null) this.#events.tag(epc, null, 1);
    else if (refused) this.#events.bad(`STATUS_${status}`);
    if (command === mercuryCommand.readTagSingle) {
      // What it refuses now it refuses again until somebody has done something about it.
      if (this.#reading && this.#ready) this.#later(refused ? patience : pause);
    } else if (!this.#ready) {
      this.#stop();
      const next = this.#settings.shift();
      if (next !== undefined) this.#set(next);
      else {
        this.#ready = true;
        this.#events.ready();
        if (this.#reading) this.#later(0);
      }
    }
  }

  #set(setting: Buffer): void {
    this.#timer = setTimeout(() => this.#events.lost('fault', 'NO_ANSWER'), patience);
    this.#events.write(setting);
  }
}

export function mercuryDriver(region: ReaderRegion, events: DriverEvents): Driver {
  return new MercuryDriver(region, events);
}
