import { requisitionContract } from './requisition-contract.ts';

/** From need to inspected asset. */
export const procurementContract = {
  ...requisitionContract,
};
