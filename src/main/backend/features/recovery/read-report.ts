import type { Mapping, RunOutcome, RunProblem } from '#shared/features/recovery/model.ts';
import { dayFromParts } from '#shared/primitives/days.ts';

export interface ReportLine {
  line: number;
  item: string;
  endedAt: string;
  outcome: RunOutcome;
  bytes: number | null;
  note: string;
}

const longestLine = 4000;

/**
 * An instant as reports write it: `2026-11-24 02:30:00`, with or without seconds, `T` and zone, `2026/11/24 02:30`,
 * `24.11.2026 02:30`, or seconds since 1970.
 *
 * @param zoneMinutes how far the clock of the report is ahead of UTC, where the text does not say
 * @returns UTC, or null when it is none
 */
export function readReportTime(text: string, zoneMinutes: number): string | null {
  const plain = text.trim();
  if (/^\d{10}$/.test(plain)) return new Date(Number(plain) * 1000).toISOString();
  const found =
    /^(?<y>\d{4})[-/](?<m>\d{2})[-/](?<d>\d{2})[ T]+(?<h>\d{2}):(?<i>\d{2})(?::(?<s>\d{2}))?(?:[.,]\d+)?\s*(?<z>Z|[+-]\d{2}:?\d{2})?$/.exec(
      plain,
    ) ?? /^(?<d>\d{2})\.(?<m>\d{2})\.(?<y>\d{4})[ ,]+(?<h>\d{2}):(?<i>\d{2})(?::(?<s>\d{2}))?(?<z>)$/.exec(plain);
  const { y, m, d, h, i, s, z } = found?.groups ?? {};
  if (y === undefined || dayFromParts(Number(y), Number(m), Number(d)) === null) return null;
  if (Number(h) > 23 || Number(i) > 59 || Number(s ?? 0) > 59) return null;
  const local = Date.parse(`${y}-${m}-${d}T${h}:${i}:${s ?? '00'}.000Z`);
  return new Date(local - aheadOf(z, zoneMinutes) * 60_000).toISOString();
}

function aheadOf(zone: string | undefined, otherwise: number): number {
  if (zone === undefined || zone === '') return otherwise;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** How much was written: whole bytes, or a number with a unit as in `1.5 GiB`. @returns null when it is none */
export function readSize(text: string): number | null {
  const found = /^(\d[\d.,  ]*?)\s*([kmgt]?i?b)?(?:ytes?)?$/i.exec(text.trim());
  if (found === null) return null;
  const [, digits = '', unit] = found;
  const factor = units[(unit ?? 'b').toLowerCase()] ?? 1;
  // Without a unit, or in bytes, nothing is broken: whatever stands between the digits parts thousands.
  const value =
    factor === 1 ? Number(digits.replaceAll(/\D/g, '')) : Number(digits.replaceAll(/\s/g, '').replace(',', '.'));
  const bytes = Math.round(value * factor);
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** The cells of a line; within quotes the separator is text, and two quotes are one. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quoted && character === '"' && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

const names = ['time', 'item', 'outcome', 'size', 'note'] as const;
type Name = (typeof names)[number];

/** A time as it stands within a line; it may have a blank in it. */
const timeWithin =
  /^(?:(?:\d{4}[-/]\d{2}[-/]\d{2}|\d{2}\.\d{2}\.\d{4})[ T,]{1,2}\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2})\b)?|\d{10}\b)/;

/**
 * Takes apart a line by a pattern: a time is as long as it is one, any other name reaches up to the next occurrence of
 * what follows it, `*` is anything that is not wanted, blanks count as one. Nothing is tried twice, so a line takes time
 * in proportion to its length.
 *
 * @returns null when the line is another
 */
export function matchLine(pattern: string, line: string): Partial<Record<Name, string>> | null {
  const tokens = tidy(pattern)
    .split(/(\{(?:time|item|outcome|size|note)\}|\*)/)
    .filter((token) => token !== '');
  const text = tidy(line);
  const found: Partial<Record<Name, string>> = {};
  let at = 0;
  let open: Name | 'anything' | null = null;
  const close = (end: number) => {
    if (open !== null && open !== 'anything') found[open] = text.slice(at, end).trim();
    open = null;
  };
  for (const token of tokens) {
    const name = token === '*' ? 'anything' : names.find((each) => token === `{${each}}`);
    if (name !== undefined) {
      // Two names with nothing between them can't be told apart: the first one gets nothing.
      close(at);
      const time = name === 'time' ? timeWithin.exec(text.slice(at))?.[0] : undefined;
      if (time === undefined) open = name;
      else {
        found.time = time;
        at += time.length;
      }
      continue;
    }
    const begin = open === null ? (text.startsWith(token, at) ? at : -1) : text.indexOf(token, at);
    if (begin < 0) return null;
    close(begin);
    at = begin + token.length;
  }
  if (open === null && at < text.length) return null;
  close(text.length);
  return found;
}

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

function outcomeOf(text: string, { okWords, warningWords }: Mapping): RunOutcome {
  const said = text.trim().toLowerCase();
  const isOneOf = (words: readonly string[]) => words.some((word) => said === word.trim().toLowerCase());
  return isOneOf(okWords) ? 'ok' : isOneOf(warningWords) ? 'warning' : 'failed';
}

function partsOf(raw: string, mapping: Mapping): Partial<Record<Name, string>> | null {
  if (mapping.kind === 'pattern') return matchLine(mapping.pattern, raw);
  const cells = cellsOf(raw, mapping.separator);
  const at = (column: number | null) => (column === null ? undefined : cells[column - 1]);
  const [item, time, outcome] = [at(mapping.item), at(mapping.endedAt), at(mapping.outcome)];
  if (item === undefined || time === undefined || outcome === undefined) return null;
  return { item, time, outcome, size: at(mapping.bytes) ?? '', note: at(mapping.note) ?? '' };
}

/**
 * Reads what a backup program reports, a run on each line. In a log most lines are about something else: those that the
 * pattern does not fit are left out without a word.
 *
 * @param now nothing has ended after it
 */
export function readReport(
  text: string,
  mapping: Mapping,
  now: string,
): { rows: ReportLine[]; problems: RunProblem[] } {
  const rows: ReportLine[] = [];
  const problems: RunProblem[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (raw.trim() === '') continue;
    const parts = raw.length > longestLine ? null : partsOf(raw, mapping);
    if (parts === null) {
      if (mapping.kind === 'columns' || raw.length > longestLine)
        problems.push({ line, code: 'SHAPE', text: raw.slice(0, 120) });
      continue;
    }
    const { item = '', time = '', outcome = '', size = '', note = '' } = parts;
    const endedAt = readReportTime(time, mapping.zoneMinutes);
    // A line of headings.
    if (line === 1 && mapping.kind === 'columns' && endedAt === null && !/\d/.test(time)) continue;
    const bytes = size === '' ? null : readSize(size);
    if (item === '' || item.length > 120) problems.push({ line, code: 'ITEM', text: item.slice(0, 120) });
    else if (endedAt === null) problems.push({ line, code: 'TIME', text: time.slice(0, 120) });
    else if (endedAt > now) problems.push({ line, code: 'AHEAD', text: time.slice(0, 120) });
    else if (size !== '' && bytes === null) problems.push({ line, code: 'SIZE', text: size.slice(0, 120) });
    else rows.push({ line, item, endedAt, outcome: outcomeOf(outcome, mapping), bytes, note: note.slice(0, 1000) });
  }
  return { rows, problems };
}
