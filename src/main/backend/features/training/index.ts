import { beforeTaken } from '#backend/features/custody/index.ts';
import { refuseUntrained } from './read-and-sign.ts';

beforeTaken.push(refuseUntrained);

export { trainingProcedures } from './procedures.ts';
