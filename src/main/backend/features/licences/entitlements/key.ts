import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret, sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { findOpen } from './save-entitlement.ts';

/** Seals the licence key, or takes it away; the journal says that, never what it is. */
export async function setKey(
  command: CommandContext,
  { id, version, key }: { id: number; version: number; key: string | null },
): Promise<void> {
  const row = await findOpen(command, { id, version });
  const { dataKey } = openInventoryOf(command.backend);
  const { surroundings } = command.backend;
  const sealed = key === null ? null : sealSecret(dataKey, sealedColumns.licenceKey, [id], key, surroundings);
  await command.tx
    .updateTable('entitlement')
    .set({ licence_key: sealed, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: key === null ? 'licences.keyRemoved' : 'licences.keySet',
    subject: `entitlement:${id}`,
    data: { reference: row.reference },
  });
  command.changed('licences');
}

/** Shows the key to who asks for it; that he did stands in the journal, what he saw does not. */
export async function revealKey(command: CommandContext, { id }: { id: number }): Promise<{ key: string }> {
  const row = await command.tx
    .selectFrom('entitlement')
    .select(['reference', 'licence_key'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.licence_key) throw notFound('entitlement', id);
  await command.record({
    event: 'licences.keyShown',
    subject: `entitlement:${id}`,
    data: { reference: row.reference },
  });
  const { dataKey } = openInventoryOf(command.backend);
  return { key: openSecret(dataKey, sealedColumns.licenceKey, [id], row.licence_key) };
}
