import { dueSources } from '#backend/features/reminders/index.ts';
import { dueBackup } from './due-dates.ts';

dueSources.push(dueBackup);

export { keepPlan } from './keep-plan.ts';
export { backupProcedures } from './procedures.ts';
export type { Second } from './recovery-steps.ts';
export { restoreBackup } from './restore.ts';
export { startBackup } from './run.ts';
