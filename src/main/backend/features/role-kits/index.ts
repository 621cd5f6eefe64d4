export { roleKitProcedures } from './procedures.ts';
export { plannedUnits } from './repository.ts';
