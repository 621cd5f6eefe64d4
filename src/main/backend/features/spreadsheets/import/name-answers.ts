import * as z from 'zod';
import { nameAnswer } from '#shared/features/spreadsheets/contract.ts';
import type { NameAnswer } from '#shared/features/spreadsheets/contract.ts';
import type { Family } from '#shared/features/assets/families.ts';
import { nameKey } from './known-names.ts';

/** What a category is that a file names, the register lacks, and nobody has said anything about. */
export const usualFamily: Family = 'hardware';

type AnswerOf<Kind extends NameAnswer['kind']> = Extract<NameAnswer, { kind: Kind }>;

/** What the operator said about names that the register lacks. */
export class NameAnswers {
  readonly #answers: ReadonlyMap<string, NameAnswer>;

  constructor(answers: readonly NameAnswer[]) {
    this.#answers = new Map(answers.map((answer) => [`${answer.kind} ${nameKey(answer.name)}`, answer]));
  }

  for<Kind extends NameAnswer['kind']>(kind: Kind, name: string): AnswerOf<Kind> | null {
    const answer = this.#answers.get(`${kind} ${nameKey(name)}`);
    return answer?.kind === kind ? (answer as AnswerOf<Kind>) : null;
  }

  /** Whether the name stands for a record that is there. */
  isKnown(kind: string, name: string): boolean {
    return (this.#answers.get(`${kind} ${nameKey(name)}`)?.means ?? null) !== null;
  }
}

const kept = z.object({ nameAnswers: z.array(nameAnswer).default([]) });

/** The answers of an import as they were written down when it began. */
export function answersOf(options: string): NameAnswers {
  return new NameAnswers(kept.parse(JSON.parse(options)).nameAnswers);
}
