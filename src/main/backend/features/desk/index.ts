export { deskProcedures } from './procedures.ts';
