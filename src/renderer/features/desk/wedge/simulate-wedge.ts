import { usKey } from './us-keyboard.ts';

/** What can go wrong between a keyboard scanner and the computer, and who else types. */
export const wedgeFaults = ['slow', 'stall', 'layout', 'no_suffix', 'typist', 'held_key'] as const;
export type WedgeFault = (typeof wedgeFaults)[number];

export interface KeyStroke {
  /** Before it; milliseconds. */
  readonly wait: number;
  readonly type: 'keydown' | 'keyup';
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly repeat: boolean;
}

/** What a Czech layout makes of keys that a scanner presses as on a US board. */
const czech: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '0é',
    '1+',
    '2ě',
    '3š',
    '4č',
    '5ř',
    '6ž',
    '7ý',
    '8á',
    '9í',
    '-=',
    '/-',
    '#3',
    '(9',
    ')0',
    'zy',
    'yz',
    'ZY',
    'YZ',
  ].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** Between two keys. Milliseconds. */
const pauses = { scanner: 0, slow: 50, stall: 60, typist: 140 } as const;
/** A held key comes again after so many milliseconds, and so often. */
const heldEvery = 33;
const repeats = 8;

function pauseBefore(index: number, length: number, on: ReadonlySet<WedgeFault>): number {
  // People are not even; a hand's breadth of difference is enough to look like one.
  if (on.has('typist')) return pauses.typist + ((index * 53) % 90);
  if (on.has('stall') && index === Math.floor(length / 2)) return pauses.stall;
  return on.has('slow') ? pauses.slow : pauses.scanner;
}

/** The keys that a scanner presses for a code, with their pauses; a character that no US board has is left out. */
export function strokesOf(code: string, on: ReadonlySet<WedgeFault>): KeyStroke[] {
  const characters = Array.from(code);
  const strokes = characters.flatMap((character, index): KeyStroke[] => {
    const key = usKey(character);
    if (key === null) return [];
    const written = on.has('layout') ? (czech[character] ?? character) : character;
    const down: KeyStroke = {
      ...key,
      type: 'keydown',
      key: written,
      wait: pauseBefore(index, characters.length, on),
      repeat: false,
    };
    if (!on.has('held_key')) return [down, { ...down, type: 'keyup', wait: 0 }];
    // Somebody leans on the first key: it looks as even as a scanner.
    if (index > 0) return [];
    return [down, ...Array.from({ length: repeats }, () => ({ ...down, wait: heldEvery, repeat: true }))];
  });
  if (on.has('no_suffix')) return strokes;
  const end = { key: 'Enter', code: 'Enter', shift: false, repeat: false } as const;
  const wait = on.has('typist') ? pauses.typist : pauses.scanner;
  return [...strokes, { ...end, type: 'keydown', wait }, { ...end, type: 'keyup', wait: 0 }];
}

/** Presses the keys on the page, as far as a page can: what listens hears them, and no field is typed into. */
export async function press(strokes: readonly KeyStroke[]): Promise<void> {
  for (const { wait, type, key, code, shift, repeat } of strokes) {
    if (wait > 0) await new Promise((resolve) => window.setTimeout(resolve, wait));
    document.body.dispatchEvent(
      new KeyboardEvent(type, { key, code, shiftKey: shift, repeat, bubbles: true, cancelable: true }),
    );
  }
}
