import { implement } from '@orpc/server';
import { suppliersContract } from '#shared/features/suppliers/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { getListedSupplier, listSuppliers } from './repository.ts';
import { createSupplier, updateSupplier } from './save-supplier.ts';

const os = implement(suppliersContract).$context<Call>().use(guard);

export const supplierProcedures = os.router({
  list: os.list.handler(inQuery(({ reader }) => listSuppliers(reader))),
  get: os.get.handler(inQuery(({ reader }, { id }) => getListedSupplier(reader, id))),
  create: os.create.handler(inCommand(createSupplier)),
  update: os.update.handler(inCommand(updateSupplier)),
});
