import { resolve } from 'node:path';

/** What an audit pack is called when it is to be opened by this application and not by a spreadsheet program. */
const extension = '.qmpack';

/**
 * The audit pack that the application was opened with. Any program of the machine can name one, so nothing is read
 * because of it: the window asks before it looks into the file.
 *
 * @param args arguments meant for the application
 * @param folder absolute; what relative paths are relative to
 * @returns absolute path of the first pack that is named; null when none is
 */
export function packAmong(args: readonly string[], folder: string): string | null {
  const named = args.find((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith(extension));
  return named === undefined || named.includes('\0') ? null : resolve(folder, named);
}
