import type { ReportFormat, Verification } from '#shared/features/retirement/sanitisation.ts';
import { instantOf, techniqueOfWords } from './report.ts';
import type { ErasureReport, ReportedMedium } from './report.ts';

/** What columns and members are called by tools that write lists, in small letters without anything but letters. */
const names = {
  serial: ['serial', 'serialnumber', 'serialno', 'driveserial', 'diskserial', 'mediaserial', 'sn'],
  model: ['model', 'drivemodel', 'diskmodel', 'device', 'product'],
  standard: ['method', 'standard', 'erasurestandard', 'algorithm', 'technique', 'erasuremethod'],
  result: ['result', 'status', 'state', 'outcome', 'erasurestatus'],
  doneAt: [
    'end',
    'endtime',
    'endedat',
    'finished',
    'finishedat',
    'completed',
    'completedat',
    'date',
    'timestamp',
    'doneat',
  ],
  passes: ['passes', 'rounds', 'overwritingrounds'],
  verification: ['verification', 'verify', 'verified'],
  failure: ['error', 'errors', 'failure', 'message', 'reason'],
  tool: ['tool', 'software', 'application', 'program'],
  toolVersion: ['toolversion', 'version', 'softwareversion'],
} as const;
type Known = keyof typeof names;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
const knownOf = (heading: string): Known | undefined =>
  (Object.keys(names) as Known[]).find((key) => (names[key] as readonly string[]).includes(plain(heading)));

type Told = Partial<Record<Known, string>>;

const passing = /^(?:ok|pass|passed|success|successful|erased|complete|completed|true|yes)$/i;

function verificationOf(text: string | undefined): Verification {
  if (text === undefined || /^(?:|no|none|off|false|0|0%|not verified)$/i.test(text.trim())) return 'none';
  return /sample|partial|^\d{1,2} ?%$/i.test(text) ? 'sample' : 'full';
}

function mediumOf(told: Told): ReportedMedium {
  const result = (told.result ?? '').trim();
  const passed = passing.test(result);
  const standard = told.standard ?? '';
  return {
    serial: (told.serial ?? '').trim(),
    model: (told.model ?? '').trim(),
    technique: techniqueOfWords(standard),
    standard,
    passes: Number(told.passes) > 0 ? Math.floor(Number(told.passes)) : null,
    verification: verificationOf(told.verification),
    result: passed ? 'passed' : 'failed',
    failure: passed ? '' : [result || 'unknown', told.failure ?? ''].filter((part) => part.trim() !== '').join(': '),
    doneAt: instantOf(told.doneAt ?? ''),
  };
}

function reportOf(format: ReportFormat, rows: readonly Told[]): ErasureReport | null {
  const media = rows.filter(({ serial }) => (serial ?? '').trim() !== '').map(mediumOf);
  if (media.length === 0) return null;
  const [first] = rows;
  return { format, tool: first?.tool ?? '', toolVersion: first?.toolVersion ?? '', media };
}

/**
 * Reads a list of erased media as JSON: an array of objects, or one object with such an array in it, whatever it is
 * called. Members are known by the names that tools give them.
 *
 * @returns null when the text holds no such list
 */
export function readJsonReport(text: string): ErasureReport | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const outer = typeof read === 'object' && read !== null && !Array.isArray(read) ? toldOf(read) : {};
  const rows = listIn(read, 0);
  return rows === null
    ? null
    : reportOf(
        'json',
        rows.map((row) => ({ ...outer, ...toldOf(row) })),
      );
}

function listIn(value: unknown, depth: number): object[] | null {
  if (depth > 4 || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    const rows = value.filter((row): row is object => typeof row === 'object' && row !== null);
    if (rows.some((row) => toldOf(row).serial !== undefined)) return rows;
  } else if (depth === 0 && toldOf(value).serial !== undefined) return [value];
  for (const member of Object.values(value)) {
    const rows = listIn(member, depth + 1);
    if (rows !== null) return rows;
  }
  return null;
}

function toldOf(row: object): Told {
  const told: Told = {};
  for (const [name, value] of Object.entries(row)) {
    const known = knownOf(name);
    if (known !== undefined && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
      told[known] ??= String(value);
  }
  return told;
}

/**
 * Reads the same as text with separators: headings in the first line, comma, semicolon or tab between cells, quotation
 * marks around cells that need them.
 *
 * @returns null when no heading is one of a serial
 */
export function readCsvReport(text: string): ErasureReport | null {
  const [headings, ...rows] = cellsOf(text.replace(/^\uFEFF/, ''));
  const known = headings?.map(knownOf) ?? [];
  if (!known.includes('serial')) return null;
  return reportOf(
    'csv',
    rows.map((row) => {
      const told: Told = {};
      for (const [index, key] of known.entries()) if (key !== undefined) told[key] ??= row[index] ?? '';
      return told;
    }),
  );
}

function cellsOf(text: string): string[][] {
  const firstLine = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'));
  const separator = [';', '\t', ','].find((each) => firstLine.includes(each)) ?? ',';
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted && sign === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === separator) endCell();
    else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (sign === '\r' && text.charAt(at + 1) === '\n') continue;
      endCell();
      rows.push([]);
    } else cell += sign;
  }
  endCell();
  return rows.filter((row) => row.some((each) => each.trim() !== ''));
}
