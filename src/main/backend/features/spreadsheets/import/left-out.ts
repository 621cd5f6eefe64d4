import { Failure } from '#backend/kernel/failure.ts';
import { textFacts } from './preview-report.ts';

/** A row that can't be taken, and why: thrown before anything of it is written. */
export class LeftOut extends Error {
  readonly code: string;
  readonly facts: Record<string, string>;

  constructor(code: string, facts: Record<string, string>) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** What a rule refuses becomes the reason for which the row is left out. */
export async function orLeftOut<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Failure) || error.code.startsWith('STORAGE_')) throw error;
    throw new LeftOut(error.code, textFacts(error.facts ?? {}));
  }
}
