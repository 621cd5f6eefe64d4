export { procurementProcedures } from './procedures.ts';
export { whenDelivered } from './receiving/lifecycle.ts';
