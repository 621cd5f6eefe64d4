import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import type { PackContext, PackSheet, SheetSource, WrittenSheet } from './pack-sheet.ts';
import { column } from './query-sheet.ts';
import type { RowColumn } from './query-sheet.ts';

export const provenanceName = '01_Provenance';

interface ProvenanceRow extends WrittenSheet {
  readonly source: SheetSource;
}

/** How many were left out with the reason; entries that go on in further rows explain a sheet of more rows. */
function leftOut({ source, records, rows }: ProvenanceRow): string {
  const count = source.rowsInSource - source.rowsMatched;
  const why = source.filters === '' ? '' : ` (${source.filters})`;
  const more = rows === records ? '' : `; ${rows - records} rows continue the record above`;
  return `${count}${why}${more}`;
}

function unrecorded({ sheet }: ProvenanceRow, { facts }: PackContext): string | null {
  const headings = sheet.columns.filter((one) => !one.recorded).map((one) => one.heading);
  const notes = [
    headings.length === 0 ? null : `not recorded yet: ${headings.join(', ')}`,
    !facts.seesCost && sheet.columns.some((one) => one.type === 'money') ? 'costs not shown to this operator' : null,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join('; ');
}

function firstAndLast({ firstRecord, lastRecord }: ProvenanceRow): string | null {
  return firstRecord === null ? null : `${firstRecord} to ${lastRecord ?? firstRecord}`;
}

const columns: readonly RowColumn<ProvenanceRow>[] = [
  column('Sheet', 'text', ({ sheet }): CellValue => ({ text: sheet.name, sheet: sheet.name })),
  { ...column<ProvenanceRow>('Source table(s)', 'text', ({ source }) => source.tables), width: 40, wrap: true },
  column('Query text or id + SHA-256', 'text', ({ source }) => source.queryId),
  column('Parameters', 'text', ({ source }) => JSON.stringify(source.parameters)),
  column('Rows in source', 'integer', ({ source }) => source.rowsInSource),
  { ...column<ProvenanceRow>('Rows filtered out and why', 'text', leftOut), width: 40, wrap: true },
  column('Rows in sheet', 'integer', (row) => row.rows),
  column('First and last record id', 'text', firstAndLast),
  column('Gaps in sequence', 'integer', ({ source }) => source.gaps),
  column('Sum of a control column', 'text', (row) => row.controlSum),
  column('Sheet SHA-256', 'text', (row) => row.sha256),
  column('As-of audit seq', 'integer', (_, { asOf }) => asOf.seq),
  column('As-of audit hash', 'text', (_, { asOf }) => asOf.hash),
  // On one line, or its row would be as high as the window.
  { ...column<ProvenanceRow>('Query text', 'text', ({ source }) => source.queryText), wrap: false },
  { ...column<ProvenanceRow>('Columns without data', 'text', unrecorded), width: 50, wrap: true },
];

/** Where every sheet comes from, what was left out, and the digest that its cells have to give. */
export const provenanceSheet: Omit<PackSheet, 'source'> = {
  name: provenanceName,
  columns,
  record: null,
  control: null,
  *rows(context) {
    for (const { source, ...written } of context.written) {
      if (source !== null) yield columns.map((one) => one.value({ ...written, source }, context));
    }
  },
};
