import { whenHandOverReversed, whenTaken } from '#backend/features/custody/index.ts';
import { forgetHandedOut, noteHandedOut } from './work-off.ts';

whenTaken.push(noteHandedOut);
whenHandOverReversed.push(forgetHandedOut);

export { roleRunProcedures } from './procedures.ts';
