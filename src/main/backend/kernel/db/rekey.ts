import { Buffer } from 'node:buffer';
import Database from 'better-sqlite3';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { keepJournalKey, journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { sealedPlaces } from '#backend/kernel/vault/sealed-places.ts';
import { openBox, resealBox } from '#backend/kernel/vault/secret-box.ts';
import { openSqlite } from './open.ts';
import type { Sqlite } from './open.ts';

export interface KeyPair {
  from: Uint8Array;
  to: Uint8Array;
}

const raw = (key: Uint8Array): string => `'raw:${Buffer.from(key).toString('hex')}'`;

/** Encrypts every page of a file under another key. Nobody may have it open; a crash leaves a draft that is good for nothing. */
function rekeyPages(file: string, { from, to }: { from: Uint8Array; to: Uint8Array | null }): void {
  const sqlite = new Database(file);
  try {
    sqlite.pragma('cipher = aegis');
    sqlite.pragma(`key = ${raw(from)}`);
    sqlite.pragma('journal_mode = delete');
    sqlite.pragma(to === null ? "rekey = ''" : `rekey = ${raw(to)}`);
  } finally {
    sqlite.close();
  }
}

/**
 * Carries a database over to another key: its pages, every value that is sealed in it, and the key of its journal.
 *
 * @param also written in the same transaction
 * @returns how many values were sealed anew
 * @throws Failure SEALED_VALUE_DAMAGED when one does not open
 */
export function rekeyDatabase(
  file: string,
  keys: KeyPair,
  chance: Surroundings,
  also: (sqlite: Sqlite, journalKey: Uint8Array) => void = () => undefined,
): number {
  rekeyPages(file, keys);
  const sqlite = openSqlite({ file, key: keys.to });
  try {
    const values = sqlite.transaction(() => {
      // What signs the journal does not change with the data key.
      const journalKey = journalKeyIn(sqlite, keys.from);
      const count = withoutTriggers(sqlite, () => resealValues(sqlite, keys, chance));
      keepJournalKey(sqlite, journalKey, keys.to, chance);
      also(sqlite, journalKey);
      return count;
    })();
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    return values;
  } finally {
    sqlite.close();
  }
}

/**
 * Takes the encryption off a copy: any SQLite reads it then.
 *
 * @param openSealed whether sealed values are put there in clear; otherwise they stay sealed, and nothing opens them
 * @returns how many values were opened
 */
export function decryptDatabase(file: string, key: Uint8Array, openSealed: boolean): number {
  rekeyPages(file, { from: key, to: null });
  if (!openSealed) return 0;
  const sqlite = openSqlite({ file, key: null });
  try {
    let count = 0;
    sqlite.transaction(() =>
      withoutTriggers(sqlite, () => {
        for (const { walk } of sealedPlaces)
          walk(sqlite, (identity, box) => {
            count += 1;
            return openBox(key, identity, box);
          });
      }),
    )();
    sqlite.pragma('journal_mode = delete');
    return count;
  } finally {
    sqlite.close();
  }
}

function resealValues(sqlite: Sqlite, keys: KeyPair, chance: Surroundings): number {
  // Copies of one box stay copies: whether they differ tells whether somebody set another since.
  const known = new Map<string, Uint8Array>();
  let count = 0;
  for (const { table, column, walk } of sealedPlaces)
    walk(sqlite, (identity, box) => {
      count += 1;
      const name = Buffer.from(box).toString('base64');
      try {
        const resealed = known.get(name) ?? resealBox(keys, identity, box, chance.randomBytes(12));
        known.set(name, resealed);
        return resealed;
      } catch {
        throw new Failure('SEALED_VALUE_DAMAGED', { table, column });
      }
    });
  return count;
}

/** @throws Failure SEALED_VALUE_DAMAGED when a sealed value does not open with the key */
export function checkSealed(sqlite: Sqlite, dataKey: Uint8Array): number {
  let count = 0;
  for (const { table, column, walk } of sealedPlaces)
    walk(sqlite, (identity, box) => {
      count += 1;
      try {
        openBox(dataKey, identity, box);
      } catch {
        throw new Failure('SEALED_VALUE_DAMAGED', { table, column });
      }
      return null;
    });
  return count;
}

/** What guards rows against commands must not keep them under a former key. */
function withoutTriggers<Result>(sqlite: Sqlite, act: () => Result): Result {
  const tables = new Set(sealedPlaces.map(({ table }) => table));
  const triggers = sqlite
    .prepare<[], { name: string; tbl_name: string; sql: string }>(
      "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
    )
    .all()
    .filter((trigger) => tables.has(trigger.tbl_name));
  for (const { name } of triggers) sqlite.exec(`DROP TRIGGER "${name}"`);
  const result = act();
  for (const { sql } of triggers) sqlite.exec(sql);
  return result;
}
