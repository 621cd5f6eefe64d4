/** Words of a query: letters, digits and marks, lower case, at most eight. */
export function wordsOf(text: string): string[] {
  return (text.toLocaleLowerCase('en').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, 8);
}

/** The FTS5 expression that finds rows in which every word begins some token; null when there is no word. */
export function prefixExpression(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  return words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
}

/**
 * The same for rows that have every word as a whole token, or with an s as the names of categories have it: those FTS5
 * finds row by row instead of all at once.
 */
export function wholeWordExpression(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  return words.map((word) => `("${word}" OR "${word}s")`).join(' AND ');
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
