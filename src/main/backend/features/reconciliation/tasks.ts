import { loadedTask } from '#backend/kernel/jobs/worker-channel.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

/** What the worker can do for this slice. */
export const reconciliationTasks: Readonly<Record<string, Task>> = {
  'reconciliation.reconcile': loadedTask(async () => (await import('./reconcile-task.ts')).reconcileTask),
  'reconciliation.export': loadedTask(async () => (await import('./export-result.ts')).exportTask),
};
