export { keyProcedures } from './procedures.ts';
