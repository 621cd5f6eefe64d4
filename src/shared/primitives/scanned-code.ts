/** Text as a code: outer spaces and an AIM identifier (`]C1` before the data, ISO/IEC 15424) taken off. */
export function normaliseCode(text: string): string {
  return text.trim().replace(/^\][A-Za-z][0-9A-Za-z]/, '');
}

// oxlint-disable-next-line no-control-regex -- what a code must not carry
const refusedInCode = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether a scan can be a code of ours at all: no control, bidirectional or invisible characters, not endless. */
export function isReadableCode(code: string): boolean {
  return code.length > 0 && code.length <= 200 && !refusedInCode.test(code);
}

/** Command cards begin so. A tag begins with a letter or a digit, and badges and places may not be given such a code. */
export const reservedCodePrefix = '%QM-';

export function isReservedCode(code: string): boolean {
  return code.trim().toUpperCase().startsWith(reservedCodePrefix);
}

/** Whether letters that look alike come from several scripts: `А` of Cyrillic in a Latin word is no `A`. */
export function mixesScripts(code: string): boolean {
  return /\p{Script=Latin}/u.test(code) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(code);
}

/**
 * The tag that a link of ours names, `quartermaster://asset/IT-000123`. Nothing of a link is followed; one that is not
 * exactly so names nothing.
 */
export function tagOfLink(code: string): string | null {
  return /^quartermaster:\/\/asset\/([A-Z0-9-]{1,32})$/i.exec(code)?.[1] ?? null;
}
