import { containsPattern, wordsOf } from '#backend/kernel/search/words.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { compare } from '../measure/compare.ts';
import { ratioResult } from '../measure/result.ts';
import type { SearchedRow } from './search-texts.ts';
import { BruteForce, searchedColumnsOf, searchedNames, typedTexts } from './search-texts.ts';

/** As many as the list of hits shows. */
const shown = 50;

/** Every hit shown is a hit, and as many are shown as there are, up to what fits. */
async function checkAnswers({ client, raw }: Context, texts: readonly string[]): Promise<string[]> {
  const bruteForce = new BruteForce(raw);
  let whole = 0;
  for (const text of texts) {
    const expected = bruteForce.find(text);
    const { assets } = await client.assets.search({ text, limit: shown });
    const strangers = assets.filter((asset) => !expected.has(asset.id));
    insist(strangers.length === 0, `“${text}” shows ${strangers[0]?.tag ?? ''}, which does not match`);
    insist(
      assets.length === Math.min(shown, expected.size),
      `“${text}” shows ${assets.length} of ${expected.size} assets`,
    );
    if (expected.size <= shown) whole += 1;
  }
  return [`${texts.length} answers right, ${whole} of them complete on the first page`];
}

function rankByHand(wanted: string, { tag, serial, name }: SearchedRow): number {
  return [tag, serial, name].findIndex((text) => text.toLowerCase().includes(wanted)) >>> 0;
}

/** The same words by LIKE over the same columns, the best 20 of all hits: what an application without an index does. */
function likeSearch({ raw }: Context) {
  const one = `(${searchedNames.map((name) => `${name} LIKE ?`).join(' OR ')})`;
  const statements = [1, 2, 3].map((count) =>
    raw.prepare<string[], SearchedRow>(
      `SELECT * FROM (${searchedColumnsOf(raw)}) WHERE ${Array.from({ length: count }, () => one).join(' AND ')}`,
    ),
  );
  return (text: string): unknown => {
    const patterns = wordsOf(text).map((word) => containsPattern(word));
    const hits =
      statements[patterns.length - 1]?.all(...patterns.flatMap((pattern) => searchedNames.map(() => pattern))) ?? [];
    return hits
      .map((hit) => ({ hit, rank: rankByHand(text.toLowerCase(), hit) }))
      .toSorted((one, other) => one.rank - other.rank)
      .slice(0, shown);
  };
}

export const search: Benchmark = {
  name: 'search',
  what: 'assets.search of texts that somebody types: one to three words, middles of serials',
  limit: 'the best 20 of all hits by LIKE over the same columns; for a part of a serial LIKE over an index of serials',
  run: async (context) => {
    const { client, raw, assets, random } = context;
    const { words, fragments } = typedTexts(raw, random('search'), assets, 30);
    const right = await checkAnswers(context, [...words, ...fragments]);
    const ask = (text: string) => client.assets.search({ text, limit: shown });
    const like = likeSearch(context);
    const byWords = await compare({ cases: words, ours: ask, limit: like });
    const serials = raw.prepare<[string]>(
      'SELECT id FROM asset INDEXED BY asset_serial WHERE serial IS NOT NULL AND serial LIKE ?',
    );
    const byFragment = await compare({
      cases: fragments,
      ours: ask,
      limit: (text) => serials.all(containsPattern(text)),
    });
    const letters = await compare({ cases: ['l', 'le', 'th', 'p', 'no'], ours: ask, limit: like });
    const large = context.size === '1m';
    return [
      ratioResult(
        'search, 1–3 words / LIKE',
        byWords,
        context.size === '10k' ? null : { fasterBy: large ? 60 : 25 },
        right,
      ),
      ratioResult(
        'search, part of a serial / LIKE',
        byFragment,
        context.size === '10k' ? null : { fasterBy: large ? 60 : 20 },
      ),
      ratioResult('search, one or two letters / LIKE', letters, null),
    ];
  },
};
