import type { SupplierDetails } from '#shared/features/suppliers/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findSupplierByName, insertSupplier, updateSupplierRow } from './repository.ts';

export async function createSupplier(command: CommandContext, details: SupplierDetails): Promise<{ id: number }> {
  if (await findSupplierByName(command.tx, details.name)) throw new Failure('NAME_TAKEN', { name: details.name });
  const id = await insertSupplier(command, details);
  await command.record({ event: 'suppliers.created', subject: `supplier:${id}`, data: { after: { ...details } } });
  command.changed('suppliers');
  return { id };
}

export async function updateSupplier(
  command: CommandContext,
  { id, version, ...details }: SupplierDetails & { id: number; version: number },
): Promise<void> {
  const namesake = await findSupplierByName(command.tx, details.name);
  if (namesake && namesake.id !== id) throw new Failure('NAME_TAKEN', { name: details.name });
  if (!(await updateSupplierRow(command.tx, id, version, details))) {
    throw new Failure('CHANGED_MEANWHILE', { entity: 'supplier', id });
  }
  await command.record({ event: 'suppliers.changed', subject: `supplier:${id}`, data: { after: { ...details } } });
  command.changed('suppliers');
}

/** Takes a supplier away that an undone import had added and nothing else uses; the database refuses any other. */
export async function withdrawSupplier(command: CommandContext, id: number): Promise<void> {
  const { name } = await command.tx
    .selectFrom('supplier')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  withdrawRows(openInventoryOf(command.backend).sqlite, { table: 'supplier', label: 'name' }, [id], command.now);
  await command.record({ event: 'suppliers.withdrawn', subject: `supplier:${id}`, data: { before: { name } } });
  command.changed('suppliers');
}
