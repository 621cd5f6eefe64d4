import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { FoundBackup } from '#shared/features/backups/model.ts';
import { readBackupHeader } from '#backend/kernel/db/backup.ts';
import type { BackupHeader } from '#backend/kernel/db/backup.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { registerOf } from '#backend/kernel/vault/vault.ts';

const noted = z.object({ folders: z.array(z.string()).max(20) });
const mostFolders = 5;
const mostShown = 30;

const noteOf = (folder: DataFolder): string => join(folder.path, 'backups.json');

/** Where backups go as long as nobody chose another folder. */
export const folderBeside = (folder: DataFolder): string => join(folder.path, 'backups');

function readNoted(folder: DataFolder): string[] {
  try {
    return noted.parse(JSON.parse(readFileSync(noteOf(folder), 'utf8'))).folders;
  } catch {
    return [];
  }
}

/** The plan lies in the database, which is what can't be read on the day when backups are sought: so this lies beside it. */
export function noteWhereabouts(folder: DataFolder, path: string): void {
  const before = readNoted(folder);
  const folders = [dirname(path), ...before.filter((one) => one !== dirname(path))].slice(0, mostFolders);
  if (before[0] !== folders[0]) writeFileWhole(noteOf(folder), `${JSON.stringify({ folders }, null, 2)}\n`);
}

/** Backups where they were written to, the newest first; what can't be read as one is left out. */
export function findBackups(folder: DataFolder): FoundBackup[] {
  return listBackups(folder).map(({ path, header: { madeAt, journalHead } }) => ({
    path,
    madeAt,
    bytes: statSync(path).size,
    entries: journalHead.seq,
  }));
}

/** The heads of the journal that the backups of this register were made at, as far as they can still be read. */
export function headsOfBackups(folder: DataFolder): BackupHeader['journalHead'][] {
  const own = registerOf(readFileSync(folder.vault, 'utf8'));
  return listBackups(folder)
    .filter(({ header }) => registerOf(header.vault) === own)
    .map(({ header }) => header.journalHead);
}

function listBackups(folder: DataFolder): { path: string; header: BackupHeader }[] {
  const folders = new Set([...readNoted(folder), folderBeside(folder)]);
  return [...folders]
    .filter((one) => existsSync(one))
    .flatMap((one) => namesIn(one).map((name) => join(one, name)))
    .flatMap((path) => describe(path))
    .toSorted((a, b) => b.header.madeAt.localeCompare(a.header.madeAt))
    .slice(0, mostShown);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.qmbackup'));
  } catch {
    return [];
  }
}

function describe(path: string): { path: string; header: BackupHeader }[] {
  try {
    return [{ path, header: readBackupHeader(path).header }];
  } catch {
    return [];
  }
}
