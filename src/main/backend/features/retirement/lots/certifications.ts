import type { RecyclerCertificate } from '#shared/features/retirement/lot.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getSupplier } from '#backend/features/suppliers/index.ts';
import './tables.ts';

/** Notes that a recycler is certified, from when until when. */
export async function addCertification(
  command: CommandContext,
  { supplierId, scheme, number, validFrom, validUntil }: Omit<RecyclerCertificate, 'id'> & { supplierId: number },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { name } = await getSupplier(tx, supplierId);
  const { id } = await tx
    .insertInto('recycler_certificate')
    .values({
      supplier_id: supplierId,
      scheme,
      number,
      valid_from: validFrom,
      valid_until: validUntil,
      added_at: now,
      added_by: actor.operatorId,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_because: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'retirement.certificationAdded',
    subject: `supplier:${supplierId}`,
    data: { name, scheme, number, validFrom, validUntil },
  });
  command.changed('retirement', 'suppliers');
  return { id };
}

/** It holds no more: suspended, or written down wrongly. Lots that were handed over by it stay as they are. */
export async function withdrawCertification(
  command: CommandContext,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const row = await tx
    .selectFrom('recycler_certificate')
    .select(['supplier_id', 'scheme', 'number'])
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('recycler_certificate', id);
  await tx
    .updateTable('recycler_certificate')
    .set({ withdrawn_at: now, withdrawn_by: actor.operatorId, withdrawn_because: reason })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'retirement.certificationWithdrawn',
    subject: `supplier:${row.supplier_id}`,
    data: { scheme: row.scheme, number: row.number },
    reason,
  });
  command.changed('retirement', 'suppliers');
}
