import { releasedBy, whenDecommissioned } from '#backend/features/retirement/index.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueForRecovery } from './due-dates.ts';
import { heldByRecovery, releaseFromRecovery } from './release-retired.ts';

releasedBy.push(heldByRecovery);
whenDecommissioned.push(releaseFromRecovery);
dueSources.push(...dueForRecovery);

export { recoveryProcedures } from './procedures.ts';
export { recordRun, recordTest } from './record-run.ts';
export { problemsOf } from './rules.ts';
export { saveItem } from './save-item.ts';
export { savePlan } from './save-plan.ts';
export { saveService } from './services.ts';
