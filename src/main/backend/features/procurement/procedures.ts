import { implement } from '@orpc/server';
import { procurementContract } from '#shared/features/procurement/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { findAlternatives } from './requisitions/find-alternatives.ts';
import { getRequisition, listRequisitions } from './requisitions/repository.ts';
import {
  cancelRequisition,
  changeRequisition,
  createRequisition,
  returnRequisition,
  submitRequisition,
} from './requisitions/save-requisition.ts';

const os = implement(procurementContract).$context<Call>().use(guard);

export const procurementProcedures = os.router({
  listRequisitions: os.listRequisitions.handler(inQuery(listRequisitions)),
  getRequisition: os.getRequisition.handler(inQuery(({ reader }, { id }) => getRequisition(reader, id))),
  findAlternatives: os.findAlternatives.handler(inQuery(findAlternatives)),
  createRequisition: os.createRequisition.handler(inCommand(createRequisition)),
  changeRequisition: os.changeRequisition.handler(inCommand(changeRequisition)),
  submitRequisition: os.submitRequisition.handler(inCommand(submitRequisition)),
  returnRequisition: os.returnRequisition.handler(inCommand(returnRequisition)),
  cancelRequisition: os.cancelRequisition.handler(inCommand(cancelRequisition)),
});
