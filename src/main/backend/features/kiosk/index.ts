export { kioskProcedures } from './procedures.ts';
