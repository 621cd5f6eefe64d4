import { runTasks } from '#backend/kernel/jobs/run-tasks.ts';
import { backupTasks } from '#backend/features/backups/index.ts';
import { labelTasks } from '#backend/features/labels/index.ts';
import { reconciliationTasks } from '#backend/features/reconciliation/index.ts';
import { reportTasks } from '#backend/features/reports/index.ts';
import { trackingTasks } from '#backend/features/tracking/index.ts';
import { spreadsheetTasks } from '#backend/features/spreadsheets/index.ts';
import { stocktakeTasks } from '#backend/features/stocktakes/index.ts';

/** Entry of the process for long work: what it can do, by name. */
runTasks({
  ...backupTasks,
  ...labelTasks,
  ...reconciliationTasks,
  ...reportTasks,
  ...spreadsheetTasks,
  ...stocktakeTasks,
  ...trackingTasks,
});
