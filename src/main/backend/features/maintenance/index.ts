import { belongsToAsset } from '#backend/features/assets/index.ts';
import { beforeTaken } from '#backend/features/custody/index.ts';
import { occupiedBy } from '#backend/features/loans/index.ts';
import { daysOnTheBench, refuseUnderMaintenance } from './under-maintenance.ts';

// What the generator wrote of an asset goes with it; orders keep it in the register.
belongsToAsset.push({ table: 'maintenance_schedule', column: 'asset_id' });
beforeTaken.push(refuseUnderMaintenance);
occupiedBy.push(daysOnTheBench);

export { raiseDueOrders } from './keep-in-time.ts';
export { createOrder } from './orders/create-order.ts';
export { savePlan } from './plans/save-plan.ts';
export { maintenanceProcedures } from './procedures.ts';
