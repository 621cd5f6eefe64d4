import { backupPlan } from '#shared/features/backups/model.ts';
import type { BackupPlan } from '#shared/features/backups/model.ts';
import type { Setting } from '#backend/kernel/settings.ts';

export const planSetting: Setting<BackupPlan> = {
  key: 'backups.plan',
  schema: backupPlan,
  initial: { everyHours: 24, folder: null, keepDays: 7, keepWeeks: 4, keepMonths: 12 },
};
