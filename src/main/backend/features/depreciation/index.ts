import './tables.ts';

export { depreciationProcedures } from './procedures.ts';
export { readHoldings, readLedgerFacts } from './read-holdings.ts';
export type { HeldAsset, LedgerRow } from './read-holdings.ts';
