import type { NameAnswer } from '#shared/features/spreadsheets/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { listCategories } from '#backend/features/assets/index.ts';
import { listPlaces, mayStandIn } from '#backend/features/places/index.ts';

/** Before anything is written: whatever an answer names is there and in use, and new places fit where they go. */
export async function refuseWrongAnswers(db: Db, answers: readonly NameAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  const places = new Map((await listPlaces(db, { includeArchived: false })).map((place) => [place.id, place]));
  const categories = new Set((await listCategories(db)).flatMap(({ id, archived }) => (archived ? [] : [id])));
  for (const answer of answers) {
    const known = answer.kind === 'place' ? places : categories;
    if (answer.means !== null && !known.has(answer.means))
      throw new Failure('NOT_FOUND', { entity: answer.kind, id: answer.means });
    if (answer.kind === 'category' || answer.means !== null || answer.inside === null) continue;
    const inside = places.get(answer.inside);
    if (inside === undefined) throw new Failure('NOT_FOUND', { entity: 'place', id: answer.inside });
    if (!mayStandIn(answer.as, inside.kind))
      throw new Failure('PARENT_NOT_WIDER', { kind: answer.as, parentKind: inside.kind });
  }
}
