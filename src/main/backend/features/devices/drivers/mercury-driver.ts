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
import { Answers, Asking, patience } from './asking.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** Between two reads, and how long the reader looks for a tag. Milliseconds. */
const pause = 10;
const look = 100;

const oneTag = () => mercuryRequest(mercuryCommand.readTagSingle, [look >> 8, look & 0xff]);

/** One command at a time: asks who is there, says what is read and where it stands, then looks for one tag after the other. */
class MercuryDriver implements Driver {
  readonly silentAfter = 50;
  readonly #events: DriverEvents;
  readonly #asking: Asking;
  readonly #answers: Answers<MercuryAnswer>;
  readonly #settings: Buffer[];
  #reading = false;
  #ready = false;

  constructor(region: ReaderRegion, events: DriverEvents) {
    this.#events = events;
    this.#asking = new Asking(events);
    this.#answers = new Answers(new MercuryFramer(), events, (answer) => this.#understand(answer));
    this.#settings = [
      // What a reader may transmit in is the law's: it is told only what somebody has said.
      ...(region === 'as_set' ? [] : [mercuryRequest(mercuryCommand.setRegion, [regionCode[region]])]),
      mercuryRequest(mercuryCommand.setProtocol, gen2),
    ];
    this.#asking.greet(mercuryRequest(mercuryCommand.version));
  }

  take(chunk: Uint8Array): void {
    this.#answers.take(chunk);
  }

  silent(): void {
    this.#answers.silent();
  }

  setReading(on: boolean): void {
    if (this.#reading === on) return;
    this.#reading = on;
    if (!this.#ready) return;
    if (on) this.#later(0);
    else this.#asking.stop();
  }

  beep(): void {
    // These readers have nothing to beep with.
  }

  close(): void {
    this.#reading = false;
    this.#asking.stop();
    this.#asking.answered();
  }

  #later(milliseconds: number): void {
    this.#asking.later(milliseconds, oneTag);
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
      this.#asking.answered();
      const next = this.#settings.shift();
      if (next !== undefined) this.#asking.insist(next);
      else {
        this.#ready = true;
        this.#events.ready();
        if (this.#reading) this.#later(0);
      }
    }
  }
}

export function mercuryDriver(region: ReaderRegion, events: DriverEvents): Driver {
  return new MercuryDriver(region, events);
}
