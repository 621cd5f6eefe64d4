export { procurementProcedures } from './procedures.ts';
