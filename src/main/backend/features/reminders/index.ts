export { hasMailServer } from './settings.ts';
export { keepReminders } from './keep-in-time.ts';
export { noteWritten } from './mail/note-written.ts';
export { reminderProcedures } from './procedures.ts';
export { decisionDay, dueSources, shownSince } from './sources.ts';
export type { DueSource } from './sources.ts';
