import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';

/** Where everything of one inventory lies. */
export interface DataFolder {
  path: string;
  database: string;
  vault: string;
  /** Encrypted files of assets, by their content. */
  attachments: string;
  logs: string;
  /** Drafts of files being read or written; emptied at start. */
  work: string;
  release(): void;
}

/**
 * Takes the folder for this process. Another process that holds it is found by
 * a lock that the operating system drops when its holder dies, so a crash
 * never leaves the folder locked.
 *
 * @throws Failure IN_USE, STORAGE_READ_ONLY or STORAGE_FULL.
 */
export function takeDataFolder(path: string): DataFolder {
  try {
    mkdirSync(join(path, 'logs'), { recursive: true });
    mkdirSync(join(path, 'work'), { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw storageFailureOf(error) ?? error;
  }
  const lock = holdLock(join(path, 'in-use.lock'));
  // Decrypted copies that somebody looked at don't outlive the next start.
  rmSync(join(path, 'work', 'opened'), { recursive: true, force: true });
  return {
    path,
    database: join(path, 'quartermaster.db'),
    vault: join(path, 'vault.json'),
    attachments: join(path, 'attachments'),
    logs: join(path, 'logs'),
    work: join(path, 'work'),
    release: () => {
      lock.close();
    },
  };
}

function holdLock(file: string): Database.Database {
  const fresh = !existsSync(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    if (fresh) lock.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER)');
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const failure = storageFailureOf(error);
    if (failure?.code === 'STORAGE_BUSY') throw new Failure('IN_USE', { path: file });
    throw failure ?? error;
  }
}
