import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

export { keyProcedures } from './procedures.ts';

/** What the worker can do for this slice. */
export const keyTasks: Readonly<Record<string, Task>> = {
  'keys.files': loadedTask(async () => (await import('./tasks.ts')).filesTask),
  'keys.decrypt': loadedTask(async () => (await import('./decrypt-task.ts')).decryptTask),
  'keys.database': loadedTask(async () => (await import('./tasks.ts')).databaseTask),
};
