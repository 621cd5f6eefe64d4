import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do for this slice. */
export const reportTasks: Readonly<Record<string, Task>> = {
  'reports.auditPack': loadedTask(async () => (await import('./pack-task.ts')).packTask),
  'reports.report': loadedTask(async () => (await import('./builder/report-task.ts')).reportTask),
  'reports.stocktake': loadedTask(async () => (await import('./stocktake-report/report-task.ts')).stocktakeReportTask),
  'reports.verifyJournal': loadedTask(async () => (await import('./verify/verify-journal-task.ts')).verifyJournalTask),
  'reports.verifyPack': loadedTask(async () => (await import('./verify/verify-pack-task.ts')).verifyPackTask),
};
