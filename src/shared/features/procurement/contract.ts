import { approvalContract } from './approval-contract.ts';
import { documentContract } from './document-contract.ts';
import { invoiceContract } from './invoice-contract.ts';
import { orderContract } from './order-contract.ts';
import { paperContract } from './papers.ts';
import { performanceContract } from './performance.ts';
import { quoteContract } from './quote-contract.ts';
import { receivingContract } from './receiving.ts';
import { requisitionContract } from './requisition-contract.ts';
import { supplyContractContract } from './supply-contract.ts';

/** From need to inspected asset. */
export const procurementContract = {
  ...requisitionContract,
  ...quoteContract,
  ...performanceContract,
  ...approvalContract,
  ...orderContract,
  ...receivingContract,
  ...invoiceContract,
  ...documentContract,
  ...paperContract,
  ...supplyContractContract,
};
