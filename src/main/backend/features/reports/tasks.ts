import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { stocktakeReportTask } from './stocktake-report/report-task.ts';
import { packTask } from './pack-task.ts';
import { verifyJournalTask } from './verify/verify-journal-task.ts';
import { verifyPackTask } from './verify/verify-pack-task.ts';

/** What the worker can do for this slice. */
export const reportTasks: Readonly<Record<string, Task>> = {
  'reports.auditPack': packTask,
  'reports.stocktake': stocktakeReportTask,
  'reports.verifyJournal': verifyJournalTask,
  'reports.verifyPack': verifyPackTask,
};
