import { whenHandOverReversed, whenTaken } from '#backend/features/custody/index.ts';
import { blockedBy, releasedBy, whenDecommissioned } from '#backend/features/retirement/index.ts';
import { heldByLoans, namedByKits, releaseFromLoans } from './release-retired.ts';
import { putReservationsBack, takeReserved } from './take-reserved.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueReservations } from './due-dates.ts';

whenTaken.push(takeReserved);
whenHandOverReversed.push(putReservationsBack);
blockedBy.push(namedByKits);
releasedBy.push(heldByLoans);
whenDecommissioned.push(releaseFromLoans);

dueSources.push(dueReservations);

export { handOverKit, noteKitMissing, takeBackKit } from './kits/lend-kit.ts';
export { readKit } from './kits/read-kit.ts';
export { findKitByCode, findKitHolder, findKitOfCustody, listKitOut } from './kits/repository.ts';
export { occupiedBy } from './lifecycle.ts';
export { isLentByPool } from './lent-by-pool.ts';
export { loanProcedures } from './procedures.ts';
export { listReservations, readOutlook } from './read-calendar.ts';
export { isReserved } from './repository.ts';
export type { Outlook } from './read-calendar.ts';
