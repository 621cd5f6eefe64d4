/** Words shorter than this are one typo away from too many others. */
const shortestWord = 4;

/** A word as it is compared: lower case and without marks, as the index of words has it. */
export function plainWord(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en');
}

/** Whether a typo in the word is looked for; a word with digits is a number, and a wrong number is another one. */
export function mayHoldTypo(word: string): boolean {
  return word.length >= shortestWord && !/\p{N}/u.test(word);
}

/**
 * Three pieces of a word, of which every word one typo away holds at least one: a letter more, less or changed damages
 * one piece, two letters swapped at most two that lie side by side.
 */
export function piecesOf(word: string): [string, string, string] {
  const third = Math.ceil(word.length / 3);
  return [word.slice(0, third), word.slice(third, 2 * third), word.slice(2 * third)];
}

/** Whether two words differ by exactly one letter more, less or changed, or by two neighbours that are swapped. */
export function isOneTypoApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
