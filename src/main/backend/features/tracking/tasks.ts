import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do for this slice. */
export const trackingTasks: Readonly<Record<string, Task>> = {
  'tracking.readPositions': loadedTask(async () => (await import('./positions/read-positions.ts')).readPositionsTask),
};
