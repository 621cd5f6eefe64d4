import { beforeStatusChanges } from '#backend/features/assets/index.ts';
import { beforeCustodyChanges } from '#backend/features/custody/index.ts';
import { refuseIfFrozen, refuseStatusIfFrozen } from './frozen.ts';

beforeCustodyChanges.push(refuseIfFrozen);
beforeStatusChanges.push(refuseStatusIfFrozen);

export { declareOfStocktake } from './declare.ts';
export { noteFoundByScan } from './mark-found.ts';
export { incidentProcedures } from './procedures.ts';
export { findFreezing } from './repository.ts';
