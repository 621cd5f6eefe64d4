import { beforeStatusChanges, belongsToAsset } from '#backend/features/assets/index.ts';
import { followStatus } from './follow-status.ts';

belongsToAsset.push({ table: 'asset_once_holding_data', column: 'asset_id' });
beforeStatusChanges.push(followStatus);

export { blockedBy, releasedBy, runningCosts, whenDecommissioned, whenDisposed } from './lifecycle.ts';
export type { LeavingAsset, RunningCost } from './lifecycle.ts';
export { decommission } from './decommission.ts';
export { addCertification } from './lots/certifications.ts';
export { handOverLot } from './lots/hand-over.ts';
export { addToLot, createLot, packLot } from './lots/pack.ts';
export { receiveCertificate } from './lots/settle.ts';
export { addMedium } from './sanitisation/media.ts';
export { recordSanitisation } from './sanitisation/record.ts';
export { countFailures, reviewPolicySetting } from './review/read-review.ts';
export { retirementProcedures } from './procedures.ts';
