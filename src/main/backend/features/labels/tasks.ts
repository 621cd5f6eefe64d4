import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What is drawn away from the backend's thread. */
export const labelTasks: Readonly<Record<string, Task>> = {
  'labels.draw': loadedTask(async () => (await import('./draw-tasks.ts')).drawTask),
  'labels.pdf': loadedTask(async () => (await import('./draw-tasks.ts')).pdfTask),
};
