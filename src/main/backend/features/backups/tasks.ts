import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do for this slice. */
export const backupTasks: Readonly<Record<string, Task>> = {
  'backups.write': loadedTask(async () => (await import('./copy-tasks.ts')).backupTask),
  'backups.drill': loadedTask(async () => (await import('./copy-tasks.ts')).drillTask),
  'backups.check': loadedTask(async () => (await import('./copy-tasks.ts')).checkTask),
  'backups.glance': loadedTask(async () => (await import('./copy-tasks.ts')).glanceTask),
  'backups.salvage': loadedTask(async () => (await import('./salvage-task.ts')).salvageTask),
};
