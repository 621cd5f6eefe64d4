import { resolve } from 'node:path';

/** Switches for Chromium that people and scripts put before ours. */
const chromiumSwitch = /^--(?:no-sandbox|disable-gpu|enable-logging|ozone-platform(?:-hint)?=\w+)$/;

/**
 * The arguments meant for the application, without Electron's own.
 * Unpackaged, everything up to the folder of the application belongs to Electron.
 */
export function applicationArguments(argv: readonly string[], packaged: boolean, applicationPath: string): string[] {
  if (packaged) return argv.slice(1).filter((argument) => !chromiumSwitch.test(argument));
  const at = argv.findIndex((argument, index) => index > 0 && resolve(argument) === resolve(applicationPath));
  return argv.slice(at === -1 ? argv.length : at + 1);
}

/** The folder of `--data <folder>` or `--data=<folder>`, else of QM_DATA, else the fallback. Always absolute. */
export function dataFolderOf(args: readonly string[], env: NodeJS.ProcessEnv, fallback: string): string {
  const at = args.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const named = at === -1 ? undefined : args[at]?.startsWith('--data=') ? args[at].slice(7) : args[at + 1];
  return resolve([named, env['QM_DATA'], fallback].find((folder) => folder !== undefined && folder !== '') ?? fallback);
}
