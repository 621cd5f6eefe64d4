import { altCharacter } from './alt-character.ts';
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
  /** What the scanner was set to send before each code; empty when it sends none. */
  readonly prefix: string;
}

/** No false scan at 120 words a minute, 99.7 % of a scanner over Bluetooth; the slow one for scanners with pauses. */
export const wedgeSettings = {
  normal: { longestGap: 100, meanGap: 35, shortest: 4, prefix: '' },
  slow: { longestGap: 100, meanGap: 50, shortest: 6, prefix: '' },
} as const satisfies Record<string, WedgeSettings>;

/**
 * For a scanner that announces each code: only what begins with the prefix is a scan, however slow it comes and however
 * short it is, and nothing that a person types is ever taken for one.
 */
export function prefixSettings(prefix: string): WedgeSettings {
  return { longestGap: 100, meanGap: 100, shortest: prefix.length + 1, prefix };
}

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
  /** It follows a burst that broke off: what it holds is the rest of a code, and must not pass for a whole one. */
  readonly torn: boolean;
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
  | { readonly kind: 'refused'; readonly scan: WedgeScan; readonly because: 'control_keys' | 'torn' };

export const idleWedge: WedgeState = {
  text: '',
  usText: '',
  count: 0,
  startedAt: 0,
  lastAt: Number.NEGATIVE_INFINITY,
  stall: 0,
  spoiled: false,
  torn: false,
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
/** The rest of a code that broke off comes within so many milliseconds. */
const tornWithin = 2000;
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

function hasPrefix({ text, usText }: WedgeState, { prefix }: WedgeSettings): boolean {
  return text.startsWith(prefix) || usText.startsWith(prefix);
}

/** Announced by its prefix, or fast enough so far that a typist is unlikely: three characters at a scanner's pace. */
function looksLikeScanner(state: WedgeState, time: number, settings: WedgeSettings): boolean {
  if (settings.prefix !== '') return hasPrefix(state, settings) && inTime(state, time, settings);
  return state.count >= 3 && inTime(state, time, settings) && meanGap(state, time, state.count) <= settings.meanGap;
}

/** The code without what the scanner puts before it: its prefix, then the AIM identifier, found in the US string. */
function read(state: WedgeState, settings: WedgeSettings): WedgeScan {
  const from = settings.prefix.length;
  const us = state.usText.slice(from);
  const sameKeys = state.text.length === state.usText.length;
  const text = sameKeys || state.text.startsWith(settings.prefix) ? state.text.slice(from) : state.text;
  const aim = aimIdentifier.exec(us);
  if (aim === null) return { text, usText: us, symbology: null };
  return {
    text: sameKeys ? text.slice(3) : text.replace(aimIdentifier, ''),
    usText: us.slice(3),
    symbology: `${aim[1]}${aim[2]}`,
  };
}

function ended(state: WedgeState, input: KeyInput, settings: WedgeSettings): Turn {
  const rest = { ...idleWedge, endedAt: input.time };
  const shortest = settings.shortest + (state.stall > 0 ? stallPenalty : 0);
  const complete = state.count >= shortest && inTime(state, input.time, settings);
  const quick = meanGap(state, state.lastAt, state.count - 1) <= settings.meanGap;
  if (!complete || !quick || !hasPrefix(state, settings)) {
    // The line feed after a carriage return, or an empty read: belongs to the scanner, not to the page.
    const echo = state.count === 0 && input.time - state.endedAt <= settings.longestGap;
    return { state: { ...idleWedge, endedAt: echo ? input.time : state.endedAt }, step: echo ? swallow : other };
  }
  const scan = read(state, settings);
  if (state.spoiled) return { state: rest, step: { kind: 'refused', scan, because: 'control_keys' } };
  if (state.torn) return { state: rest, step: { kind: 'refused', scan, because: 'torn' } };
  return { state: rest, step: scan.usText.trim() === '' ? swallow : { kind: 'scan', scan } };
}

/** Whether the burst that has broken off was one of a scanner. */
function wasScanner(state: WedgeState, settings: WedgeSettings): boolean {
  return state.torn || (state.count >= 3 && meanGap(state, state.lastAt, state.count - 1) <= settings.meanGap);
}

/** A prefix begins a scan, also right behind what somebody typed. */
function announces(state: WedgeState, text: string, usText: string, settings: WedgeSettings): boolean {
  const { prefix } = settings;
  if (prefix === '' || state.count === 0 || hasPrefix(state, settings)) return false;
  if (prefix.startsWith(state.text) || prefix.startsWith(state.usText)) return false;
  return text === prefix.charAt(0) || usText === prefix.charAt(0);
}

function character(state: WedgeState, text: string, usText: string, time: number, settings: WedgeSettings): Turn {
  const late = !inTime(state, time, settings);
  const stall = late ? forgivenStall(state, time, settings) : state.stall;
  if (stall === null || announces(state, text, usText, settings)) {
    const torn = late && state.count > 0 && time - state.lastAt <= tornWithin && wasScanner(state, settings);
    const begun = { text, usText, count: 1, startedAt: time, lastAt: time };
    const first = { ...idleWedge, endedAt: state.endedAt, torn, ...begun };
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
  const typed = altCharacter(state.altDigits);
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
