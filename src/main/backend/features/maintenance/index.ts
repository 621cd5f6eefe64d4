import { belongsToAsset } from '#backend/features/assets/index.ts';
import { beforeTaken } from '#backend/features/custody/index.ts';
import { occupiedBy } from '#backend/features/loans/index.ts';
import { releasedBy, runningCosts, whenDecommissioned } from '#backend/features/retirement/index.ts';
import { costsOfWork, heldByMaintenance, releaseFromMaintenance } from './release-retired.ts';
import { daysOnTheBench, refuseUnderMaintenance } from './under-maintenance.ts';
import { dueSources } from '#backend/features/reminders/index.ts';
import { dueWork } from './due-dates.ts';

// What the generator wrote of an asset goes with it; orders keep it in the register.
belongsToAsset.push({ table: 'maintenance_schedule', column: 'asset_id' });
beforeTaken.push(refuseUnderMaintenance);
occupiedBy.push(daysOnTheBench);
releasedBy.push(heldByMaintenance);
whenDecommissioned.push(releaseFromMaintenance);
runningCosts.push(costsOfWork);

dueSources.push(...dueWork);

export { raiseDueOrders } from './keep-in-time.ts';
export { createOrder } from './orders/create-order.ts';
export { savePlan } from './plans/save-plan.ts';
export { maintenanceProcedures } from './procedures.ts';
