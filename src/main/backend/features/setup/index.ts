export { setupProcedures } from './procedures.ts';
