import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do with a file that comes in. */
export const importTasks: Readonly<Record<string, Task>> = {
  'spreadsheets.inspect': loadedTask(async () => (await import('./import/inspect-task.ts')).inspectTask),
  'spreadsheets.plan': loadedTask(async () => (await import('./import/plan-task.ts')).planTask),
  'spreadsheets.rejects': loadedTask(async () => (await import('./import/rejects-task.ts')).rejectsTask),
  'spreadsheets.undoOutlook': loadedTask(async () => (await import('./import/undo/outlook-task.ts')).outlookTask),
};

/** What it writes: lists of any slice. */
export const exportTasks: Readonly<Record<string, Task>> = {
  'spreadsheets.export': loadedTask(async () => (await import('./export/export-task.ts')).exportTask),
};
