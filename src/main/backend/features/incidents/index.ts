import { beforeStatusChanges } from '#backend/features/assets/index.ts';
import { beforeCustodyChanges } from '#backend/features/custody/index.ts';
import { blockedBy } from '#backend/features/retirement/index.ts';
import { blockWhileOpen, refuseIfFrozen, refuseStatusIfFrozen } from './frozen.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueSteps } from './due-dates.ts';

beforeCustodyChanges.push(refuseIfFrozen);
beforeStatusChanges.push(refuseStatusIfFrozen);
blockedBy.push(blockWhileOpen);

dueSources.push(dueSteps);

export { affectedBy } from './lifecycle.ts';
export { closeIncident } from './close.ts';
export { declareIncident, declareOfStocktake } from './declare.ts';
export { noteFoundByScan } from './mark-found.ts';
export { incidentProcedures } from './procedures.ts';
export { findFreezing } from './repository.ts';
export { addReference, addTask, finishStep } from './respond.ts';
export { takeInHand } from './take-in-hand.ts';
