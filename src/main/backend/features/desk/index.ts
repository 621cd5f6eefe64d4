export { deskProcedures } from './procedures.ts';
export { resolveCode } from './resolve-code.ts';
export type { ResolvedCode } from './resolve-code.ts';
export { sessionMinutesSetting } from './settings.ts';
