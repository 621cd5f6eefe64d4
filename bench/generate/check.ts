import type { Sqlite } from '#backend/kernel/db/open.ts';
import { ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';

/** Throws unless the generated inventory is one that the application could have written. */
export function checkGenerated(sqlite: Sqlite, journalKey: Uint8Array, assets: number): void {
  const count = (sql: string): number => Number(sqlite.prepare(sql).pluck().get());
  const expectations: readonly (readonly [string, number, number])[] = [
    ['rows that point nowhere', sqlite.prepare('PRAGMA foreign_key_check').all().length, 0],
    ['assets', count('SELECT count(*) FROM asset'), assets],
    ['movements', count('SELECT count(*) FROM movement'), assets * 10],
    [
      'open custodies that do not fit the status',
      count(
        `SELECT count(*) FROM asset LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
         WHERE (asset.status IN ('in_use', 'on_loan')) <> (custody.id IS NOT NULL)`,
      ),
      0,
    ],
    [
      'counts that do not fit the assets',
      count(
        `SELECT count(*) FROM (SELECT status, category_id, count FROM asset_count
           EXCEPT SELECT status, category_id, count(*) FROM asset GROUP BY 1, 2)`,
      ),
      0,
    ],
  ];
  for (const [what, found, expected] of expectations) {
    if (found !== expected) throw new Error(`generated inventory: ${found} ${what} instead of ${expected}`);
  }
  const chain = new ChainCheck(journalKey);
  for (const link of readChain(sqlite)) chain.check(link);
  const [fault] = chain.report().faults;
  if (fault) throw new Error(`generated journal: ${fault.kind} at entry ${fault.at}`);
}
