import { createHash } from 'node:crypto';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { CellValue, Column } from '#backend/features/spreadsheets/index.ts';
import type { PackColumn, PackContext, PackSheet, QueryParameters, SheetSource } from './pack-sheet.ts';
import { parametersOf, restrictionsOf } from './scope.ts';
import type { Restriction } from './scope.ts';

/** A column with where its value comes from. */
export interface RowColumn<Row> extends PackColumn {
  value(row: Row, context: PackContext): CellValue;
}

export function column<Row>(
  heading: string,
  type: Column['type'],
  value: (row: Row, context: PackContext) => CellValue,
): RowColumn<Row> {
  return { heading, type, recorded: true, value };
}

/** A column that the evidence asks for and the application does not keep yet: empty rather than invented. */
export function notRecorded<Row>(heading: string, type: Column['type'] = 'text'): RowColumn<Row> {
  return { heading, type, recorded: false, value: () => null };
}

/** An amount is shown to whoever may see costs; without a currency it is none. */
export function moneyColumn<Row>(
  heading: string,
  amount: (row: Row, context: PackContext) => { minor: number | null; currency: string | null },
): RowColumn<Row> {
  return column(heading, 'money', (row, context) => {
    const { minor, currency } = amount(row, context);
    return minor === null || currency === null || !context.facts.seesCost ? null : { minor, currency };
  });
}

export interface QuerySheet<Row> {
  readonly name: string;
  /** Table whose records the sheet shows, with the column that numbers them; what joins several has no numbers. */
  readonly table: string;
  readonly numberedBy: string | null;
  readonly alsoReads: readonly string[];
  readonly sql: string;
  readonly restrictedBy: readonly Restriction[];
  /** What the query leaves out whatever the scope. */
  readonly always?: string;
  /** Heading of the column that names a record. */
  readonly record: string;
  readonly control?: string;
  readonly columns: readonly RowColumn<Row>[];
}

/** A sheet whose rows are those of one query, in its order. */
export function querySheet<Row>(query: QuerySheet<Row>): PackSheet {
  const at = (heading: string): number => query.columns.findIndex((one) => one.heading === heading);
  return {
    name: query.name,
    columns: query.columns,
    record: at(query.record),
    control: query.control === undefined ? null : at(query.control),
    source: (context) => {
      const parameters = usedParameters(query.sql, parametersOf(context));
      const reasons = [
        ...(query.always === undefined ? [] : [query.always]),
        ...restrictionsOf(context, query.restrictedBy),
      ];
      return {
        tables: [query.table, ...query.alsoReads].join(', '),
        queryId: queryIdOf(query.name, query.sql),
        queryText: query.sql,
        parameters,
        ...sourceOf(context, query, parameters),
        filters: reasons.join('; '),
      };
    },
    *rows(context) {
      const parameters = usedParameters(query.sql, parametersOf(context));
      const statement = context.sqlite.prepare<[QueryParameters], Row>(query.sql);
      for (const row of statement.iterate(parameters)) yield query.columns.map((one) => one.value(row, context));
    },
  };
}

export function queryIdOf(name: string, text: string): string {
  return `reports/${name} SHA-256 ${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** What the query takes out of all records; of several sources it is all that there is. */
function sourceOf<Row>(
  { sqlite }: PackContext,
  { sql, table, numberedBy }: QuerySheet<Row>,
  parameters: QueryParameters,
): Pick<SheetSource, 'rowsInSource' | 'rowsMatched' | 'gaps'> {
  const rowsMatched = countOf(sqlite, sql, parameters);
  if (numberedBy === null) return { rowsInSource: rowsMatched, rowsMatched, gaps: null };
  return { ...recordsOf(sqlite, table, numberedBy), rowsMatched };
}

/** All records of the source and the numbers missing among them. */
export function recordsOf(
  sqlite: Sqlite,
  table: string,
  numberedBy: string,
): Pick<SheetSource, 'rowsInSource' | 'gaps'> {
  const { rows, gaps } = sqlite
    .prepare<[], { rows: number; gaps: number }>(
      `SELECT count(*) AS rows, coalesce(max(${numberedBy}) - min(${numberedBy}) + 1, 0) - count(*) AS gaps FROM ${table}`,
    )
    .get() ?? { rows: 0, gaps: 0 };
  return { rowsInSource: rows, gaps };
}

function countOf(sqlite: Sqlite, sql: string, parameters: QueryParameters): number {
  return sqlite.prepare<[QueryParameters], number>(`SELECT count(*) FROM (${sql})`).pluck().get(parameters) ?? 0;
}

/** Only what the query names is a parameter of it. */
export function usedParameters(sql: string, all: QueryParameters): QueryParameters {
  return Object.fromEntries(Object.entries(all).filter(([name]) => new RegExp(`:${name}\\b`).test(sql)));
}
