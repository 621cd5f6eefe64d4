import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { isOneTypoApart, mayHoldTypo, piecesOf, plainWord } from '#backend/kernel/search/one-typo.ts';
import { prefixExpression, roughPattern, wordsOf } from '#backend/kernel/search/words.ts';

/** Names that are held against a word letter by letter; more hold a piece of it only where no name is meant. */
const candidateLimit = 10_000;
const nearestKept = 4;

/**
 * Words of names that are one typo away from what was typed: of manufacturers, models, categories, places and persons,
 * else of assets themselves.
 *
 * Asked only when the exact way finds nothing or little. 100,000 assets have a few thousand models and some ten thousand
 * custodians, and each name is read from the narrow index that carries it (EXPLAIN: SCAN manufacturer, SCAN model USING
 * COVERING INDEX model_identity, SCAN person USING COVERING INDEX person_name, SCAN asset USING COVERING INDEX
 * asset_name). Of these only names that hold one of three pieces of the word are compared letter by letter, and at most
 * 10,000 of them. What is near then goes through the index of words like anything typed.
 */
export async function nearWords(db: Db, word: string): Promise<string[]> {
  const typed = plainWord(word);
  if (!mayHoldTypo(typed) || (await isWritten(db, typed))) return [];
  const names = sql`SELECT name FROM manufacturer UNION ALL SELECT name FROM model UNION ALL SELECT name FROM category
    UNION ALL SELECT name FROM place UNION ALL SELECT name FROM person`;
  return (await nearNames(db, typed, names)) ?? (await nearNames(db, typed, sql`SELECT name FROM asset`)) ?? [];
}

/** Whether the word begins a word of some asset, or stands in its tag, serial or name: then it was meant as it is. */
async function isWritten(db: Db, typed: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 WHERE EXISTS (SELECT 1 FROM asset_words WHERE asset_words MATCH ${prefixExpression([typed])})
      OR EXISTS (SELECT 1 FROM asset_fragments WHERE text LIKE ${roughPattern(typed)})`.execute(rawExecutor(db));
  return rows.length > 0;
}

/** Words of these names that are near; none when it was written right, null when none is near. */
async function nearNames(db: Db, typed: string, names: RawBuilder<unknown>): Promise<string[] | null> {
  const like = sql.join(
    piecesOf(typed).map((piece) => sql`name LIKE ${`%${piece}%`}`),
    sql` OR `,
  );
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM (${names}) WHERE ${like} LIMIT ${candidateLimit}`.execute(rawExecutor(db));
  const near = new Map<string, number>();
  for (const { name } of rows) {
    for (const part of wordsOf(name)) {
      const plain = plainWord(part);
      // Somebody wrote it right: there is no typo to look for.
      if (plain === typed) return [];
      if (isOneTypoApart(typed, plain)) near.set(part, (near.get(part) ?? 0) + 1);
    }
  }
  if (near.size === 0) return null;
  return [...near]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, nearestKept)
    .map(([part]) => part);
}

/** Texts that say what was meant, one word at a time put right; none when nothing is near. */
export async function meantTexts(db: Db, text: string): Promise<string[]> {
  const words = wordsOf(text);
  const texts: string[] = [];
  for (const [index, word] of words.entries())
    for (const near of await nearWords(db, word)) texts.push(words.with(index, near).join(' '));
  return texts;
}
