export { deskProcedures } from './procedures.ts';
export { sessionMinutesSetting } from './settings.ts';
