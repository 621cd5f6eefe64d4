import { addDays, addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Question, TrainingState } from '#shared/features/training/model.ts';

export interface Grade {
  /** Percent, rounded down, so that a pass mark is never reached by rounding. */
  score: number;
  passed: boolean;
  /** Places of the questions that were answered wrong, from 0. */
  wrong: number[];
}

/** A question is right when exactly its right options were chosen; without questions reading and signing is all. */
export function gradeQuiz(
  questions: readonly Pick<Question, 'options'>[],
  answers: readonly (readonly number[])[],
  passMark: number,
): Grade {
  const wrong = questions.flatMap(({ options }, index) => {
    const chosen = new Set(answers[index] ?? []);
    return options.every((option, place) => option.right === chosen.has(place)) ? [] : [index];
  });
  const score = questions.length === 0 ? 100 : Math.floor(((questions.length - wrong.length) * 100) / questions.length);
  return { score, passed: score >= passMark, wrong };
}

/** The last day on which a completion counts. */
export function validUntil(signedOn: Day, months: number | null): Day | null {
  return months === null ? null : addMonths(signedOn, months);
}

/** Days before the end from which on a renewal is due. */
const endingDays = 30;

/** How somebody stands with a course, by his last passed completion. */
export function stateOf(completion: { validUntil: Day | null } | null, today: Day): TrainingState {
  if (completion === null) return 'due';
  if (completion.validUntil === null) return 'valid';
  if (completion.validUntil < today) return 'expired';
  return completion.validUntil <= addDays(today, endingDays) ? 'ending' : 'valid';
}

/** Whether it counts today. */
export const counts = (state: TrainingState): boolean => state === 'valid' || state === 'ending';
