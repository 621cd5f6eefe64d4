import { whenHandOverReversed, whenTaken } from '#backend/features/custody/index.ts';
import { putReservationsBack, takeReserved } from './take-reserved.ts';

whenTaken.push(takeReserved);
whenHandOverReversed.push(putReservationsBack);

export { loanProcedures } from './procedures.ts';
export { readOutlook } from './read-calendar.ts';
export type { Outlook } from './read-calendar.ts';
