export { keepProposalsInTime } from './approvals/keep-in-time.ts';
export { findOrder } from './orders/repository.ts';
export { procurementProcedures } from './procedures.ts';
export { whenDelivered } from './receiving/lifecycle.ts';
