import type { Transaction } from 'kysely';
import type { Writer } from './dialect.ts';
import type { Schema } from './schema.ts';

/** The one write transaction at a time, and whether somebody waits for it: long work makes room for the desk then. */
export class WriteQueue {
  readonly #writer: Writer;
  #waiting = 0;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  get isAwaited(): boolean {
    return this.#waiting > 0;
  }

  async run<Result>(work: (tx: Transaction<Schema>) => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    let waits = true;
    const itsTurn = (): void => {
      if (waits) this.#waiting -= 1;
      waits = false;
    };
    try {
      return await this.#writer.transaction().execute(async (tx) => {
        itsTurn();
        return work(tx);
      });
    } finally {
      itsTurn();
    }
  }
}
