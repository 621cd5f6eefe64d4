import * as z from 'zod';

/** A text in an address, which is read as a number when it looks like one. */
export const searchText = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().max(200),
);

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether every word that is looked for begins or stands somewhere in one of the texts, whatever its accents. */
export function containsWords(texts: readonly (string | null)[], search: string): boolean {
  const whole = plain(texts.filter((text) => text !== null).join(' '));
  return plain(search)
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
