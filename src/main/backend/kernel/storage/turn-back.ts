import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { syncFile, syncFolder } from './write-file.ts';

/** Folder in which what takes the place of a damaged register is made ready; after a crash it is nothing. */
export const turnBackDraft = (path: string): string => join(path, 'turning-back');
/** The database in it. */
export const draftDatabase = (path: string): string => join(turnBackDraft(path), 'quartermaster.db');
/** Where the damaged files go that are set aside at that moment. */
export const setAsideOf = (path: string, now: string): string => join(path, 'damaged', now.replaceAll(':', ''));

/** The same folder under the name that says that it is whole, and where the damaged files go: from then on it holds. */
const ready = /^turned-back-(.+)$/;

/**
 * Puts the draft in the place of the damaged database, by this one renaming.
 *
 * @param setAside folder for the damaged files, as `setAsideOf` names it
 */
export function commitTurnBack(path: string, setAside: string): void {
  const draft = turnBackDraft(path);
  for (const name of readdirSync(draft))
    if (name !== 'quartermaster.db') rmSync(join(draft, name), { recursive: true, force: true });
  syncFile(draftDatabase(path));
  syncFolder(draft);
  renameSync(draft, join(path, `turned-back-${basename(setAside)}`));
  syncFolder(path);
  settleTurnBack(path);
}

/**
 * Puts what is ready in its place. Each step may be the last before a crash and is then begun again, so none does
 * anything that was done.
 */
export const turnBackSteps: readonly ((readyPath: string, path: string, setAside: string) => void)[] = [
  function setDamagedAside(readyPath, path, setAside) {
    // Once the new one is in its place, what is there is not damaged any more.
    if (!existsSync(join(readyPath, 'quartermaster.db'))) return;
    mkdirSync(setAside, { recursive: true, mode: 0o700 });
    for (const suffix of ['-wal', '-shm', '']) {
      const file = join(path, `quartermaster.db${suffix}`);
      if (existsSync(file)) renameSync(file, join(setAside, basename(file)));
    }
    syncFolder(setAside);
    syncFolder(path);
  },
  function putDatabase(readyPath, path) {
    const database = join(readyPath, 'quartermaster.db');
    if (!existsSync(database)) return;
    renameSync(database, join(path, 'quartermaster.db'));
    syncFolder(path);
  },
  function forgetReady(readyPath, path) {
    rmSync(readyPath, { recursive: true, force: true });
    syncFolder(path);
  },
];

/** Ends a turning back that came into force, and takes away one that did not. */
export function settleTurnBack(path: string): void {
  for (const name of readdirSync(path)) {
    const instant = ready.exec(name)?.[1];
    if (instant === undefined) continue;
    for (const step of turnBackSteps) step(join(path, name), path, join(path, 'damaged', instant));
  }
  rmSync(turnBackDraft(path), { recursive: true, force: true });
}
