import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What keeps a file from being read: the data key, the one of the day it was made, passwords, the keychain, or nothing. */
export type Protection = 'data_key' | 'key_of_its_day' | 'passwords' | 'keychain' | 'clear';

/** What a change of the data key does with it: it waits for none of those that are `absent` while it runs. */
export type OnKeyChange = 'carried' | 'removed' | 'stays' | 'absent';

/** A kind of file that the data folder may hold. */
export interface KeptFileKind {
  kind: string;
  /** Path within the data folder, with strokes. */
  name: RegExp;
  protection: Protection;
  onKeyChange: OnKeyChange;
}

/**
 * Every kind of file in the data folder, as `sealedPlaces` names every sealed value: what is none of these was laid there by
 * somebody who did not think of the key, or of who may read it. In clear is what holds nothing of the register, or what
 * somebody asked for to open it elsewhere.
 */
export const keptFileKinds: readonly KeptFileKind[] = [
  { kind: 'database', name: /^quartermaster\.db(?:-wal|-shm)?$/, protection: 'data_key', onKeyChange: 'carried' },
  { kind: 'contents', name: /^attachments\/.+$/, protection: 'data_key', onKeyChange: 'carried' },
  { kind: 'vault', name: /^vault\.json(?:\.new)?$/, protection: 'passwords', onKeyChange: 'carried' },
  { kind: 'keychain', name: /^keychain\.json(?:\.new)?$/, protection: 'keychain', onKeyChange: 'stays' },
  {
    kind: 'migration_copy',
    name: /^quartermaster\.db\.before-\d+(?:-wal|-shm|-journal)?$/,
    protection: 'data_key',
    onKeyChange: 'removed',
  },
  {
    kind: 'backup',
    name: /^backups\/[^/]+\.qmbackup(?:\.part|\.database(?:-journal)?)?$/,
    protection: 'key_of_its_day',
    onKeyChange: 'stays',
  },
  { kind: 'set_aside', name: /^damaged\/.+$/, protection: 'key_of_its_day', onKeyChange: 'stays' },
  {
    kind: 'import_staging',
    name: /^work\/import-\d+-\d+\.db(?:-wal|-shm|-journal)?$/,
    protection: 'data_key',
    onKeyChange: 'absent',
  },
  { kind: 'trial', name: /^work\/(?:read-back|drill)\/.+$/, protection: 'data_key', onKeyChange: 'absent' },
  {
    kind: 'draft',
    name: /^(?:turning-back|turned-back-[^/]+|changing-key|changed-key|restoring-attachments)\/.+$|^restoring/,
    protection: 'data_key',
    onKeyChange: 'absent',
  },
  { kind: 'rejects', name: /^rejects\/[^/]+\.xlsx(?:\.part)?$/, protection: 'clear', onKeyChange: 'stays' },
  { kind: 'opened', name: /^work\/opened\/.+$/, protection: 'clear', onKeyChange: 'stays' },
  {
    kind: 'note',
    name: /^(?:backups\.json|window\.json|work\/backing-up-\d+\.json)(?:\.new)?$/,
    protection: 'clear',
    onKeyChange: 'stays',
  },
  { kind: 'log', name: /^logs\/[^/]+\.log(?:\.\d+)?$/, protection: 'clear', onKeyChange: 'stays' },
  { kind: 'lock', name: /^in-use\.lock(?:-journal)?$/, protection: 'clear', onKeyChange: 'stays' },
];

export const kindOfFile = (path: string): KeptFileKind | null =>
  keptFileKinds.find(({ name }) => name.test(path)) ?? null;

/** Every file of the folder by its path within it. Those of Chromium are many and hold nothing of the register. */
export function listKeptFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((top) => {
    if (!top.isDirectory()) return [top.name];
    if (top.name === 'chromium') return [];
    return readdirSync(join(folder, top.name), { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  });
}

/** How many files of each kind there are; those that are none of the register are left out. */
export function countKeptFiles(folder: string): { kind: KeptFileKind; files: number }[] {
  const found = listKeptFiles(folder).map((path) => kindOfFile(path)?.kind);
  return keptFileKinds
    .filter(({ kind }) => kind !== 'lock')
    .map((kind) => ({ kind, files: found.filter((each) => each === kind.kind).length }));
}
