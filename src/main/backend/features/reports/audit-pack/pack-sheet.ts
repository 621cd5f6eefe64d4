import { isDay } from '#shared/primitives/days.ts';
import type { PackScope } from '#shared/features/reports/contract.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { ChainReport } from '#backend/kernel/journal/chain.ts';
import type { HeldAsset, LedgerRow } from '#backend/features/depreciation/index.ts';
import type { LicenceEvidence } from '#backend/features/licences/index.ts';
import type { CellValue, Column } from '#backend/features/spreadsheets/index.ts';
import type { PatchStanding, SeenInstallation } from '#backend/features/updates/index.ts';

/** A column of a pack; one whose facts the application does not keep yet is there, empty, and named as such. */
export interface PackColumn extends Column {
  readonly recorded: boolean;
}

/** What the sheets of a pack are made from: one snapshot of the database and the facts of the making. */
export interface PackContext {
  readonly sqlite: Sqlite;
  readonly journalKey: Uint8Array;
  readonly scope: PackScope;
  readonly scopeNames: {
    readonly place: string | null;
    readonly department: string | null;
    readonly category: string | null;
  };
  readonly facts: PackFacts;
  readonly asOf: { readonly seq: number; readonly hash: string };
  /** Hash of the first journal entry: no two databases share it. */
  readonly databaseId: string;
  readonly organisation: string;
  readonly previousPack: { readonly number: number; readonly sha256: string } | null;
  readonly anchors: readonly { readonly seq: number; readonly hash: string }[];
  /** Names of the operators by journal actor. */
  readonly operators: ReadonlyMap<string, string>;
  /** What tells of the row of an asset how its value goes down. */
  heldOf(row: LedgerRow): HeldAsset;
  /** What tells of an installation of a watched product where it stands on the day of the making. */
  standingOf(seen: SeenInstallation): PatchStanding;
  /** Reckoned from the same snapshot, on the day of the making. */
  readonly licences: LicenceEvidence;
  /** What the walk along the journal found; null until 90_Audit_log is written. */
  chain: ChainReport | null;
  /** How many exceptions stand against each sheet; filled while 99_Exceptions is written. */
  readonly exceptions: Map<string, number>;
  /** The sheets so far, in the order of writing. */
  readonly written: WrittenSheet[];
}

export interface PackFacts {
  readonly number: number;
  readonly now: string;
  readonly operator: string;
  readonly roles: readonly string[];
  readonly desk: string;
  /** Name of the workstation's time zone; every time in the pack is UTC. */
  readonly timeZone: string;
  readonly version: string;
  readonly schemaVersion: number;
  readonly seesCost: boolean;
}

export type QueryParameters = Readonly<Record<string, string | number | null>>;

/** Where the rows of a sheet come from and what was left out, counted by the database and not by the writer. */
export interface SheetSource {
  readonly tables: string;
  readonly queryId: string;
  readonly queryText: string;
  readonly parameters: QueryParameters;
  readonly rowsInSource: number;
  readonly rowsMatched: number;
  /** Why rows were left out; empty when nothing restricts the sheet. */
  readonly filters: string;
  /** Numbers missing between the first and the last record of the source; null where records have no numbers. */
  readonly gaps: number | null;
}

export interface PackSheet {
  readonly name: string;
  readonly columns: readonly PackColumn[];
  /** Column that names a record, for the first and last of the sheet; null where there is none. */
  readonly record: number | null;
  /** Column that is added up, so that an auditor can tie the sheet out; null where there is none. */
  readonly control: number | null;
  source(context: PackContext): SheetSource;
  rows(context: PackContext): Iterable<readonly CellValue[]>;
}

export interface WrittenSheet {
  readonly sheet: Pick<PackSheet, 'name' | 'columns'>;
  readonly source: SheetSource | null;
  readonly rows: number;
  /** Rows that begin a record; the others go on with the record above. */
  readonly records: number;
  readonly sha256: string;
  readonly firstRecord: string | null;
  readonly lastRecord: string | null;
  readonly controlSum: string | null;
}

/** The most UTF-16 units a cell holds. */
export const longestCellText = 32_767;

const strictInstant = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether the text is an instant as the application writes them: only these read back exactly as they were. */
function isStrictInstant(text: string): boolean {
  return isDay(strictInstant.exec(text)?.[1] ?? '');
}

/**
 * The value so that its cell reads back to exactly the text that the sheet's digest covers: no text longer than a cell,
 * no empty text beside an empty cell. A day or an instant that is none, which only a damaged row holds, becomes text
 * that leads to the sheet about the database's soundness, because refusing it would leave the auditor with nothing.
 */
export function fittingCell(value: CellValue, type: Column['type']): CellValue {
  if (typeof value !== 'string') return value;
  if (value === '') return null;
  if (type === 'date' && !isDay(value)) return { text: shortened(value), sheet: '91_Chain_check' };
  if (type === 'dateTime' && !isStrictInstant(value)) return { text: shortened(value), sheet: '91_Chain_check' };
  return shortened(value);
}

function shortened(text: string): string {
  if (text.length <= longestCellText) return text;
  return `${text.slice(0, longestCellText - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
