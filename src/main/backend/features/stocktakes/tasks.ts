import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do for this slice. */
export const stocktakeTasks: Readonly<Record<string, Task>> = {
  'stocktakes.readCountFile': loadedTask(
    async () => (await import('./files/read-count-file-task.ts')).readCountFileTask,
  ),
};
