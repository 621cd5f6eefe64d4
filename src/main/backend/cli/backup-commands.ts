import { resolve } from 'node:path';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { restoreBackup } from '#backend/features/backups/index.ts';
import { operand } from './answer.ts';
import type { CommandRun } from './answer.ts';
import { dataFolderOf, fourEyesOf, withOperator } from './connect.ts';

/** Writes everything into one encrypted file. */
export const backup: CommandRun = async (command) => {
  const path = resolve(operand(command, 0, 'file'));
  return withOperator(command, async ({ client, finished }) => {
    const { jobId } = await client.backups.backUp({ path });
    const result = await finished(jobId);
    return {
      ok: true,
      text: `Backup written to ${path}, journal up to entry ${String(result['headSeq'])}`,
      data: result,
    };
  });
};

/** Puts a backup into an empty data folder, checked from end to end first, with whoever has to confirm it. */
export const restore: CommandRun = async (command) => {
  const path = resolve(operand(command, 0, 'file'));
  const folder = dataFolderOf(command);
  const restored = await restoreBackup(path, folder, await fourEyesOf(command), systemSurroundings);
  return {
    ok: true,
    text:
      `Restored into ${folder}: backup of ${restored.madeAt}, ${restored.entries} journal entries verified` +
      (restored.confirmedBy === null ? '' : `, confirmed by ${restored.confirmedBy}`),
    data: restored,
  };
};
