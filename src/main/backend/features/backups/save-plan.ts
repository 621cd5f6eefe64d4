import type { BackupPlan } from '#shared/features/backups/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { isUsableFolder } from '#backend/kernel/storage/usable-folder.ts';
import { planSetting } from './settings.ts';

/** @throws Failure FOLDER_UNUSABLE when the folder is not there or can't be written to. */
export async function savePlan(command: CommandContext, plan: BackupPlan): Promise<void> {
  if (plan.folder !== null && !isUsableFolder(plan.folder))
    throw new Failure('FOLDER_UNUSABLE', { folder: plan.folder });
  const before = await readSetting(command.tx, planSetting);
  await writeSetting(command.tx, planSetting, plan);
  await command.record({ event: 'application.backupPlanChanged', subject: 'backup', data: { before, after: plan } });
  command.changed('backups');
}
