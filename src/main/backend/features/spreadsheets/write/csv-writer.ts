import type { Writable } from 'node:stream';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { withApostrophe } from '../read/csv-apostrophe.ts';
import { ByteSink } from './byte-sink.ts';
import { canonicalText, isMoney, type CellValue, type Column } from './column.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const FLUSH_CHARACTERS = 1 << 18;

/**
 * One cell, always quoted (RFC 4180, 2.6 and 2.7). Text that a spreadsheet may take for a formula gets an apostrophe;
 * numbers and amounts do not, so `-5` stays a number. A NUL, which no text file can hold, becomes U+FFFD.
 */
function csvCell(value: CellValue): string {
  const number = typeof value === 'number' || typeof value === 'boolean' || (value !== null && isMoney(value));
  const text = value !== null && isMoney(value) ? moneyToDecimal(value) : (canonicalText(value) ?? '');
  const safe = number ? text : withApostrophe(text);
  return `"${safe.replaceAll('"', '""').replaceAll('\0', '\uFFFD')}"`;
}

/** One record with its line end. Cells beyond the columns are left out, missing ones are empty. */
export function csvRecord(columns: readonly Column[], row: readonly CellValue[]): string {
  const cells: string[] = [];
  for (const [index, column] of columns.entries()) {
    const value = row[index] ?? null;
    cells.push(csvCell(value));
    if (column.type === 'money') cells.push(csvCell(value !== null && isMoney(value) ? value.currency : ''));
  }
  return `${cells.join(',')}\r\n`;
}

/** The record of the headings. A column of amounts is followed by one of their currencies. */
export function csvHeadings(columns: readonly Column[], currencyHeading: (heading: string) => string): string {
  const headings = columns.flatMap(({ heading, type }) =>
    type === 'money' ? [heading, currencyHeading(heading)] : [heading],
  );
  return `${headings.map(csvCell).join(',')}\r\n`;
}

export interface CsvOptions {
  readonly columns: readonly Column[];
  /** Names the column of currencies beside a column of amounts; default: the heading and `(currency)`. */
  readonly currencyHeading?: (heading: string) => string;
  readonly signal?: AbortSignal;
}

/**
 * Writes UTF-8 with a byte order mark and CRLF, in constant memory, and ends the stream.
 * @returns rows without the headings, bytes, and the SHA-256 of the file
 */
export async function writeCsv(
  target: Writable,
  options: CsvOptions,
  rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>,
): Promise<{ rows: number; bytes: number; sha256: string }> {
  const sink = new ByteSink(target, options.signal);
  const currencyHeading = options.currencyHeading ?? ((heading: string): string => `${heading} (currency)`);
  let buffer = BYTE_ORDER_MARK + csvHeadings(options.columns, currencyHeading);
  let count = 0;
  try {
    for await (const row of rows) {
      buffer += csvRecord(options.columns, row);
      count += 1;
      if (buffer.length < FLUSH_CHARACTERS) continue;
      const full = buffer;
      buffer = '';
      await sink.write(Buffer.from(full, 'utf8'));
    }
    await sink.write(Buffer.from(buffer, 'utf8'));
    const sha256 = await sink.end();
    return { rows: count, bytes: sink.bytes, sha256 };
  } catch (error) {
    sink.abandon();
    throw error;
  }
}
