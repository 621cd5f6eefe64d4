import { existsSync, statSync } from 'node:fs';
import { Failure, storageFailureOf } from './failure.ts';
import type { Surroundings } from './context.ts';
import { readerOn, writerOn } from './db/dialect.ts';
import type { Reader } from './db/dialect.ts';
import { migrate } from './db/migrate.ts';
import { openSqlite } from './db/open.ts';
import { Upkeep } from './db/upkeep.ts';
import { WriteQueue } from './db/write-queue.ts';
import type { Sqlite } from './db/open.ts';
import { journalKeyIn } from './journal/kept-key.ts';

/** The open database: one connection that writes, one that only reads. */
export interface Inventory {
  /** Every transaction of the connection that writes. */
  writes: WriteQueue;
  reader: Reader;
  /** The writing connection itself, for what only SQLite can do (VACUUM INTO, FTS merges). */
  sqlite: Sqlite;
  dataKey: Uint8Array;
  journalKey: Uint8Array;
  schemaVersion: number;
  /** Names this start, so that monotonic times of different starts aren't compared. */
  boot: string;
  /** Rows written since the connection was opened, FTS tables included. */
  rowsWritten(): number;
  /** Told of every commit; works while nobody writes. */
  upkeep: Upkeep;
  close(): void;
}

/**
 * Opens and migrates the database of a data folder.
 *
 * @param established whether the database must have content: an empty file in its place is damage, never a fresh start.
 * @throws Failure NEWER_VERSION, MIGRATION_FAILED, STORAGE_CORRUPT, STORAGE_FULL, STORAGE_READ_ONLY.
 */
export function openInventory(
  file: string,
  dataKey: Uint8Array,
  established: boolean,
  surroundings: Surroundings,
): Inventory {
  if (established && (!existsSync(file) || statSync(file).size === 0)) throw new Failure('STORAGE_CORRUPT', { file });
  const sqlite = openGuarded(() => openSqlite({ file, key: dataKey }));
  let readSqlite: Sqlite | null = null;
  try {
    const schemaVersion = migrate(sqlite, file);
    readSqlite = openGuarded(() => openSqlite({ file, key: dataKey, readonly: true }));
    const upkeep = new Upkeep(sqlite);
    const changes = sqlite.prepare('SELECT total_changes()').pluck();
    return {
      writes: new WriteQueue(writerOn(sqlite)),
      reader: readerOn(readSqlite),
      sqlite,
      dataKey,
      journalKey: journalKeyIn(sqlite, dataKey),
      schemaVersion,
      boot: Buffer.from(surroundings.randomBytes(6)).toString('hex'),
      rowsWritten: () => Number(changes.get()),
      upkeep,
      close: () => {
        upkeep.stop();
        readSqlite?.close();
        checkpoint(sqlite);
        sqlite.close();
      },
    };
  } catch (error) {
    readSqlite?.close();
    sqlite.close();
    throw error instanceof Failure ? error : (storageFailureOf(error) ?? error);
  }
}

function openGuarded(open: () => Sqlite): Sqlite {
  try {
    return open();
  } catch (error) {
    throw storageFailureOf(error) ?? error;
  }
}

/** Tidies up before closing; on a full disk the write-ahead log just stays, and nothing is lost by that. */
function checkpoint(sqlite: Sqlite): void {
  try {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!storageFailureOf(error)) throw error;
  }
}
