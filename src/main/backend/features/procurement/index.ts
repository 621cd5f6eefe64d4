export { keepProposalsInTime } from './approvals/keep-in-time.ts';
export { listContracts } from './contracts/repository.ts';
export { findOrder, listOrders } from './orders/repository.ts';
export { listRequisitions } from './requisitions/repository.ts';
export { procurementProcedures } from './procedures.ts';
export { whenDelivered } from './receiving/lifecycle.ts';
