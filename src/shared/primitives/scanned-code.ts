/** Text as a code: outer spaces and an AIM identifier (`]C1` before the data, ISO/IEC 15424) taken off. */
export function normaliseCode(text: string): string {
  return text.trim().replace(/^\][A-Za-z][0-9A-Za-z]/, '');
}

// oxlint-disable-next-line no-control-regex -- what a code must not carry
const refusedInCode = /[\u0000-\u001c\u001e\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether a scan can be a code of ours at all: no control, bidirectional or invisible characters, not endless. */
export function isReadableCode(code: string): boolean {
  return code.length > 0 && code.length <= 200 && !refusedInCode.test(code);
}
