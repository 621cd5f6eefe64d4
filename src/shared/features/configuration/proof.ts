import type { Proof } from './model.ts';

/** Longest text that a step keeps as proof, and longest secret: a recovery key with room. */
export const longestProof = 2000;

export const proofProblems = ['PROOF_MISSING', 'PROOF_NOT_WANTED', 'PROOF_NO_NUMBER', 'PROOF_NO_CHOICE'] as const;
export type ProofProblem = (typeof proofProblems)[number];

const decimal = /^[+-]?\d{1,15}(?:\.\d{1,6})?$/;

/**
 * What is wrong with a value as proof of a step; null when nothing is.
 *
 * @param value as it was typed; null when nothing was
 */
export function problemOfProof(
  { proof, choices }: { proof: Proof; choices: readonly string[] },
  value: string | null,
): ProofProblem | null {
  const given = value !== null && value.trim() !== '';
  switch (proof) {
    case 'none':
    case 'tick':
      return given ? 'PROOF_NOT_WANTED' : null;
    case 'text':
    case 'secret':
      return given ? null : 'PROOF_MISSING';
    case 'number':
      if (!given) return 'PROOF_MISSING';
      return decimal.test(value.trim()) ? null : 'PROOF_NO_NUMBER';
    case 'choice':
      if (!given) return 'PROOF_MISSING';
      return choices.includes(value) ? null : 'PROOF_NO_CHOICE';
    case 'file':
      // A file comes as a file, never as text.
      return 'PROOF_MISSING';
  }
}
