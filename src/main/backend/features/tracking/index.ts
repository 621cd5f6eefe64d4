export { trackingProcedures } from './procedures.ts';
