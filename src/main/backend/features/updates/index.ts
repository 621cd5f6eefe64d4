import { dueSources } from '#backend/features/reminders/index.ts';
import { dueUpdates } from './due-dates.ts';

dueSources.push(...dueUpdates);

export { saveCampaign } from './campaigns.ts';
export { patchEvidence } from './patch-evidence.ts';
export type { PatchStanding, SeenInstallation } from './patch-evidence.ts';
export { updateProcedures } from './procedures.ts';
export { importReleases } from './releases.ts';
export { trackProduct } from './track-product.ts';
