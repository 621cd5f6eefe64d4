export { stocktakeProcedures } from './procedures.ts';
export { secondPersonSetting } from './settings.ts';
