export { reconciliationProcedures } from './procedures.ts';
export { discardCutShort } from './start-reconciliation.ts';
