export { viewProcedures } from './procedures.ts';
