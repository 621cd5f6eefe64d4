import { backup, restore } from './backup-commands.ts';
import { doctor } from './doctor.ts';
import type { CommandRun } from './answer.ts';
import { init } from './init.ts';
import { changeKey, exportDecrypted } from './key-commands.ts';
import { labels } from './labels.ts';
import { auditPack, verify } from './report-commands.ts';
import { supportBundle } from './support-bundle.ts';
import { exportList, importFile, list } from './table-commands.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, CommandRun>> = {
  init,
  import: importFile,
  list,
  export: (command) => (command.options['decrypt'] === true ? exportDecrypted : exportList)(command),
  'audit-pack': auditPack,
  verify,
  backup,
  restore,
  'change-key': changeKey,
  labels,
  'support-bundle': supportBundle,
  doctor,
};
