import * as z from 'zod';
import { id, line, requiredLine, text } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

export const supplierDetails = z.object({
  name: requiredLine(),
  contact: line().nullable(),
  email: line(254).nullable(),
  phone: line(60).nullable(),
  notes: text().nullable(),
});
export type SupplierDetails = z.infer<typeof supplierDetails>;

export const supplier = supplierDetails.extend({ id, assetCount: z.number().int(), version: z.number().int() });
export type Supplier = z.infer<typeof supplier>;

const taken = { NAME_TAKEN: { data: z.object({ name: z.string() }) } } as const;

export const suppliersContract = {
  list: query('supplier.view').output(z.array(supplier)),
  get: query('supplier.view').input(z.object({ id })).output(supplier),
  create: command('supplier.edit').input(supplierDetails).output(z.object({ id })).errors(taken),
  update: command('supplier.edit')
    .input(supplierDetails.extend({ id, version: z.number().int() }))
    .errors(taken),
};
