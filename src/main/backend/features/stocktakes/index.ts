export { stocktakeProcedures } from './procedures.ts';
