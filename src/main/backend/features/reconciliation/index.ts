import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { exportTask } from './export-result.ts';
import { reconcileTask } from './reconcile-task.ts';

export { reconciliationProcedures } from './procedures.ts';
export { discardCutShort } from './start-reconciliation.ts';

/** What the worker can do for this slice. */
export const reconciliationTasks: Readonly<Record<string, Task>> = {
  'reconciliation.reconcile': reconcileTask,
  'reconciliation.export': exportTask,
};
