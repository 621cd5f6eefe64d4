import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { runTasks } from '#backend/kernel/jobs/run-tasks.ts';
import { backupTasks } from '#backend/features/backups/tasks.ts';
import { keyTasks } from '#backend/features/keys/tasks.ts';
import { labelTasks } from '#backend/features/labels/tasks.ts';
import { reconciliationTasks } from '#backend/features/reconciliation/tasks.ts';
import { reportTasks } from '#backend/features/reports/tasks.ts';
import { exportTasks, importTasks } from '#backend/features/spreadsheets/tasks.ts';
import { stocktakeTasks } from '#backend/features/stocktakes/tasks.ts';
import { trackingTasks } from '#backend/features/tracking/tasks.ts';

type Tasks = Readonly<Record<string, Task>>;

/** For what reads from everywhere: some slices add to what others tell, and none may be missing. */
function withEverySlice(tasks: Tasks): Tasks {
  const loaded = (task: Task): Task => {
    return async (input, report) => {
      await import('./router.ts');
      return task(input, report);
    };
  };
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, loaded(task)]));
}

/** Entry of the process for long work: what it can do, by name. It loads no more than its one task needs. */
runTasks({
  ...backupTasks,
  ...keyTasks,
  ...labelTasks,
  ...withEverySlice(reconciliationTasks),
  ...withEverySlice(reportTasks),
  ...withEverySlice(exportTasks),
  ...importTasks,
  ...stocktakeTasks,
  ...trackingTasks,
});
