export { labelProcedures } from './procedures.ts';
export { resumePrinting } from './queue-of-backend.ts';
