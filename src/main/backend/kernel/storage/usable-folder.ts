import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** Whether files can be written into the folder now. */
export function isUsableFolder(folder: string): boolean {
  if (!isAbsolute(folder)) return false;
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
