import { accessSync, constants, existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import { settleKeyChange } from './key-change.ts';
import { settleTurnBack } from './turn-back.ts';

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
 * @throws Failure IN_USE, STORAGE_READ_ONLY, STORAGE_FULL, or NETWORK_FOLDER.
 */
export function takeDataFolder(path: string): DataFolder {
  try {
    mkdirSync(join(path, 'logs'), { recursive: true });
    mkdirSync(join(path, 'work'), { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw storageFailureOf(error) ?? error;
  }
  refuseNetwork(path);
  const lock = holdLock(join(path, 'in-use.lock'));
  try {
    settleKeyChange(path);
    settleTurnBack(path);
  } catch (error) {
    lock.close();
    throw storageFailureOf(error) ?? error;
  }
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

/** By the magic numbers of Linux (statfs(2)): NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph. */
const networkFileSystems: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x00c36400,
]);

/**
 * Whether files there lie on another machine, whose locks and memory no two computers see alike.
 *
 * @param path absolute
 * @param type magic number of the file system, as statfs(2) gives it
 */
export function isNetworkFolder(path: string, type: number): boolean {
  return /^[\\/]{2}[^\\/?.]/.test(path) || networkFileSystems.has(type >>> 0);
}

/** A database on a share is damaged sooner or later, so it is refused at the door. */
function refuseNetwork(path: string): void {
  if (isNetworkFolder(path, statfsSync(path).type)) throw new Failure('NETWORK_FOLDER', { path });
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
