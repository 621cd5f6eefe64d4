export { applicationProcedures } from './procedures.ts';
