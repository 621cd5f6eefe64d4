import type { DriverEvents } from './driver.ts';

/** How long an answer may take. Milliseconds. */
export const patience = 1000;
/** A reader that answers so many questions with nothing is not there, or listens at another speed. */
const mostQuestions = 5;

/** The questions to a reader that says nothing by itself: first whether it is there, then the same one over and over. */
export class Asking {
  readonly #events: DriverEvents;
  #questions = 0;
  #greeting: NodeJS.Timeout | null = null;
  #next: NodeJS.Timeout | null = null;

  constructor(events: DriverEvents) {
    this.#events = events;
  }

  /** The cable may stand before the reader is switched on, so it is asked again. */
  greet(question: Uint8Array): void {
    this.#questions += 1;
    this.#greeting = setTimeout(() => {
      if (this.#questions < mostQuestions) this.greet(question);
      else this.#events.lost('fault', 'NO_ANSWER');
    }, patience);
    this.#events.write(question);
  }

  /** Asked once: a reader that has answered before answers this too, or is lost. */
  insist(question: Uint8Array): void {
    this.#greeting = setTimeout(() => this.#events.lost('fault', 'NO_ANSWER'), patience);
    this.#events.write(question);
  }

  /** It is there: what was asked to learn that is answered. */
  answered(): void {
    if (this.#greeting !== null) clearTimeout(this.#greeting);
    this.#greeting = null;
  }

  /** Asks after a pause, and again for as long as nothing comes back. */
  later(milliseconds: number, question: () => Uint8Array): void {
    this.stop();
    this.#next = setTimeout(() => {
      // Before it is asked: an answer may come while the question is still being written.
      this.later(patience, question);
      this.#events.write(question());
    }, milliseconds);
  }

  stop(): void {
    if (this.#next !== null) clearTimeout(this.#next);
    this.#next = null;
  }
}

interface Framer<Answer> {
  /** Bytes that belonged to no frame. */
  readonly dropped: number;
  push(chunk: Uint8Array): Answer[];
  silent(): Answer[];
}

/** Hands every whole answer on, and tells when bytes fit into none. */
export class Answers<Answer> {
  readonly #framer: Framer<Answer>;
  readonly #events: DriverEvents;
  readonly #understand: (answer: Answer) => void;
  #dropped = 0;

  constructor(framer: Framer<Answer>, events: DriverEvents, understand: (answer: Answer) => void) {
    this.#framer = framer;
    this.#events = events;
    this.#understand = understand;
  }

  take(chunk: Uint8Array): void {
    this.#all(this.#framer.push(chunk));
  }

  silent(): void {
    this.#all(this.#framer.silent());
  }

  #all(answers: readonly Answer[]): void {
    for (const answer of answers) this.#understand(answer);
    if (this.#framer.dropped > this.#dropped) this.#events.bad('CHECKSUM');
    this.#dropped = this.#framer.dropped;
  }
}
