import { readPositionsTask } from './positions/read-positions.ts';
import './tables.ts';

/** What runs in the process for long work. */
export const trackingTasks = { 'tracking.readPositions': readPositionsTask };

export { followTrackers } from './positions/follow-trackers.ts';
export { trackingProcedures } from './procedures.ts';
