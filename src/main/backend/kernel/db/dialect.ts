import { Kysely, SqliteDialect } from 'kysely';
import type { QueryExecutorProvider, SqliteDatabase, SqliteStatement, Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Sqlite } from './open.ts';
import type { Schema } from './schema.ts';

export type Writer = Kysely<Schema>;
export type Reader = ReadonlyKysely<Schema>;
/** Whatever can be read from: the reading connection, or the transaction of a command. */
export type Db = Reader | Transaction<Schema>;

const cachedStatements = 500;

/**
 * Kysely over one connection with prepared statements kept: kysely prepares
 * every statement anew, which costs a one-row read four times its price.
 * Streams would hold a kept statement busy, so they are prepared apart.
 */
function cachingDatabase(sqlite: Sqlite): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      sqlite.close();
    },
    prepare: (sql: string): SqliteStatement => {
      // Every write transaction takes the lock at once: a read that turns into a write would fail as busy.
      const text = sql === 'begin' && !sqlite.readonly ? 'begin immediate' : sql;
      const known = statements.get(text);
      if (known) return known;
      const prepared = sqlite.prepare(text);
      const statement: SqliteStatement = {
        reader: prepared.reader,
        all: (parameters) => prepared.all(...parameters),
        run: (parameters) => {
          // SQLite rolls back by itself when the disk is full; a second rollback would hide why behind an error of its own.
          if (text === 'rollback' && !sqlite.inTransaction) return { changes: 0, lastInsertRowid: 0 };
          return prepared.run(...parameters);
        },
        iterate: (parameters) => sqlite.prepare(text).iterate(...parameters),
      };
      if (statements.size >= cachedStatements) statements.clear();
      statements.set(text, statement);
      return statement;
    },
  };
}

export function writerOn(sqlite: Sqlite): Writer {
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: cachingDatabase(sqlite) }) });
}

/** The executor of raw SQL behind a handle that may only read; what runs through it must only read, too. */
export function rawExecutor(db: Db): QueryExecutorProvider {
  return db as unknown as QueryExecutorProvider;
}

export function readerOn(sqlite: Sqlite): Reader {
  return writerOn(sqlite) as unknown as Reader;
}
