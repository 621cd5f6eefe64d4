import type { LayoutProblem } from '#shared/features/labels/problems.ts';
import { sentenceOfCode } from '#renderer/rpc/failure.ts';

/** Why a label would not scan and what to do about it. */
export function sentenceOfProblem({ code, element: _element, ...facts }: LayoutProblem): string {
  return sentenceOfCode('labelProblem', facts.characters === '' ? code : 'CHARACTERS', facts);
}
