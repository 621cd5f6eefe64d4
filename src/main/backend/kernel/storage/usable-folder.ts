import { mkdtempSync, rmdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Whether files can be written into the folder now: tried, since rights alone don't tell. */
export function isUsableFolder(folder: string): boolean {
  if (!isAbsolute(folder)) return false;
  try {
    rmdirSync(mkdtempSync(join(folder, '.quartermaster-')));
    return true;
  } catch {
    return false;
  }
}
