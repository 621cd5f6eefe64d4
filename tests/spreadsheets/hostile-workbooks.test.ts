import { afterEach, expect, test } from 'vitest';
import { readTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { cellText, TableError } from '#backend/features/spreadsheets/read/table.ts';
import { HOSTILE_WORKBOOKS } from './support/hostile-workbooks.ts';
import { withFile } from './support/temporary-file.ts';

afterEach(() => {
  expect(new Set(Reflect.ownKeys(Object.prototype))).toEqual(CLEAN);
});

const CLEAN = new Set(Reflect.ownKeys(Object.prototype));

for (const { name, expected, make } of HOSTILE_WORKBOOKS) {
  test(`[I4] ${name} ends with the right rows or a reason`, async () => {
    const outcome = await withFile('file.xlsx', make(), readTable).catch((error: unknown) => error);
    if ('code' in expected) {
      expect(outcome).toBeInstanceOf(TableError);
      if (!(outcome instanceof TableError)) return;
      expect(outcome.code).toBe(expected.code);
      if (expected.reason !== undefined) expect(outcome.facts['reason']).toBe(expected.reason);
      return;
    }
    expect(outcome).not.toBeInstanceOf(Error);
    const table = outcome as Awaited<ReturnType<typeof readTable>>;
    expect(table.headings).toEqual(expected.headings);
    expect(table.rows.map((row) => row.cells.map(cellText))).toEqual(expected.rows);
  });
}
