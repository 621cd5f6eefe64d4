import './tables.ts';

export { depreciationProcedures } from './procedures.ts';
export { readLedgerFacts } from './read-holdings.ts';
export type { HeldAsset, LedgerRow } from './read-holdings.ts';
