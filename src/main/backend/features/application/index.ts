import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { backupTask } from './back-up.ts';

export { applicationProcedures } from './procedures.ts';
export { restoreBackup } from './restore.ts';

/** What the worker can do for this slice. */
export const applicationTasks: Readonly<Record<string, Task>> = { 'application.backup': backupTask };
