export { setupProcedures } from './procedures.ts';
export { idleLockSetting } from './settings.ts';
