export { kitProcedures } from './procedures.ts';
export { plannedUnits } from './repository.ts';
