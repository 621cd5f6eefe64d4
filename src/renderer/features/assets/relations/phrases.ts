import { isSymmetric, relationTypes } from '#shared/features/assets/relation.ts';
import type { RelationEnd, RelationType } from '#shared/features/assets/relation.ts';
import { word } from '#renderer/ui/text/t.ts';

/** The relation's name as it is read from one of its ends: "runs on", or "runs" from the other. */
export function phraseOf(type: RelationType, end: RelationEnd): string {
  return word(end === 'source' || isSymmetric(type) ? 'relation' : 'relationInverse', type);
}

/** Everything that may be said of an asset, in both directions. */
export const phraseChoices: readonly { value: string; type: RelationType; end: RelationEnd }[] = (
  ['source', 'target'] as const
).flatMap((end) =>
  relationTypes
    .filter((type) => end === 'source' || !isSymmetric(type))
    .map((type) => ({ value: `${type}:${end}`, type, end })),
);
