export { reportProcedures } from './procedures.ts';
