/** First characters that a spreadsheet may take for a formula (OWASP ASVS 5.0, 1.2.10), also in full width. */
// oxlint-disable-next-line no-control-regex -- TAB, CR, LF and NUL are among them
const GUARDED = /^'*[=+\-@\t\r\n\u0000＝＋－＠]/u;

/** Puts an apostrophe before text that a spreadsheet may take for a formula, or that already looks so guarded. */
export function withApostrophe(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

/** Takes away exactly the apostrophe that {@link withApostrophe} puts there. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && GUARDED.test(text) ? text.slice(1) : text;
}
