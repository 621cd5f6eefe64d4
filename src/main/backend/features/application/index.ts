export { applicationProcedures } from './procedures.ts';
export { watchClock } from './watch-clock.ts';
