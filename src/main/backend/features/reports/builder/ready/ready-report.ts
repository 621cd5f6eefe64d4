import type { ExportLanguage } from '#shared/features/spreadsheets/export-contract.ts';
import type { ReportScope } from '#shared/features/reports/builder-contract.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { CellValue, Column, ListSource } from '#backend/features/spreadsheets/index.ts';
import { parametersOfScope } from '../../audit-pack/scope.ts';
import type { QueryParameters } from '../../audit-pack/pack-sheet.ts';
import { usedParameters } from '../../audit-pack/query-sheet.ts';

/** What a report is read from and for whom. */
export interface ReportContext {
  readonly sqlite: Sqlite;
  readonly reader: Reader;
  readonly now: string;
  readonly seesCost: boolean;
  readonly language: ExportLanguage;
  readonly scope: ReportScope;
}

/** A column by the text of its heading; `word` looks its value up among the words of the language. */
export interface ReportColumn<Row> {
  readonly id: string;
  readonly type: Column['type'];
  readonly width: number;
  readonly word?: string;
  value(row: Row, context: ReportContext): CellValue;
}

export function reportColumn<Row>(
  id: string,
  type: Column['type'],
  width: number,
  value: ReportColumn<Row>['value'],
): ReportColumn<Row> {
  return { id, type, width, value };
}

/** A column of words of the domain, e.g. a status: they are shown in the language of the report. */
export function wordColumn<Row>(
  id: string,
  family: string,
  width: number,
  value: (row: Row) => string | null,
): ReportColumn<Row> {
  return {
    id,
    type: 'text',
    width,
    value: (row, { language }) => {
      const word = value(row);
      return word === null ? null : textIn(language, `${family}.${word}`);
    },
  };
}

/** One report that comes with the application. */
export interface ReadyReportDefinition {
  readonly permission: Permission;
  source(context: ReportContext): ListSource;
}

/** A report of the rows that a query or a reckoning gives. Amounts are left out for whom costs are not shown. */
export function readyReport<Row>(definition: {
  permission: Permission;
  columns: readonly ReportColumn<Row>[];
  rows(context: ReportContext): Iterable<Row> | AsyncIterable<Row>;
}): ReadyReportDefinition {
  return {
    permission: definition.permission,
    source: (context) => {
      const columns = definition.columns.filter(({ type }) => type !== 'money' || context.seesCost);
      return {
        columns: columns.map(({ id, type, width }) => ({
          heading: textIn(context.language, `reportColumn.${id}`),
          type,
          width,
        })),
        async *rows(done) {
          let count = 0;
          for await (const row of definition.rows(context)) {
            yield columns.map((column) => column.value(row, context));
            count += 1;
            if (count % 500 === 0) done(count);
          }
          done(count);
        },
      };
    },
  };
}

/** The rows of a query about what is in scope, one after the other. */
export function rowsOfQuery<Row>(sql: string): (context: ReportContext) => Iterable<Row> {
  return ({ sqlite, scope, now }) => {
    const parameters = usedParameters(sql, parametersOfScope(scope, now));
    return sqlite.prepare<[QueryParameters], Row>(sql).iterate(parameters);
  };
}

export const money = (minor: number | null, currency: string | null): CellValue =>
  minor === null || currency === null ? null : { minor, currency };
