import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueBackup } from './due-dates.ts';

dueSources.push(dueBackup);

export { keepPlan } from './keep-plan.ts';
export { backupProcedures } from './procedures.ts';
export { restoreBackup } from './restore.ts';

/** What the worker can do for this slice. */
export const backupTasks: Readonly<Record<string, Task>> = {
  'backups.write': loadedTask(async () => (await import('./tasks.ts')).backupTask),
  'backups.drill': loadedTask(async () => (await import('./tasks.ts')).drillTask),
  'backups.check': loadedTask(async () => (await import('./tasks.ts')).checkTask),
  'backups.glance': loadedTask(async () => (await import('./tasks.ts')).glanceTask),
};
