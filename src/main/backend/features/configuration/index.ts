import { beforeTaken, whenHandOverReversed, whenTaken } from '#backend/features/custody/index.ts';
import { affectedBy } from '#backend/features/incidents/index.ts';
import { releasedBy, whenDecommissioned, whenDisposed } from '#backend/features/retirement/index.ts';
import { forgetSecrets, heldByConfiguration, releaseFromConfiguration, secretsToChange } from './release-retired.ts';
import { giveOverrideBack, refuseUnready, useOverride } from './gate.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueReviews } from './due-dates.ts';

beforeTaken.push(refuseUnready);
whenTaken.push(useOverride);
whenHandOverReversed.push(giveOverrideBack);
affectedBy.push(secretsToChange);
releasedBy.push(heldByConfiguration);
whenDecommissioned.push(releaseFromConfiguration);
whenDisposed.push(forgetSecrets);

dueSources.push(dueReviews);

export { configurationProcedures } from './procedures.ts';
