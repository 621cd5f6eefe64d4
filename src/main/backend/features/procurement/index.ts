import { dueSources } from '#backend/features/reminders/index.ts';
import { dueInPurchasing } from './due-dates.ts';

dueSources.push(...dueInPurchasing);

export { keepProposalsInTime } from './approvals/keep-in-time.ts';
export { listContracts } from './contracts/repository.ts';
export { findOrder, listOrders } from './orders/repository.ts';
export { listRequisitions } from './requisitions/repository.ts';
export { procurementProcedures } from './procedures.ts';
export { whenDelivered } from './receiving/lifecycle.ts';
