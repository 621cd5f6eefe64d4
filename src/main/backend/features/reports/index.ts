export { reportProcedures } from './procedures.ts';
export { reportTasks } from './tasks.ts';
