import type { ExportLanguage, ExportRequest } from '#shared/features/spreadsheets/export-contract.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { CellValue, Column, ColumnType } from '../write/column.ts';

export type RequestOf<List extends ExportRequest['list']> = Extract<ExportRequest, { list: List }>;

export interface SourceContext {
  reader: Reader;
  now: string;
  seesCost: boolean;
  language: ExportLanguage;
}

/** What is written of a list, whatever it is a list of. */
export interface ListSource {
  columns: Column[];
  /** From the first row on, each time that it is called; `done` counts with it. */
  rows: (done: (rows: number) => void) => AsyncIterable<readonly CellValue[]>;
}

/** A column that a list may be written with. */
export interface ExportColumn<Row> extends Column {
  id: string;
  value: (row: Row) => CellValue;
  /** Left out unless it is asked for. */
  optional?: boolean;
}

/** The columns that were asked for, in that order; what is no column any more is left out. */
export function chosenColumns<Row>(known: readonly ExportColumn<Row>[], asked: readonly string[]): ExportColumn<Row>[] {
  if (asked.length === 0) return known.filter((column) => column.optional !== true);
  return asked.flatMap((id) => known.find((column) => column.id === id) ?? []);
}

/** Pages of a list by keyset, row after row. */
async function* pagedRows<Row>(
  page: (cursor: string | undefined) => Promise<{ rows: Row[]; nextCursor: string | null }>,
  done: (rows: number) => void,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  let count = 0;
  do {
    const { rows, nextCursor } = await page(cursor);
    yield* rows;
    count += rows.length;
    done(count);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Columns of a list by their facts; the heading is the fact's own, or a text of the list. */
export function columnsIn<Row>(language: ExportLanguage) {
  return (
    id: string,
    type: ColumnType,
    width: number,
    value: ExportColumn<Row>['value'],
    heading = `field.${id}`,
  ): ExportColumn<Row> => ({ id, heading: textIn(language, heading), type, width, value });
}

/** Rows that one page of a list has. */
export const rowsAtOnce = 500;

/** A list of any length, read page by page. */
export function byPages<Row>(
  columns: readonly ExportColumn<Row>[],
  page: (cursor: string | undefined) => Promise<{ rows: Row[]; nextCursor: string | null }>,
): ListSource {
  return {
    columns: [...columns],
    async *rows(done) {
      for await (const row of pagedRows(page, done)) yield columns.map((column) => column.value(row));
    },
  };
}

/** Rows of a list that is short enough to be had at once. */
export function allAtOnce<Row>(columns: readonly ExportColumn<Row>[], list: () => Promise<Row[]>): ListSource['rows'] {
  return async function* rows(done) {
    const all = await list();
    for (const row of all) yield columns.map((column) => column.value(row));
    done(all.length);
  };
}
