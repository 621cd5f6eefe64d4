/**
 * What the index takes for part of a word: letters and digits, and the marks that it drops. All else separates, and a
 * word that the index would take apart is a phrase, which it can't answer.
 */
const wordsInText =
  /(?:(?![\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3])[\p{L}\p{N}\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331])+/gu;

/** Words of a query, lower case, at most eight. */
export function wordsOf(text: string): string[] {
  return (text.toLocaleLowerCase('en').match(wordsInText) ?? []).slice(0, 8);
}

/** The FTS5 expression that finds rows in which every word begins some token; null when there is no word. */
export function prefixExpression(words: readonly string[]): string | null {
  return wordsExpression(words, () => true);
}

/**
 * The FTS5 expression that finds rows in which each of these words begins some token, or is a whole one, also with an s
 * as the names of categories have it; null when there is no word. Whole tokens are found row by row; for a beginning
 * FTS5 merges the lists of all its tokens before it answers with the first row.
 *
 * @param begins whether the word at this index may go on
 */
export function wordsExpression(words: readonly string[], begins: (index: number) => boolean): string | null {
  if (words.length === 0) return null;
  return words
    .map((word) => word.replaceAll('"', '""'))
    .map((word, index) => (begins(index) ? `"${word}"*` : `("${word}" OR "${word}s")`))
    .join(' AND ');
}

/** A LIKE pattern that finds the text anywhere, with its own wildcards made harmless (escape character \\). */
export function containsPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/**
 * A LIKE pattern for the trigram index, which it serves only without ESCAPE: wildcards in the text become "any one
 * character", so what is found must be held against the text itself.
 */
export function roughPattern(text: string): string {
  return `%${text.replaceAll('%', '_')}%`;
}
