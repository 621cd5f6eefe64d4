import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret } from '#backend/kernel/vault/secret-box.ts';

/** Shows a secret to who asks for it; that he did stands in the journal, what he saw does not. */
export async function revealSecret(
  command: CommandContext,
  { assetId, fieldId }: { assetId: number; fieldId: number },
): Promise<{ text: string }> {
  const row = await command.tx
    .selectFrom('field_value')
    .innerJoin('field', 'field.id', 'field_value.field_id')
    .select(['field_value.secret', 'field.name'])
    .where('field_value.asset_id', '=', assetId)
    .where('field_value.field_id', '=', fieldId)
    .executeTakeFirst();
  if (!row?.secret) throw notFound('field', fieldId);
  await command.record({ event: 'assets.secretShown', subject: `asset:${assetId}`, data: { field: row.name } });
  const { dataKey } = openInventoryOf(command.backend);
  return { text: openSecret(dataKey, sealedColumns.fieldSecret, [assetId, fieldId], row.secret) };
}
