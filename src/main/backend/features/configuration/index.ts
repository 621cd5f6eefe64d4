import { beforeTaken, whenHandOverReversed, whenTaken } from '#backend/features/custody/index.ts';
import { giveOverrideBack, refuseUnready, useOverride } from './gate.ts';

beforeTaken.push(refuseUnready);
whenTaken.push(useOverride);
whenHandOverReversed.push(giveOverrideBack);

export { isReadyFor } from './gate.ts';
export { configurationProcedures } from './procedures.ts';
