import './tables.ts';

export { followTrackers } from './positions/follow-trackers.ts';
export { trackingProcedures } from './procedures.ts';
