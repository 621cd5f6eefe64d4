import { whenStatusChanged } from '#backend/features/assets/index.ts';
import { whenPersonLeft } from '#backend/features/people/index.ts';
import { releaseSeatsOfAsset, releaseSeatsOfPerson } from './seats/release.ts';

whenStatusChanged.push(releaseSeatsOfAsset);
whenPersonLeft.push(releaseSeatsOfPerson);

export { createEntitlement } from './entitlements/save-entitlement.ts';
export { licenceProcedures } from './procedures.ts';
export { allocate } from './seats/allocate.ts';
export { listSeats } from './seats/read-seats.ts';
export { releaseSeats } from './seats/release.ts';
