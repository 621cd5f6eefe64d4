import { sql } from 'kysely';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import {
  containsPattern,
  prefixExpression,
  roughPattern,
  wordsExpression,
  wordsOf,
} from '#backend/kernel/search/words.ts';
import { searchPeople } from '#backend/features/people/index.ts';
import { searchPlaces } from '#backend/features/places/index.ts';
import { meantTexts } from './near-words.ts';
import { rankOf } from './rank.ts';
import { assetRowOf, findByCode, selectAssetRows } from './select-rows.ts';

/** Candidates that are ranked: ranking all hits of a short word is what makes search slow, not finding them. */
const candidateLimit = 1000;

/** So few answers that a typo may be why there are no more. */
const little = 3;

interface Search {
  text: string;
  limit: number;
}

/** The search box. What finds nothing or little is sought again with one typo put right, and says so. */
export async function searchEverything(query: QueryContext, { text, limit }: Search) {
  const found = await searchAsTyped(query, { text, limit });
  const enough = found.assets.length + found.people.length + found.places.length >= little;
  const meant = enough ? [] : await meantTexts(query.reader, text);
  const shown: string[] = [];
  for (const each of meant) {
    const near = await searchAsTyped(query, { text: each, limit });
    if (near.assets.length + near.people.length === 0) continue;
    shown.push(each);
    found.assets = joined(found.assets, near.assets).slice(0, limit);
    found.people = joined(found.people, near.people);
  }
  return { ...found, meant: shown };
}

function joined<Row extends { id: number }>(known: Row[], further: Row[]): Row[] {
  return [...known, ...further.filter(({ id }) => !known.some((row) => row.id === id))];
}

/** Exact tag or serial first, then words and fragments by rank, with people and places beside. */
async function searchAsTyped({ reader, actor }: QueryContext, { text, limit }: Search) {
  const wanted = text.trim();
  if (!wanted) return { assets: [], people: [], places: [] };
  const seesCost = actor.may('asset.cost.view');
  const exact = await findByCode(reader, wanted, seesCost);
  const ids = (await rankedIds(reader, wanted, limit))
    .filter((id) => !exact.some((row) => row.id === id))
    .slice(0, limit - exact.length);
  const rows = ids.length > 0 ? await selectAssetRows(reader).where('asset.id', 'in', ids).execute() : [];
  const byId = new Map(rows.map((row) => [row.id, assetRowOf(row, seesCost)]));
  const ranked = ids.map((id) => byId.get(id)).filter((row): row is AssetRow => row !== undefined);
  const people = actor.may('person.view') ? await searchPeople(reader, wanted, 8) : [];
  const places = actor.may('place.view') ? await searchPlaces(reader, containsPattern(wanted), 8) : [];
  return {
    assets: [...exact, ...ranked].slice(0, limit),
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      detail: person.employeeNumber ?? person.email,
    })),
    places: places.map((place) => ({ id: place.id, name: place.name, detail: place.code })),
  };
}

/**
 * The newest assets that have these words, the most exact first: words that are written whole somewhere count as whole,
 * then the last one, which is being typed, may go on, and only where that finds too little for the box may each.
 */
async function findByWords(reader: QueryContext['reader'], words: readonly string[], limit: number): Promise<number[]> {
  const open = new Set<number>();
  for (const [index, word] of words.entries()) if (!(await isWhole(reader, word))) open.add(index);
  const last = words.length - 1;
  const exact = await matchWords(
    reader,
    wordsExpression(words, (index) => open.has(index)),
  );
  if (exact.length >= candidateLimit) return exact;
  const typing = open.has(last)
    ? exact
    : await matchWords(
        reader,
        wordsExpression(words, (index) => index === last || open.has(index)),
      );
  if (typing.length >= limit) return typing;
  const allOpen = words.every((_, index) => index === last || open.has(index));
  return allOpen ? typing : matchWords(reader, prefixExpression(words));
}

async function isWhole(reader: QueryContext['reader'], word: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 FROM asset_words WHERE asset_words MATCH ${wordsExpression([word], () => false)} LIMIT 1`.execute(
      rawExecutor(reader),
    );
  return rows.length > 0;
}

async function matchWords(reader: QueryContext['reader'], expression: string | null): Promise<number[]> {
  if (expression === null) return [];
  const { rows } = await sql<{ rowid: number }>`
    SELECT rowid FROM asset_words WHERE asset_words MATCH ${expression} ORDER BY rowid DESC LIMIT ${candidateLimit}`.execute(
    rawExecutor(reader),
  );
  return rows.map((row) => row.rowid);
}

async function rankedIds(reader: QueryContext['reader'], text: string, limit: number): Promise<number[]> {
  const words = wordsOf(text);
  const found = new Set(await findByWords(reader, words, limit));
  if (text.length >= 3) {
    const { rows } = await sql<{ rowid: number }>`
      SELECT rowid FROM asset_fragments WHERE text LIKE ${roughPattern(text)} AND instr(lower(text), lower(${text})) > 0 LIMIT 200`.execute(
      rawExecutor(reader),
    );
    for (const row of rows) found.add(row.rowid);
  }
  if (found.size === 0) return [];
  const { rows } = await sql<{ id: number; tag: string; serial: string | null; name: string }>`
    SELECT id, tag, serial, name FROM asset WHERE id IN (SELECT value FROM json_each(${JSON.stringify([...found])}))`.execute(
    rawExecutor(reader),
  );
  return rows
    .map((row) => ({ id: row.id, rank: rankOf(text, words, row) }))
    .toSorted((one, other) => one.rank - other.rank || other.id - one.id)
    .map((row) => row.id);
}
