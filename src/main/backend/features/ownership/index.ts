export { ownershipProcedures } from './procedures.ts';
