export { coresOfHost, coresOfMachine, processorLicences, pvus, rvus } from './cores.ts';
export type { Allocation, Device, Estate, Installation, Lot, Position, Product, Session } from './model.ts';
export { peakOf } from './peak.ts';
export { positionsOf } from './positions.ts';
export { activationsExceed, completeness, mayAllocate, suggestTransfers } from './seats.ts';
export { forecastOf } from './forecast.ts';
export type { CostedTerm } from './forecast.ts';
