/** What the keys of a US board write, by `KeyboardEvent.code`: without and with Shift (UI Events KeyboardEvent code values). */
const keys: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
};

const shiftedDigits = ')!@#$%^&*(';

/** The character that a key writes on a US board, or null when it writes none. */
export function usCharacter(code: string, shift: boolean): string | null {
  const pair = keys[code];
  if (pair !== undefined) return shift ? pair[1] : pair[0];
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit === null) return null;
  const number = Number(digit[2]);
  return shift && digit[1] === 'Digit' ? (shiftedDigits[number] ?? null) : String(number);
}

/** The key that writes a character on a US board, or null when there is none. */
export function usKey(character: string): { code: string; shift: boolean } | null {
  const codes = [
    ...Object.keys(keys),
    `Key${character.toUpperCase()}`,
    ...[...shiftedDigits].map((_, digit) => `Digit${digit}`),
  ];
  for (const code of codes) {
    for (const shift of [false, true]) if (usCharacter(code, shift) === character) return { code, shift };
  }
  return null;
}

/** The control character that Ctrl and a key stand for on a terminal (Ctrl+J is line feed, Ctrl+] group separator). */
export function controlCharacter(code: string): number | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.charCodeAt(0) - 64;
  if (code === 'BracketLeft') return 0x1b;
  if (code === 'Backslash') return 0x1c;
  if (code === 'BracketRight') return 0x1d;
  return null;
}
