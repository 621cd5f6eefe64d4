/** What stands in a text that should not, and where (UTF-16 index). */
export interface TextFlaw {
  readonly kind: 'CONTROL_CHARACTER' | 'INVISIBLE_CHARACTER' | 'BIDI_CHARACTER' | 'LONE_SURROGATE' | 'COMBINING_FLOOD';
  readonly codePoint: string;
  readonly index: number;
}

const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/u;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/u;
const COMBINING_FLOOD = /\p{M}{5,}/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

function flaw(kind: TextFlaw['kind'], pattern: RegExp, text: string): TextFlaw | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  const codePoint = found[0].codePointAt(0) ?? 0;
  return { kind, codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`, index: found.index };
}

/**
 * First flaw of an identifier (tag, serial number, user name): control, invisible or direction-changing characters,
 * which make two different identifiers look the same (Unicode technical report 36).
 */
export function flawOfIdentifier(text: string): TextFlaw | null {
  return (
    flaw('LONE_SURROGATE', LONE_SURROGATE, text) ??
    flaw('CONTROL_CHARACTER', CONTROL, text) ??
    flaw('BIDI_CHARACTER', BIDI, text) ??
    flaw('INVISIBLE_CHARACTER', INVISIBLE, text) ??
    flaw('COMBINING_FLOOD', COMBINING_FLOOD, text)
  );
}

/** First flaw of free text: right-to-left text, joiners, tabs and line ends are legitimate there. */
export function flawOfFreeText(text: string): TextFlaw | null {
  return (
    flaw('LONE_SURROGATE', LONE_SURROGATE, text) ??
    flaw('CONTROL_CHARACTER', CONTROL_BUT_LINES, text) ??
    flaw('COMBINING_FLOOD', COMBINING_FLOOD, text)
  );
}

/** What free text without a flaw matches: the same as {@link flawOfFreeText}, as a pattern for the rules of forms. */
export const SOUND_TEXT =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /^(?!.*(?:\p{Surrogate}|\p{M}{5}|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F])).*$/su;

/** What a line without a flaw matches: sound text of one line, without characters that hide or turn round others. */
export const SOUND_LINE =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /^(?!.*(?:\p{Surrogate}|\p{M}{5}|[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069])).*$/su;

/** The text without what {@link flawOfIdentifier} objects to: proposed to the operator, never applied silently. */
export function withoutInvisible(text: string): string {
  const keep = (character: string): boolean =>
    !(LONE_SURROGATE.test(character) || CONTROL.test(character) || BIDI.test(character) || INVISIBLE.test(character));
  return Array.from(text).filter(keep).join('').trim();
}

/**
 * The key under which two identifiers count as the same: NFKC, upper case, without white space at the ends.
 * Upper case before comparing also joins letters such as ß and SS that a scanner cannot tell apart.
 */
export function identifierKey(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase();
}

/** Lower-case words of a heading or a choice, without accents, punctuation and bracketed punctuation. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The bytes 0x80 to 0x9F of Windows-1252 by the character they show. */
const WINDOWS_1252 = new Map(
  Array.from('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ').map((character, index) => [
    character,
    0x80 + index,
  ]),
);
const MOJIBAKE = /[\u00C2-\u00F4][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;

/**
 * Recognises UTF-8 that was once read as Windows-1252 (`MÃ¼ller`) and gives the text it was.
 * @returns null when the text is not of that kind: the bytes behind it must be valid UTF-8 throughout
 */
export function repairedMojibake(text: string): string | null {
  if (!MOJIBAKE.test(text)) return null;
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const byte = WINDOWS_1252.get(character) ?? (code < 0x100 ? code : null);
    if (byte === null) return null;
    escaped += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}
