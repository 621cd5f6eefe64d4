import type { SupplierDetails } from '#shared/features/suppliers/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { createSupplier, getSupplier, updateSupplier } from '#backend/features/suppliers/index.ts';
import type { StagedRow } from './staging.ts';
import type { Applied } from './undo/import-rows.ts';
import { text } from './view/register-view.ts';

/** What a supplier was before an import changed it. */
export interface FormerSupplier {
  details: SupplierDetails;
}

const plain = ['contact', 'email', 'phone', 'notes'] as const;

/** Adds staged rows as suppliers. @returns as applyAssets does */
export async function applySuppliers(command: CommandContext, rows: readonly StagedRow[]): Promise<Applied> {
  const applied: Applied = { done: [], leftOut: [] };
  for (const row of rows) {
    const [contact, email, phone, notes] = plain.map((key) => text(row.values, key));
    const details = {
      name: text(row.values, 'name') ?? '',
      contact: contact ?? null,
      email: email ?? null,
      phone: phone ?? null,
      notes: notes ?? null,
    };
    try {
      const { id } = await createSupplier(command, details);
      applied.done.push({ rowNumber: row.rowNumber, entity: 'supplier', recordId: id, before: null });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      applied.leftOut.push(row);
    }
  }
  return applied;
}

/** Does to a supplier what the check of the file had announced. @returns as changeAsset does */
export async function changeSupplier(
  command: CommandContext,
  { target, values }: StagedRow,
): Promise<FormerSupplier | null> {
  if (target === null) return null;
  const { id, version, ...before } = await getSupplier(command.tx, target.id);
  if (version !== target.version) return null;
  const after = { ...before };
  for (const { field } of target.changes) {
    const key = plain.find((each) => each === field);
    if (key !== undefined) after[key] = text(values, key);
  }
  await updateSupplier(command, { id, version, ...after });
  return { details: before };
}

export async function restoreSupplier(command: CommandContext, id: number, { details }: FormerSupplier): Promise<void> {
  const { version } = await getSupplier(command.tx, id);
  await updateSupplier(command, { id, version, ...details });
}
