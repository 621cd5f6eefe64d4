/** Characters that XML 1.0 cannot hold, and the carriage return, which a parser would turn into a line feed. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Surrogate}|_(?=x[0-9A-Fa-f]{4})/gu;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const SUSPECT = /[&<>"\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x/;

/**
 * Text as XML content or attribute. What XML cannot hold becomes `_xHHHH_` (ECMA-376 part 1, 22.9.2.19), and text that
 * looks like that, or would with the underscore of an escape after it, gets its own underscore escaped: reading gives
 * back exactly what was written.
 */
export function xmlText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replaceAll(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `&`, `<`, `>`, `"` and line ends of an attribute value. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
