export { stocktakeTasks } from './files/file-tasks.ts';
export { stocktakeProcedures } from './procedures.ts';
export { secondPersonSetting } from './settings.ts';
