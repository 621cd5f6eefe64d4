import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { exportTask } from './export/export-task.ts';
import { inspectTask } from './import/inspect-task.ts';
import { planTask } from './import/plan-task.ts';
import { outlookTask } from './import/undo/outlook-task.ts';
import { rejectsTask } from './import/rejects-task.ts';

/** What the worker can do for this slice. */
export const spreadsheetTasks: Readonly<Record<string, Task>> = {
  'spreadsheets.inspect': inspectTask,
  'spreadsheets.plan': planTask,
  'spreadsheets.rejects': rejectsTask,
  'spreadsheets.undoOutlook': outlookTask,
  'spreadsheets.export': exportTask,
};
