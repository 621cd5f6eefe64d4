import { controlCharacter, usCharacter } from './us-keyboard.ts';

/** One press or release of a key as the page sees it; `time` in milliseconds of any clock that does not go back. */
export interface KeyInput {
  readonly type: 'down' | 'up';
  readonly code: string;
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly repeat: boolean;
  /** Input of a composition (dead keys of an input method), also keyCode 229. */
  readonly isComposing: boolean;
  readonly time: number;
}

/** How a scanner is told from a typist: gaps in milliseconds, length in characters. */
export interface WedgeSettings {
  readonly longestGap: number;
  readonly meanGap: number;
  readonly shortest: number;
}

/** No false scan at 120 words a minute, 99.7 % of a scanner over Bluetooth; the slow one for scanners with pauses. */
export const wedgeSettings = {
  normal: { longestGap: 100, meanGap: 35, shortest: 4 },
  slow: { longestGap: 100, meanGap: 50, shortest: 6 },
} as const satisfies Record<string, WedgeSettings>;

/** What was read: once as the layout of this computer made it, once as the keys stand on a US board. */
export interface WedgeScan {
  readonly text: string;
  readonly usText: string;
  /** AIM symbology identifier that stood before the data, without the bracket, e.g. `C1` (ISO/IEC 15424). */
  readonly symbology: string | null;
}

export interface WedgeState {
  readonly text: string;
  readonly usText: string;
  readonly count: number;
  readonly startedAt: number;
  readonly lastAt: number;
  /** The one pause that was forgiven inside this burst, milliseconds; 0 when there was none. */
  readonly stall: number;
  /** A key that no code may contain came in between: the whole scan is refused. */
  readonly spoiled: boolean;
  /** Digits typed on the number pad while Alt is held. */
  readonly altDigits: string;
  readonly endedAt: number;
}

export type WedgeStep =
  /** Nothing to do with a scan. */
  | { readonly kind: 'other' }
  /** May be the first key of a scan: what the focused field holds now is to be remembered. */
  | { readonly kind: 'first' }
  /** Belongs to what may become a scan; `fast` when it already looks like one, so the key should reach nobody else. */
  | { readonly kind: 'inside'; readonly fast: boolean }
  /** A control key of a scanner, or what a scanner sends after the end: reaches nobody. */
  | { readonly kind: 'swallow' }
  | { readonly kind: 'scan'; readonly scan: WedgeScan }
  | { readonly kind: 'refused'; readonly scan: WedgeScan };

export const idleWedge: WedgeState = {
  text: '',
  usText: '',
  count: 0,
  startedAt: 0,
  lastAt: Number.NEGATIVE_INFINITY,
  stall: 0,
  spoiled: false,
  altDigits: '',
  endedAt: Number.NEGATIVE_INFINITY,
};

interface Turn {
  readonly state: WedgeState;
  readonly step: WedgeStep;
}

const other: WedgeStep = { kind: 'other' };
const swallow: WedgeStep = { kind: 'swallow' };
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn']);
const groupSeparator = 0x1d;
const lineEnds = new Set([0x0a, 0x0d, 0x09]);
/**
 * A busy computer hands keys over late: one pause up to this long, in milliseconds, is forgiven in a burst that was
 * fast before it. Otherwise the rest of the code would pass for a shorter one.
 */
const longestStall = 500;
/** A burst with a pause has to be longer by this much, so that typing is not taken for it. */
const stallPenalty = 2;
const aimIdentifier = /^\]([A-Za-z])([0-9A-Za-z])/;

function meanGap(state: WedgeState, time: number, gaps: number): number {
  const counted = state.stall > 0 ? gaps - 1 : gaps;
  return counted > 0 ? (time - state.startedAt - state.stall) / counted : 0;
}

/** The pause before this key when it may be forgiven, else null. */
function forgivenStall(state: WedgeState, time: number, settings: WedgeSettings): number | null {
  const gap = time - state.lastAt;
  const wasFast = state.count >= 2 && meanGap(state, state.lastAt, state.count - 1) <= settings.meanGap;
  return state.stall === 0 && wasFast && gap <= longestStall ? gap : null;
}

function inTime(state: WedgeState, time: number, settings: WedgeSettings): boolean {
  return state.count > 0 && time - state.lastAt <= settings.longestGap;
}

/** Fast enough so far that a typist is unlikely: at least three characters at the pace of a scanner. */
function looksLikeScanner(state: WedgeState, time: number, settings: WedgeSettings): boolean {
  return state.count >= 3 && inTime(state, time, settings) && meanGap(state, time, state.count) <= settings.meanGap;
}

function read(state: WedgeState): WedgeScan {
  const aim = aimIdentifier.exec(state.usText);
  if (aim === null) return { text: state.text, usText: state.usText, symbology: null };
  const sameKeys = state.text.length === state.usText.length;
  return {
    text: sameKeys ? state.text.slice(3) : state.text.replace(aimIdentifier, ''),
    usText: state.usText.slice(3),
    symbology: `${aim[1]}${aim[2]}`,
  };
}

function ended(state: WedgeState, input: KeyInput, settings: WedgeSettings): Turn {
  const rest = { ...idleWedge, endedAt: input.time };
  const shortest = settings.shortest + (state.stall > 0 ? stallPenalty : 0);
  const complete = state.count >= shortest && inTime(state, input.time, settings);
  const quick = meanGap(state, state.lastAt, state.count - 1) <= settings.meanGap;
  if (!complete || !quick) {
    // The line feed after a carriage return, or an empty read: belongs to the scanner, not to the page.
    const echo = state.count === 0 && input.time - state.endedAt <= settings.longestGap;
    return { state: { ...idleWedge, endedAt: echo ? input.time : state.endedAt }, step: echo ? swallow : other };
  }
  const scan = read(state);
  if (state.spoiled) return { state: rest, step: { kind: 'refused', scan } };
  return { state: rest, step: scan.usText.trim() === '' ? swallow : { kind: 'scan', scan } };
}

function character(state: WedgeState, text: string, usText: string, time: number, settings: WedgeSettings): Turn {
  const late = !inTime(state, time, settings);
  const stall = late ? forgivenStall(state, time, settings) : state.stall;
  if (stall === null) {
    const first = { ...idleWedge, endedAt: state.endedAt, text, usText, count: 1, startedAt: time, lastAt: time };
    return { state: first, step: { kind: 'first' } };
  }
  const fast = !late && looksLikeScanner(state, time, settings);
  const longer = {
    ...state,
    stall,
    text: state.text + text,
    usText: state.usText + usText,
    count: state.count + 1,
    lastAt: time,
  };
  return { state: { ...longer, altDigits: '' }, step: { kind: 'inside', fast } };
}

function control(state: WedgeState, input: KeyInput, settings: WedgeSettings): Turn {
  const code = input.ctrl && !input.alt ? controlCharacter(input.code) : null;
  if (code !== null && lineEnds.has(code)) {
    const turn = ended(state, input, settings);
    if (turn.step.kind !== 'other') return turn;
  }
  if (!looksLikeScanner(state, input.time, settings))
    return { state: { ...idleWedge, endedAt: state.endedAt }, step: other };
  if (code === groupSeparator) {
    const separator = String.fromCharCode(groupSeparator);
    const turn = character(state, separator, separator, input.time, settings);
    return { state: turn.state, step: swallow };
  }
  return { state: { ...state, spoiled: true, lastAt: input.time }, step: swallow };
}

function released(state: WedgeState, input: KeyInput, settings: WedgeSettings): Turn {
  if (input.key !== 'Alt' || state.altDigits === '') return { state, step: other };
  const code = Number(state.altDigits) & 0xff;
  const typed = String.fromCharCode(code);
  return character({ ...state, altDigits: '' }, typed, typed, input.time, settings);
}

/**
 * Takes one key and says what it means. A scanner is a burst of characters, each at most `longestGap` after the one
 * before and `meanGap` on average, at least `shortest` long, ended by Enter or Tab. Held keys, compositions and pastes
 * are never a scan.
 */
export function nextWedge(state: WedgeState, input: KeyInput, settings: WedgeSettings): Turn {
  if (input.type === 'up') return released(state, input, settings);
  if (input.repeat || input.isComposing || input.key === 'Process') {
    return { state: { ...idleWedge, endedAt: state.endedAt }, step: other };
  }
  if (modifiers.has(input.key)) return { state, step: other };
  const numpad = /^Numpad(\d)$/.exec(input.code)?.[1];
  if (input.alt && !input.ctrl && !input.meta && numpad !== undefined) {
    return { state: { ...state, altDigits: state.altDigits + numpad }, step: { kind: 'inside', fast: true } };
  }
  const plain = !input.meta && (input.ctrl === input.alt || input.key === 'AltGraph');
  if (plain && (input.key === 'Enter' || input.key === 'Tab')) return ended(state, input, settings);
  const text = input.key === 'Dead' ? '' : input.key;
  if (plain && [...text].length <= 1) {
    return character(state, text, usCharacter(input.code, input.shift) ?? text, input.time, settings);
  }
  return control(state, input, settings);
}
