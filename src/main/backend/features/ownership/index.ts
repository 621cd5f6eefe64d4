export { ownershipProcedures } from './procedures.ts';
export { ratesSetting } from './rates.ts';
export { runningCosts } from './running-costs.ts';
