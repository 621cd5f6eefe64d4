export { fixedRate } from './fixed-rate.ts';
export { lifeMonthsOf } from './life.ts';
export { valueOn, yearsOf } from './ledger.ts';
export type { Holding } from './ledger.ts';
export { conventionFor, isTabled, macrsOfLeavingYear, macrsYears } from './macrs.ts';
export { valueUnder } from './value.ts';
