import { normalised } from './normalised.ts';

export interface Searched {
  key: string;
  title: string;
  /** The words alone. */
  text: string;
}

/** Letters around what was found. */
const around = 90;

/**
 * Articles that have every word, or a word that begins with it; those whose title has it first, then those that have it
 * more often. With the place where the first one was found.
 */
export function findTexts(articles: readonly Searched[], asked: string) {
  const words = normalised(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const hits = articles.flatMap((article) => {
    const title = normalised(article.title);
    const text = normalised(article.text);
    const places = words.map((word) => placesOf(`${title}\n${text}`, word).length);
    if (places.some((count) => count === 0)) return [];
    const inTitle = words.every((word) => placesOf(title, word).length > 0);
    const score = (inTitle ? 1_000_000 : 0) + places.reduce((sum, count) => sum + count, 0);
    const [first] = words.flatMap((word) => placesOf(text, word)).toSorted((one, other) => one - other);
    return [{ key: article.key, title: article.title, snippet: snippetOf(article.text, first ?? 0), score }];
  });
  return hits.toSorted((one, other) => other.score - one.score).map(({ score: _score, ...hit }) => hit);
}

/** Where a word begins with these letters. */
function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) places.push(at);
  return places;
}

function snippetOf(text: string, at: number): string {
  // Whole words: from behind a space to before one.
  const before = text.indexOf(' ', Math.max(0, at - around));
  const start = at <= around || before === -1 || before > at ? (at <= around ? 0 : at) : before;
  const after = text.lastIndexOf(' ', at + around);
  const end = text.length <= at + around || after <= at ? Math.min(text.length, at + around) : after;
  const plain = text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${plain}${end < text.length ? '…' : ''}`;
}
