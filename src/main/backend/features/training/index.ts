import { beforeTaken } from '#backend/features/custody/index.ts';
import { refuseUntrained } from './read-and-sign.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueTrainings } from './due-dates.ts';

beforeTaken.push(refuseUntrained);

dueSources.push(dueTrainings);

export { listTrainingStanding } from './standing.ts';
export type { TrainingStanding } from './standing.ts';
export { trainingProcedures } from './procedures.ts';
