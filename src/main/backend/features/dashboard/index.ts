export { dashboardProcedures } from './procedures.ts';
