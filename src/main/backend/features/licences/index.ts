import { whenStatusChanged } from '#backend/features/assets/index.ts';
import { affectedBy } from '#backend/features/incidents/index.ts';
import { whenPersonLeft } from '#backend/features/people/index.ts';
import { releasedBy } from '#backend/features/retirement/index.ts';
import { licencesAffected, licencesToRelease } from './seats/held-by-asset.ts';
import { releaseSeatsOfAsset, releaseSeatsOfPerson } from './seats/release.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueTerms } from './due-dates.ts';

whenStatusChanged.push(releaseSeatsOfAsset);
whenPersonLeft.push(releaseSeatsOfPerson);
releasedBy.push(licencesToRelease);
affectedBy.push(licencesAffected);

dueSources.push(dueTerms);

export { createEntitlement } from './entitlements/save-entitlement.ts';
export { listPositions } from './reckoning/positions.ts';
export { licenceProcedures } from './procedures.ts';
export { licenceEvidence } from './reckoning/evidence-of-day.ts';
export type { LicenceEvidence } from './reckoning/evidence-of-day.ts';
export { allocate } from './seats/allocate.ts';
export { listSeats } from './seats/read-seats.ts';
export { releaseSeats } from './seats/release.ts';
