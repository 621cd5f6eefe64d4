import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeFileWhole } from './write-file.ts';

/** What is being made ready under a new data key; after a crash it is nothing. */
export const keyChangeDraft = (path: string): string => join(path, 'changing-key');
/** The same under the name that says that it is whole: from then on it holds, whatever happens. */
const readyOf = (path: string): string => join(path, 'changed-key');

/** Database, attachments and vault of one key come into force together, by this one renaming. */
export function commitKeyChange(path: string, vault: string): void {
  const draft = keyChangeDraft(path);
  writeFileWhole(join(draft, 'vault.json'), vault);
  syncFolder(draft);
  renameSync(draft, readyOf(path));
  syncFolder(path);
}

function move(from: string, to: string, folder: string): void {
  renameSync(from, to);
  syncFolder(folder);
}

/**
 * Puts what is ready in its place. Each step may be the last before a crash and is then begun again, so none does
 * anything that was done: they are looked at one by one by a test.
 */
export const keyChangeSteps: readonly ((path: string) => void)[] = [
  function takeFormerLogAway(path) {
    // Its pages are under the former key: beside the new database they would be taken for its own.
    if (!existsSync(join(readyOf(path), 'quartermaster.db'))) return;
    for (const suffix of ['-wal', '-shm']) rmSync(join(path, `quartermaster.db${suffix}`), { force: true });
    syncFolder(path);
  },
  function putDatabase(path) {
    const ready = join(readyOf(path), 'quartermaster.db');
    if (existsSync(ready)) move(ready, join(path, 'quartermaster.db'), path);
  },
  function setFormerAttachmentsAside(path) {
    const former = join(path, 'attachments');
    if (existsSync(join(readyOf(path), 'attachments')) && existsSync(former))
      move(former, join(readyOf(path), 'former-attachments'), path);
  },
  function putAttachments(path) {
    const ready = join(readyOf(path), 'attachments');
    if (existsSync(ready)) move(ready, join(path, 'attachments'), path);
  },
  function putVault(path) {
    const ready = join(readyOf(path), 'vault.json');
    if (existsSync(ready)) move(ready, join(path, 'vault.json'), path);
  },
  function forgetFormer(path) {
    if (!existsSync(readyOf(path))) return;
    // Copies from before migrations are under the former key as well: whoever has it must not read them.
    for (const name of readdirSync(path))
      if (/^quartermaster\.db\.before-\d+$/.test(name)) rmSync(join(path, name), { force: true });
    rmSync(readyOf(path), { recursive: true, force: true });
    syncFolder(path);
  },
];

/** Ends a change of the data key that came into force, and takes away one that did not. */
export function settleKeyChange(path: string): void {
  for (const step of keyChangeSteps) step(path);
  rmSync(keyChangeDraft(path), { recursive: true, force: true });
}
