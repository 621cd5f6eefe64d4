import { codeOfGs1 } from '#shared/features/devices/gs1.ts';

export type CodeText =
  | { readonly ok: true; readonly code: string; readonly symbology: string | null }
  /** `PARITY`: text with the eighth bit set, so the port has other settings; `CONTROL`, `NOT_TEXT`: no code. */
  | { readonly ok: false; readonly fault: 'PARITY' | 'CONTROL' | 'NOT_TEXT' | 'EMPTY' };

const groupSeparator = 0x1d;
const isPrintable = (byte: number) => byte >= 0x20 && byte < 0x7f;

/**
 * A frame as the code that it carries: printable ASCII, after an AIM identifier (`]C1`, ISO/IEC 15424) that says which
 * symbology was read. Group separators are allowed in element strings of GS1 only.
 */
export function codeText(frame: Uint8Array): CodeText {
  if (frame.some((byte) => byte >= 0x80)) {
    // Even parity sets the bit in about half of the characters; what is text without the bit was text.
    const text = [...frame].every((byte) => isPrintable(byte & 0x7f) || (byte & 0x7f) < 0x20);
    const many = frame.filter((byte) => byte >= 0x80).length * 4 >= frame.length;
    const letters = [...frame].every((byte) => /[\w\s.:/-]/.test(String.fromCharCode(byte & 0x7f)));
    return { ok: false, fault: text && many && letters ? 'PARITY' : 'NOT_TEXT' };
  }
  const whole = Buffer.from(frame).toString('latin1');
  const aim = /^\]([A-Za-z])([0-9A-Za-z])/.exec(whole);
  const symbology = aim === null ? null : `${aim[1]}${aim[2]}`;
  const text = aim === null ? whole : whole.slice(3);
  const named = codeOfGs1(symbology, text);
  if (named !== null) return { ok: true, code: named, symbology };
  if (frame.some((byte) => !isPrintable(byte) && byte !== groupSeparator)) return { ok: false, fault: 'CONTROL' };
  if (frame.includes(groupSeparator)) return { ok: false, fault: 'CONTROL' };
  const code = text.trim();
  return code === '' ? { ok: false, fault: 'EMPTY' } : { ok: true, code, symbology };
}
