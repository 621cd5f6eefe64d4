import { UhfFramer, uhfCommand, uhfRequest, uhfTags } from '../framing/uhfreader18.ts';
import type { UhfAnswer } from '../framing/uhfreader18.ts';
import { Answers, Asking, patience } from './asking.ts';
import type { Driver, DriverEvents } from './driver.ts';

/** Between two inventories. Milliseconds. */
const pause = 20;

const inventory = () => uhfRequest(uhfCommand.inventory);

/** What a reader answers that knows the command not. */
const unknownCommand = 0xfe;

/** One command at a time: the next inventory is asked for when the last was answered, or given up. */
class UhfDriver implements Driver {
  readonly silentAfter = 50;
  readonly #events: DriverEvents;
  readonly #asking: Asking;
  readonly #answers: Answers<UhfAnswer>;
  #reading = false;
  #answered: ((answer: UhfAnswer | null) => void) | null = null;

  constructor(events: DriverEvents) {
    this.#events = events;
    this.#asking = new Asking(events);
    this.#answers = new Answers(new UhfFramer(), events, (answer) => this.#understand(answer));
    this.#asking.greet(uhfRequest(uhfCommand.information));
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
    if (on) this.#later(0);
    else this.#asking.stop();
  }

  beep(): void {
    this.#events.write(uhfRequest(uhfCommand.beep, [2, 0, 1]));
  }

  /** Password zero, as tags come from the factory. @returns whether the reader says that it wrote */
  async write(epc: string): Promise<boolean> {
    this.#asking.stop();
    const bytes = Buffer.from(epc, 'hex');
    const answer = await this.#ask(uhfRequest(uhfCommand.writeEpc, [bytes.length / 2, 0, 0, 0, 0, ...bytes]));
    if (this.#reading) this.#later(pause);
    return answer?.command === uhfCommand.writeEpc && answer.status === 0;
  }

  close(): void {
    this.#reading = false;
    this.#asking.stop();
    this.#asking.answered();
    this.#answered?.(null);
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

  #later(milliseconds: number): void {
    this.#asking.later(milliseconds, inventory);
  }

  #understand(answer: UhfAnswer): void {
    this.#asking.answered();
    this.#events.ready();
    if (answer.status === unknownCommand) this.#events.bad(`STATUS_${unknownCommand}`);
    for (const { epc, rssi } of uhfTags(answer)) this.#events.tag(epc, rssi, 1);
    if (answer.command === uhfCommand.writeEpc) this.#answered?.(answer);
    // Status 3: more tags follow in another answer to the same question.
    if (answer.command === uhfCommand.inventory && answer.status !== 3 && this.#reading) this.#later(pause);
  }
}

export function uhfDriver(events: DriverEvents): Driver {
  return new UhfDriver(events);
}
