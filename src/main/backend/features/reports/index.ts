export { keepReports } from './builder/keep-reports.ts';
export { reportProcedures } from './procedures.ts';
