import { coverColumns, coverLabels, coverName } from '../audit-pack/cover.ts';
import { provenanceName } from '../audit-pack/provenance.ts';
import { TextDigest } from '../audit-pack/text-digest.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { LogCheck } from './check-log.ts';
import { UnreadablePack } from './pack-fault.ts';
import type { PackFaults } from './pack-fault.ts';
import type { PackReader } from './pack-reader.ts';

type Texts = readonly (string | null)[];

/** What the pack says of itself, as far as its seal holds. */
export interface PackClaims {
  readonly number: number;
  readonly databaseId: string;
  readonly asOf: { readonly seq: number; readonly hash: string };
  /** Recomputed, not read. */
  readonly seal: string;
  readonly lastLogEntry: { readonly seq: number; readonly hash: string } | null;
  readonly sheets: number;
  readonly rows: number;
}

interface Listed {
  readonly rows: number;
  readonly sha256: string;
}

const logName = '90_Audit_log';
/** Cover and provenance have a row a sheet; a file with more is not worth the memory. */
const mostRows = 2000;

/**
 * Recomputes everything that a pack proves by itself: the seal of the cover, the digest of the provenance, that of
 * every sheet, and the chain of the journal's entries.
 */
export async function checkContent(
  pack: PackReader,
  journalKeyFor: (databaseId: string) => Uint8Array | null,
  faults: PackFaults,
  report: TaskReport,
): Promise<PackClaims> {
  const cover = readCover(await wholeSheet(pack, coverName), faults);
  const provenance = await wholeSheet(pack, provenanceName);
  const listed = readProvenance(provenance, cover, faults);
  const told = cover.sheets.get(provenanceName);
  if (told?.sha256 !== digestOf(provenance)) faults.add('PROVENANCE_ALTERED', provenanceName);
  if (told !== undefined && told.rows !== provenance.length - 1) faults.add('ROW_COUNT_DIFFERS', provenanceName);
  compareNames(pack.sheetNames, [...listed.keys()], faults);
  const key = journalKeyFor(cover.databaseId);
  let rows = cover.rows + provenance.length - 1;
  let lastLogEntry: PackClaims['lastLogEntry'] = null;
  for (const [name, facts] of listed) {
    if (!pack.sheetNames.includes(name)) continue;
    const read = await digestSheet(pack, name, name === logName ? { key, faults } : null, (count) => {
      report.progress('reading', rows + count, null);
    });
    if (read.sha256 !== facts.sha256) faults.add('SHEET_ALTERED', name);
    if (read.rows !== facts.rows) faults.add('ROW_COUNT_DIFFERS', name);
    const onCover = cover.sheets.get(name);
    if (onCover?.sha256 !== facts.sha256 || onCover.rows !== facts.rows) faults.add('COVER_ALTERED', name);
    rows += read.rows;
    if (name === logName) lastLogEntry = read.last;
  }
  const { number, databaseId, asOf, seal } = cover;
  return { number, databaseId, asOf, seal, lastLogEntry, sheets: pack.sheetNames.length, rows };
}

async function wholeSheet(pack: PackReader, name: string): Promise<Texts[]> {
  const rows: Texts[] = [];
  for await (const { texts } of pack.rows(name)) {
    rows.push(texts);
    if (rows.length > mostRows) throw new UnreadablePack(name);
  }
  if (rows.length === 0) throw new UnreadablePack(name);
  return rows;
}

function digestOf(rows: readonly Texts[]): string {
  const digest = new TextDigest();
  for (const texts of rows) digest.add(texts);
  return digest.finish();
}

interface Cover extends Omit<PackClaims, 'lastLogEntry' | 'sheets'> {
  readonly sheets: ReadonlyMap<string, Listed>;
}

function readCover(rows: readonly Texts[], faults: PackFaults): Cover {
  const { item, text, number, sha256 } = coverColumns;
  const found = (label: string): Texts => rows.find((row) => row[item] === label) ?? [];
  const last = rows.at(-1) ?? [];
  const seal = digestOf(rows.slice(0, -1));
  if (
    last[item] !== coverLabels.seal ||
    last[sha256] !== seal ||
    last.some((cell, at) => cell !== null && at !== item && at !== sha256)
  ) {
    faults.add('COVER_ALTERED', `${coverName}: row ${rows.length}`);
  }
  const sheets = rows
    .filter((row) => row[item] === coverLabels.sheet)
    .map((row) => [row[text] ?? '', { rows: Number(row[number]), sha256: row[sha256] ?? '' }] as const);
  return {
    number: Number(found(coverLabels.number)[number] ?? 0),
    databaseId: found(coverLabels.databaseId)[sha256] ?? '',
    asOf: { seq: Number(found(coverLabels.head)[number] ?? 0), hash: found(coverLabels.head)[sha256] ?? '' },
    seal,
    rows: rows.length - 1,
    sheets: new Map(sheets),
  };
}

function readProvenance(
  [headings = [], ...rows]: readonly Texts[],
  cover: Cover,
  faults: PackFaults,
): Map<string, Listed> {
  const places = new Map(headings.map((heading, at) => [heading ?? '', at]));
  const of = (row: Texts, heading: string): string => row[places.get(heading) ?? -1] ?? '';
  const listed = new Map<string, Listed>();
  for (const [index, row] of rows.entries()) {
    listed.set(of(row, 'Sheet'), { rows: Number(of(row, 'Rows in sheet')), sha256: of(row, 'Sheet SHA-256') });
    const sameHead =
      Number(of(row, 'As-of audit seq')) === cover.asOf.seq && of(row, 'As-of audit hash') === cover.asOf.hash;
    if (!sameHead) faults.add('PROVENANCE_ALTERED', `${provenanceName}: row ${index + 2}`);
  }
  return listed;
}

/** The cover and the provenance are shown first, the other sheets in the order of their numbers. */
function compareNames(present: readonly string[], listed: readonly string[], faults: PackFaults): void {
  const expected = [coverName, provenanceName, ...listed.toSorted()];
  for (const name of expected) if (!present.includes(name)) faults.add('SHEET_MISSING', name);
  for (const name of present) if (!expected.includes(name)) faults.add('SHEET_ADDED', name);
  const order = present.filter((name) => expected.includes(name)).join('\n');
  if (order !== expected.filter((name) => present.includes(name)).join('\n')) faults.add('SHEETS_REORDERED', '');
}

async function digestSheet(
  pack: PackReader,
  name: string,
  log: { key: Uint8Array | null; faults: PackFaults } | null,
  progress: (rows: number) => void,
): Promise<Listed & { last: PackClaims['lastLogEntry'] }> {
  const digest = new TextDigest();
  let check: LogCheck | null = null;
  let count = 0;
  for await (const { number, texts } of pack.rows(name)) {
    digest.add(texts);
    count += 1;
    if (number === 1) check = log === null ? null : new LogCheck(texts, log.key, log.faults);
    else check?.add(number, texts);
    if (count % 1000 === 0) progress(count);
  }
  return { rows: count - 1, sha256: digest.finish(), last: check?.end() ?? null };
}
