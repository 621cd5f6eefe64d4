import { beforePlaceChanges } from '#backend/features/assets/index.ts';
import { beforeTaken } from '#backend/features/custody/index.ts';
import { refuseOpenStanding, refuseTaking } from './keeping/standing.ts';

beforePlaceChanges.push(refuseOpenStanding);
beforeTaken.push(refuseTaking);

export { countInside, findDoor, passDoor, turnAway } from './keeping/doors.ts';
export { letIn } from './keeping/entrants.ts';
export { markSecure } from './keeping/places.ts';
export { saveRule } from './keeping/rules.ts';
export { changeSeal } from './keeping/seals.ts';
export { findOpenStanding } from './keeping/standing.ts';
export { READING_LABEL, recordPosture, withdrawReadings } from './posture/record.ts';
export { securityProcedures } from './procedures.ts';
