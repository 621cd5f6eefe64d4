export { costProcedures } from './procedures.ts';
export { readSpending } from './spending.ts';
