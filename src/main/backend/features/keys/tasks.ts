import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do for this slice. */
export const keyTasks: Readonly<Record<string, Task>> = {
  'keys.files': loadedTask(async () => (await import('./key-change-tasks.ts')).filesTask),
  'keys.database': loadedTask(async () => (await import('./key-change-tasks.ts')).databaseTask),
  'keys.decrypt': loadedTask(async () => (await import('./decrypt-task.ts')).decryptTask),
};
