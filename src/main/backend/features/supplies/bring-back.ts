import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { takeBackStock } from './move-stock.ts';
import type { Moved } from './move-stock.ts';
import { countOut, getArticleRow, listBins } from './repository.ts';
import { nextBin } from './rules.ts';

/** How many of an article a person was given and has not brought back. */
export function countOutOf(db: Db, articleId: number, personId: number): Promise<number> {
  return countOut(db, articleId, { kind: 'person', id: personId });
}

/**
 * Somebody brings one back without an operator: it goes to where he was given his last one, or where most of them lie
 * when that place is given up.
 *
 * @throws Failure RETURN_EXCEEDS, ARTICLE_ARCHIVED, NO_PLACE_FOR when there is no place for it any more.
 */
export async function bringBack(
  command: CommandContext,
  { articleId, personId }: { articleId: number; personId: number },
): Promise<Moved> {
  const { tx } = command;
  const given = await tx
    .selectFrom('supply_movement as entry')
    .innerJoin('place', 'place.id', 'entry.from_place_id')
    .select('place.id')
    .where('entry.article_id', '=', articleId)
    .where('entry.person_id', '=', personId)
    .where('entry.kind', '=', 'issued')
    .where('place.archived_at', 'is', null)
    .orderBy('entry.id', 'desc')
    .executeTakeFirst();
  const placeId = given?.id ?? nextBin(await listBins(tx, articleId))?.placeId ?? null;
  if (placeId === null) throw new Failure('NO_PLACE_FOR', { name: (await getArticleRow(tx, articleId)).name });
  return takeBackStock(command, {
    articleId,
    placeId,
    quantity: 1,
    recipient: { kind: 'person', id: personId },
    note: null,
  });
}
