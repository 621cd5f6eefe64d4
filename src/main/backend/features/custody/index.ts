import { belongsToAsset } from '#backend/features/assets/index.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueLoans } from './due-dates.ts';

belongsToAsset.push({ table: 'custody', column: 'asset_id' });

dueSources.push(dueLoans);

export { listExpectedFor } from './accessories.ts';
export { checkIn } from './check-in.ts';
export { checkOut } from './check-out.ts';
export type { CustodianRef } from './custodian.ts';
export { custodianId, custodianName, listHeldBy } from './list-custodies.ts';
export { beforeCustodyChanges, beforeTaken, whenHandOverReversed, whenTaken } from './lifecycle.ts';
export type { Taken, Taking } from './lifecycle.ts';
export { moveAsset, recoverAsset, releaseCustody } from './move.ts';
export { custodyProcedures } from './procedures.ts';
export { noteCondition } from './note-condition.ts';
export { countHeldBy, listAccessoriesOf, unsignedAmong } from './repository.ts';
export { takeOverCustodies } from './take-over.ts';
export { noteReminder } from './remind.ts';
export { reverseSteps } from './reverse.ts';
export { loanDaysSetting } from './settings.ts';
export { mayHold } from './rules.ts';
export type { CustodyStep } from './steps.ts';
export { listDue } from './list-due.ts';
