import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The short form is part of every check; `npm run test:faults` asks for the long one. */
const isLong = process.env['QM_FAULTS'] === 'long';

/** How often a fault is injected in the short form and in the long one. */
export const times = (short: number, long: number): number => (isLong ? long : short);

const results = resolve(import.meta.dirname, '../../../.cache/results');

interface FaultRow {
  fault: string;
  during: string;
  /** Zero where the fault could not be injected; then the note says why. */
  injected: number;
  survived: number;
  lost: number;
  /** What had been acknowledged and was found again. */
  acknowledged: number;
  note: string | null;
}

function write(row: FaultRow): void {
  mkdirSync(results, { recursive: true });
  appendFileSync(resolve(results, 'faults.jsonl'), `${JSON.stringify(row)}\n`);
}

/**
 * Injects one fault and writes down what came of it: the table at the end of a run is made of these lines.
 *
 * @param act injects the fault and throws when something acknowledged is lost or something is half there
 * @returns what `act` found again of what had been acknowledged
 */
export async function survives(fault: string, during: string, act: () => Promise<number>): Promise<number> {
  try {
    const acknowledged = await act();
    write({ fault, during, injected: 1, survived: 1, lost: 0, acknowledged, note: null });
    return acknowledged;
  } catch (error) {
    const note = error instanceof Error ? error.message.split('\n', 1).join('') : String(error);
    write({ fault, during, injected: 1, survived: 0, lost: 1, acknowledged: 0, note });
    throw new Error(`${fault} during ${during} was not survived (QM_FAULTS_SEED=${chance.seed})`, { cause: error });
  }
}

/** A fault that this machine can't be given counts as not injected, never as survived. */
export function notInjected(fault: string, during: string, why: string): void {
  write({ fault, during, injected: 0, survived: 0, lost: 0, acknowledged: 0, note: why });
  console.warn(`${fault} during ${during} was not injected: ${why}`);
}

/** Chance that can be repeated: `QM_FAULTS_SEED` takes the seed that a failure names. */
class Chance {
  readonly seed = Number(process.env['QM_FAULTS_SEED'] ?? randomInt(1, 2 ** 31));
  #state = this.seed;

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    // Mulberry32.
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return least + Math.floor(fraction * (most - least + 1));
  }
}

export const chance = new Chance();
