import { copyFileSync, renameSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { Failure } from '#backend/kernel/failure.ts';
import { syncFile, syncFolder } from '#backend/kernel/storage/write-file.ts';
import { migrations } from './migrations/index.ts';
import type { Sqlite } from './open.ts';

export interface Migration {
  /** Number and what it does, as in the file name: `0001-registers`. */
  name: string;
  /** Statements, run in one transaction with the version that they lead to. */
  sql: string;
}

/** "QMDB": tells our files from any other SQLite file. */
const applicationId = 0x514d4442;

/**
 * Fingerprint of a released migration. Line ends do not count, so that a check-out on Windows agrees.
 */
export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex');
}

/**
 * Brings the open database to the newest schema. A copy of the file is made
 * first; each migration runs in a transaction of its own together with its
 * version number, so a crash leaves the old or the new schema and nothing between.
 *
 * @returns the schema version.
 * @throws Failure NEWER_VERSION when a newer application wrote the file; MIGRATION_FAILED with the migration's name.
 */
export function migrate(sqlite: Sqlite, file: string, list: readonly Migration[] = migrations): number {
  const version = Number(sqlite.pragma('user_version', { simple: true }));
  if (version > list.length) throw new Failure('NEWER_VERSION', { fileVersion: version, knownVersion: list.length });
  if (version === list.length) return version;
  const copy = `${file}.before-${String(version).padStart(4, '0')}`;
  if (version > 0) snapshot(sqlite, file, copy);
  for (const [index, migration] of list.entries()) {
    if (index < version) continue;
    try {
      sqlite.transaction(() => {
        sqlite.exec(migration.sql);
        sqlite.pragma(`application_id = ${applicationId}`);
        sqlite.pragma(`user_version = ${index + 1}`);
      })();
    } catch (error) {
      throw new Failure('MIGRATION_FAILED', { migration: migration.name, cause: String(error), copy });
    }
  }
  return list.length;
}

/** The copy gets its name when it is whole and on the disk: half of one must not look like what can be gone back to. */
function snapshot(sqlite: Sqlite, file: string, copy: string): void {
  const draft = `${copy}.part`;
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(file, draft);
  syncFile(draft);
  renameSync(draft, copy);
  syncFolder(dirname(copy));
}
