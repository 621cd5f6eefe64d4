import { UhfFramer, uhfCommand, uhfRequest, uhfTags } from '../framing/uhfreader18.ts';
import type { UhfAnswer } from '../framing/uhfreader18.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** Between two inventories, and how long an answer may take. Milliseconds. */
const pause = 20;
const patience = 1000;
/** A reader that answers so many questions with nothing is not there, or listens at another speed. */
const mostQuestions = 5;

/** What a reader answers that knows the command not. */
const unknownCommand = 0xfe;

/** One command at a time: the next inventory is asked for when the last was answered, or given up. */
class UhfDriver implements Driver {
  readonly silentAfter = 50;
  readonly #events: DriverEvents;
  readonly #framer = new UhfFramer();
  #reading = false;
  #timer: NodeJS.Timeout | null = null;
  #dropped = 0;
  #answered: ((answer: UhfAnswer | null) => void) | null = null;
  #greeting: NodeJS.Timeout | null = null;
  #questions = 0;

  constructor(events: DriverEvents) {
    this.#events = events;
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
    if (on) this.#later(0);
    else this.#stop();
  }

  beep(): void {
    this.#events.write(uhfRequest(uhfCommand.beep, [2, 0, 1]));
  }

  /** Password zero, as tags come from the factory. @returns whether the reader says that it wrote */
  async write(epc: string): Promise<boolean> {
    this.#stop();
    const bytes = Buffer.from(epc, 'hex');
    const answer = await this.#ask(uhfRequest(uhfCommand.writeEpc, [bytes.length / 2, 0, 0, 0, 0, ...bytes]));
    if (this.#reading) this.#later(pause);
    return answer?.command === uhfCommand.writeEpc && answer.status === 0;
  }

  close(): void {
    this.#reading = false;
    this.#stop();
    this.#greeted();
    this.#answered?.(null);
  }

  /** The cable may stand before the reader is switched on, so it is asked again. */
  #greet(): void {
    this.#questions += 1;
    this.#greeting = setTimeout(() => {
      if (this.#questions < mostQuestions) this.#greet();
      else this.#events.lost('fault', 'NO_ANSWER');
    }, patience);
    this.#events.write(uhfRequest(uhfCommand.information));
  }

  #greeted(): void {
    if (this.#greeting !== null) clearTimeout(this.#greeting);
    this.#greeting = null;
  }

  #ask(request: Buffer): Promise<UhfAnswer | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answered?.(null), patience);
      this.#answered = (answer) => {
        clearTimeout(timer);
        this.#answered = null;
        resolve(answer);
      };
      this.#events.write(request);
    });
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
      this.#events.write(uhfRequest(uhfCommand.inventory));
    }, milliseconds);
  }

  #all(answers: readonly UhfAnswer[]): void {
    for (const answer of answers) {
      this.#greeted();
      this.#events.ready();
      if (answer.status === unknownCommand) this.#events.bad(`STATUS_${unknownCommand}`);
      for (const { epc, rssi } of uhfTags(answer)) this.#events.tag(epc, rssi, 1);
      if (answer.command === uhfCommand.writeEpc) this.#answered?.(answer);
      // Status 3: more tags follow in another answer to the same question.
      if (answer.command === uhfCommand.inventory && answer.status !== 3 && this.#reading) this.#later(pause);
    }
    if (this.#framer.dropped > this.#dropped) this.#events.bad('CHECKSUM');
    this.#dropped = this.#framer.dropped;
  }
}

export function uhfDriver(events: DriverEvents): Driver {
  return new UhfDriver(events);
}
