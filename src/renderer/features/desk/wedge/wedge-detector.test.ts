import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { altCharacter } from './alt-character.ts';
import { idleWedge, nextWedge, prefixSettings, wedgeSettings } from './wedge-detector.ts';
import type { KeyInput, WedgeSettings, WedgeStep } from './wedge-detector.ts';

const us: Readonly<Record<string, string>> = {
  '-': 'Minus',
  '/': 'Slash',
  ' ': 'Space',
  ']': 'BracketRight',
  '~': 'Backquote',
  '=': 'Equal',
  ';': 'Semicolon',
  "'": 'Quote',
  '#': 'Digit3',
  '(': 'Digit9',
  ')': 'Digit0',
  ':': 'Semicolon',
  '.': 'Period',
  '%': 'Digit5',
  '@': 'Digit2',
};

function codeOf(character: string): string {
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`;
  return /\d/.test(character) ? `Digit${character}` : (us[character] ?? 'Unidentified');
}

type Press = Partial<KeyInput> & { key: string; after?: number };

/** The keys of a text as a scanner sets to US sends them; `layout` is what another layout makes of a character. */
function keys(text: string, layout: Readonly<Record<string, string>> = {}, after = 5): Press[] {
  return [...text].map((character) => ({
    key: layout[character] ?? character,
    code: codeOf(character),
    shift: /[A-Z#():%@~]/.test(character),
    after,
  }));
}

const enter: Press = { key: 'Enter', code: 'Enter' };
const tab: Press = { key: 'Tab', code: 'Tab' };
const ctrl = (letter: string): Press => ({ key: letter, code: `Key${letter.toUpperCase()}`, ctrl: true });

function run(presses: readonly Press[], settings: WedgeSettings = wedgeSettings.normal): WedgeStep[] {
  let state = idleWedge;
  let time = 1000;
  return presses.map(({ after = 5, ...press }) => {
    time += after;
    const input: KeyInput = {
      type: 'down',
      code: '',
      shift: false,
      ctrl: false,
      alt: false,
      meta: false,
      repeat: false,
      isComposing: false,
      time,
      ...press,
    };
    const turn = nextWedge(state, input, settings);
    state = turn.state;
    return turn.step;
  });
}

const last = (presses: readonly Press[], settings?: WedgeSettings) => run(presses, settings).at(-1);
const scansOf = (steps: readonly WedgeStep[]) =>
  steps.flatMap((step) => (step.kind === 'scan' ? [step.scan.text] : []));

describe('[V1] a burst ended by Enter or Tab is a scan', () => {
  test('[V1] gives the code when Enter ends it', () => {
    expect(last([...keys('IT-000123'), enter])).toEqual({
      kind: 'scan',
      scan: { text: 'IT-000123', usText: 'IT-000123', symbology: null },
    });
  });

  test('[V1] accepts Tab as suffix (SCAN-007)', () => {
    expect(last([...keys('IT-000123'), tab])?.kind).toBe('scan');
  });

  test('[V1] tells two scans that follow each other at once apart (SCAN-001)', () => {
    const steps = run([...keys('IT-000123', {}, 2), enter, ...keys('IT-000124', {}, 2), enter]);
    expect(scansOf(steps)).toEqual(['IT-000123', 'IT-000124']);
  });

  test('[V1] announces the first key, so that the field can be put back', () => {
    expect(run(keys('IT')).map((step) => step.kind)).toEqual(['first', 'inside']);
  });

  test('[V1] keeps the keys of a burst from the page once it is fast', () => {
    expect(run(keys('IT-00')).at(-1)).toEqual({ kind: 'inside', fast: true });
  });

  test('[V1] bears the stalls of a radio link', () => {
    const slow = keys('LT-000123', {}, 15).map((press, index) => (index === 4 ? { ...press, after: 60 } : press));
    expect(last([...slow, enter])?.kind).toBe('scan');
  });
});

describe('[V1] a busy computer shortens no code', () => {
  const stalled = (at: number, pause: number) =>
    keys('BDG7001').map((press, index) => (index === at ? { ...press, after: pause } : press));

  test('[V1] one pause in a fast burst is forgiven', () => {
    expect(scansOf(run([...stalled(2, 300), enter]))).toEqual(['BDG7001']);
    expect(scansOf(run([...stalled(5, 450), enter]))).toEqual(['BDG7001']);
  });

  test('[V1] a second pause, or a long one, is not', () => {
    const twice = stalled(2, 300).map((press, index) => (index === 4 ? { ...press, after: 300 } : press));
    expect(scansOf(run([...twice, enter]))).toEqual([]);
    expect(scansOf(run([...stalled(4, 900), enter]))).toEqual([]);
  });

  test('[V1] words typed with pauses are still words', () => {
    const word = keys('house', {}, 70).map((press, index) => (index === 2 ? { ...press, after: 300 } : press));
    expect(last([...word, enter])?.kind).toBe('other');
  });
});

describe('[V1] typing is not a scan', () => {
  test('[V1] a typist at 120 words a minute is left alone', () => {
    expect(last([...keys('computer', {}, 100), enter])?.kind).toBe('other');
    expect(last([...keys('computer', {}, 60), enter])?.kind).toBe('other');
  });

  test('[V1] fewer than four characters are typing', () => {
    expect(last([...keys('abc'), enter])?.kind).toBe('other');
  });

  test('[V1] without an end nothing is a scan', () => {
    expect(scansOf(run(keys('IT-000123')))).toEqual([]);
  });

  test('[V1] an end that comes late is the typist pressing Enter', () => {
    expect(last([...keys('IT-000123'), { ...enter, after: 400 }])?.kind).toBe('other');
  });

  test('[V1] a held key repeats and is not a scanner', () => {
    const held = keys('aaaaaa', {}, 33).map((press, index) => ({ ...press, repeat: index > 0 }));
    expect(last([...held, enter])?.kind).toBe('other');
  });

  test('[V1] compositions are left alone', () => {
    const composed = keys('nihao').map((press) => ({ ...press, isComposing: true }));
    expect(last([...composed, enter])?.kind).toBe('other');
    const processed = keys('nihao').map((press) => ({ ...press, key: 'Process' }));
    expect(last([...processed, enter])?.kind).toBe('other');
  });

  test('[V1] the slow setting takes scanners with 45 ms between keys, from six characters', () => {
    expect(last([...keys('IT-000123', {}, 45), enter])?.kind).toBe('other');
    expect(last([...keys('IT-000123', {}, 45), enter], wedgeSettings.slow)?.kind).toBe('scan');
    expect(last([...keys('IT-01', {}, 45), enter], wedgeSettings.slow)?.kind).toBe('other');
  });
});

describe('[V1] any layout', () => {
  const czech = { '-': '=', '0': 'é', '1': '+', '2': 'ě', '3': 'š', '8': 'á', '4': 'č', z: 'y', y: 'z' };

  test('[V1] gives both what the layout wrote and what the keys are on a US board', () => {
    expect(last([...keys('LT-000123', czech), enter])).toMatchObject({
      scan: { text: 'LT=ééé+ěš', usText: 'LT-000123' },
    });
  });

  test('[V1] dead keys do not break the code', () => {
    const presses = keys("A'1234").map((press) => (press.key === "'" ? { ...press, key: 'Dead' } : press));
    expect(last([...presses, enter])).toMatchObject({ scan: { usText: "A'1234" } });
  });

  test('[V1] rebuilds digits typed as Alt and number pad', () => {
    const alt = (code: number): Press[] => [
      ...[...String(code).padStart(4, '0')].map((digit) => ({
        key: digit,
        code: `Numpad${digit}`,
        alt: true,
        after: 2,
      })),
      { type: 'up', key: 'Alt', code: 'AltLeft', after: 2 },
    ];
    expect(last([...alt(73), ...alt(84), ...alt(45), ...alt(55), enter])).toMatchObject({ scan: { text: 'IT-7' } });
  });
});

describe('[V1] identifiers and separators', () => {
  test.each([
    [']C1', 'C1'],
    [']Q3', 'Q3'],
    [']d2', 'd2'],
  ])('[V1] takes the AIM identifier %s off, found in the US string', (prefix, symbology) => {
    expect(last([...keys(`${prefix}IT-000123`, { ']': ')' }), enter])).toEqual({
      kind: 'scan',
      scan: { text: 'IT-000123', usText: 'IT-000123', symbology },
    });
  });

  test('[V1] keeps the group separator, which arrives as Ctrl and ]', () => {
    const separator: Press = { key: ']', code: 'BracketRight', ctrl: true };
    const steps = run([...keys('0109501'), separator, ...keys('21X'), enter]);
    expect(steps[7]).toEqual({ kind: 'swallow' });
    expect(steps.at(-1)).toMatchObject({ scan: { usText: '0109501\u001d21X' } });
  });
});

describe('[V1] control keys of a hostile or badly set scanner reach nobody', () => {
  test('[V1] Ctrl+J ends the code instead of opening anything (SCAN-002)', () => {
    expect(last([...keys('IT-000123'), ctrl('j')])?.kind).toBe('scan');
    expect(run([...keys('IT-000123'), enter, ctrl('j')]).at(-1)).toEqual({ kind: 'swallow' });
  });

  test('[V1] Ctrl+O, S, P, W and N inside a code are swallowed and the scan is refused (SCAN-003)', () => {
    const steps = run([...keys('IT-00'), ctrl('o'), ctrl('s'), ctrl('p'), ctrl('w'), ctrl('n'), ...keys('12'), enter]);
    expect(steps.slice(5, 10).map((step) => step.kind)).toEqual(Array(5).fill('swallow'));
    expect(steps.at(-1)?.kind).toBe('refused');
  });

  test('[V1] Escape in the middle closes nothing (SCAN-006)', () => {
    const steps = run([...keys('IT-0001'), { key: 'Escape', code: 'Escape' }, ...keys('23'), enter]);
    expect(steps[7]).toEqual({ kind: 'swallow' });
    expect(steps.at(-1)?.kind).toBe('refused');
  });

  test('[V1] Alt+F4 and Meta+R in a burst refuse it (SCAN-005)', () => {
    const steps = run([
      ...keys('IT-00'),
      { key: 'F4', code: 'F4', alt: true },
      { key: 'r', code: 'KeyR', meta: true },
      enter,
    ]);
    expect(steps.at(-1)?.kind).toBe('refused');
  });

  test('[V1] the shortcuts of a person are left alone', () => {
    expect(last([ctrl('k')])?.kind).toBe('other');
    expect(last([...keys('ab', {}, 120), { ...ctrl('s'), after: 150 }])?.kind).toBe('other');
    expect(last([{ key: 'Escape', code: 'Escape' }])?.kind).toBe('other');
  });
});

describe('[V1] nothing read is no event', () => {
  test('[V1] an empty read is not passed on (SCAN-017)', () => {
    expect(last([enter])?.kind).toBe('other');
    expect(run([...keys('IT-000123'), enter, enter]).at(-1)).toEqual({ kind: 'swallow' });
  });

  test('[V1] spaces alone are not passed on (SCAN-018)', () => {
    expect(last([...keys('     '), enter])?.kind).toBe('swallow');
  });

  test('[V1] codes of any content are passed on as text (SCAN-011, SCAN-013, SCAN-031)', () => {
    expect(scansOf(run([...keys("IT-1'); DROP TABLE asset;--"), enter]))).toEqual(["IT-1'); DROP TABLE asset;--"]);
    expect(scansOf(run([...keys('%%%DEFALT'), enter]))).toEqual(['%%%DEFALT']);
  });
});

const code = 'IT-000123';
const pausedAt = (at: number, pause: number, text = code) =>
  keys(text).map((press, index) => (index === at ? { ...press, after: pause } : press));
const cuts = Array.from({ length: code.length - 1 }, (_, index) => index + 1);

describe('[V1] a scan that is cut anywhere is the whole code or none', () => {
  test.each(cuts)('[V1] cut for 90 ms before character %i it is whole', (at) => {
    expect(scansOf(run([...pausedAt(at, 90), enter]))).toEqual([code]);
  });

  // One or two keys alone are what a person types: from the third on a burst is known to be a scanner's.
  test.each(cuts.filter((at) => at >= 3))(
    '[V1] cut for a second before character %i no part passes for a code',
    (at) => {
      const steps = run([...pausedAt(at, 1000), enter]);
      expect(scansOf(steps)).toEqual([]);
      if (code.length - at >= 4) expect(steps.at(-1)).toMatchObject({ kind: 'refused', because: 'torn' });
    },
  );

  test.each(cuts)('[V1] typed before and cut at %i, a prefix still makes it whole', (at) => {
    const announced = pausedAt(at + 1, 80, `~${code}`);
    expect(scansOf(run([...keys('ab', {}, 150), ...announced, enter], prefixSettings('~')))).toEqual([code]);
  });

  test('[V1] the next scan after a torn one is taken', () => {
    expect(scansOf(run([...pausedAt(5, 1000), enter, ...keys('IT-000124'), enter]))).toEqual(['IT-000124']);
  });
});

describe('[V1] a scanner that sends a prefix', () => {
  const settings = prefixSettings('~');

  test('[V1] is exact: short codes and slow ones are scans, and the prefix is taken off', () => {
    expect(scansOf(run([...keys('~7'), enter], settings))).toEqual(['7']);
    expect(scansOf(run([...keys('~IT-000123', {}, 95), enter], settings))).toEqual([code]);
  });

  test('[V1] whatever is typed without it, however fast, is no scan', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9-]{1,20}$/),
        fc.integer({ min: 1, max: 60 }),
        (text, gap) => scansOf(run([...keys(text, {}, gap), enter], settings)).length === 0,
      ),
    );
  });

  test('[V1] its identifier of the symbology follows the prefix', () => {
    expect(last([...keys('~]C1800495011015LT01'), enter], settings)).toMatchObject({
      scan: { usText: '800495011015LT01', symbology: 'C1' },
    });
  });

  test('[V1] the prefix is known by its key on another layout', () => {
    expect(last([...keys('~IT-1', { '~': '°' }), enter], settings)).toMatchObject({ scan: { text: 'IT-1' } });
  });

  test('[V1] keys are kept from the page from the character behind it', () => {
    expect(run(keys('~IT'), settings).map((step) => step.kind === 'inside' && step.fast)).toEqual([false, true, true]);
  });
});

describe('[V1] ALT mode', () => {
  test('[V1] is understood for both tables of Windows', () => {
    expect([altCharacter('0073'), altCharacter('73'), altCharacter('029')]).toEqual(['I', 'I', '\u001D']);
    expect([altCharacter('0233'), altCharacter('130'), altCharacter('0128')]).toEqual(['é', 'é', '€']);
  });
});
