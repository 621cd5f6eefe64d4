import type { TextReading } from '#shared/features/spreadsheets/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { TableError } from '../read/table.ts';
import type { ReadOptions } from '../read/table.ts';
import { textFacts } from './preview-report.ts';

/** Which part of the file is read, and as what. */
export function readOptions(asked: {
  sheet: string | null;
  headingRow: number | null;
  reading: TextReading;
}): ReadOptions {
  const { sheet, headingRow, reading } = asked;
  return {
    ...(sheet === null ? {} : { sheet }),
    ...(headingRow === null ? {} : { headingRow }),
    ...(reading.encoding === null ? {} : { encoding: reading.encoding }),
    ...(reading.delimiter === null ? {} : { delimiter: reading.delimiter }),
  };
}

/** A file that can't be read is a declared failure with its reason, not a defect. */
export async function refusing<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new Failure('FILE_REFUSED', { reason: error.code, facts: textFacts(error.facts) });
  }
}
