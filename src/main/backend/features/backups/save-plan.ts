import { relative, resolve, isAbsolute } from 'node:path';
import type { BackupPlan } from '#shared/features/backups/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { isUsableFolder } from '#backend/kernel/storage/usable-folder.ts';
import { folderOf } from '#backend/features/auth/index.ts';
import { planSetting } from './settings.ts';
import { folderBeside } from './whereabouts.ts';

/**
 * @throws Failure FOLDER_UNUSABLE when the folder is not there or can't be written to; FOLDER_OF_DATA when it is one
 * that the register keeps for itself and may empty
 */
export async function savePlan(command: CommandContext, plan: BackupPlan): Promise<void> {
  if (plan.folder !== null && !isUsableFolder(plan.folder))
    throw new Failure('FOLDER_UNUSABLE', { folder: plan.folder });
  const data = folderOf(command.backend);
  if (plan.folder !== null && isWithin(plan.folder, data.path) && resolve(plan.folder) !== folderBeside(data))
    throw new Failure('FOLDER_OF_DATA', { folder: plan.folder });
  const before = await readSetting(command.tx, planSetting);
  await writeSetting(command.tx, planSetting, plan);
  await command.record({ event: 'application.backupPlanChanged', subject: 'backup', data: { before, after: plan } });
  command.changed('backups');
}

function isWithin(folder: string, parent: string): boolean {
  const way = relative(parent, folder);
  return !isAbsolute(way) && way !== '..' && !/^\.\.[\\/]/.test(way);
}
