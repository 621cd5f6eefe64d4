import { Buffer } from 'node:buffer';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** Secrets by field as they lie sealed, in base 64; null where there was none. Bound to their asset, they open nowhere else. */
export type SealedValues = Record<string, string | null>;

/** Secrets of an asset as they are sealed, to be put back unopened. */
export async function readSealed(
  { tx }: CommandContext,
  assetId: number,
  fieldIds: readonly number[],
): Promise<SealedValues> {
  if (fieldIds.length === 0) return {};
  const rows = await tx
    .selectFrom('field_value')
    .select(['field_id', 'secret'])
    .where('asset_id', '=', assetId)
    .where('field_id', 'in', fieldIds)
    .execute();
  const found = new Map(rows.map(({ field_id: id, secret }) => [id, secret]));
  return Object.fromEntries(
    fieldIds.map((id) => {
      const secret = found.get(id) ?? null;
      return [String(id), secret === null ? null : Buffer.from(secret).toString('base64')];
    }),
  );
}

/** Puts secrets back as they were sealed; the journal says that they were set or taken away, never what they are. */
export async function restoreSealed(command: CommandContext, assetId: number, sealed: SealedValues): Promise<void> {
  const { tx, now } = command;
  const after: Record<string, string> = {};
  for (const [fieldId, secret] of Object.entries(sealed)) {
    const { name } = await tx
      .selectFrom('field')
      .select('name')
      .where('id', '=', Number(fieldId))
      .executeTakeFirstOrThrow();
    await tx
      .deleteFrom('field_value')
      .where('asset_id', '=', assetId)
      .where('field_id', '=', Number(fieldId))
      .execute();
    if (secret !== null)
      await tx
        .insertInto('field_value')
        .values({ asset_id: assetId, field_id: Number(fieldId), secret: Buffer.from(secret, 'base64') })
        .execute();
    after[`field ${name}`] = secret === null ? '' : '•••';
  }
  const { tag } = await tx
    .updateTable('asset')
    .set((eb) => ({ updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', assetId)
    .returning('tag')
    .executeTakeFirstOrThrow();
  await command.record({ event: 'assets.changed', subject: `asset:${assetId}`, data: { tag, before: {}, after } });
  command.changed('assets');
}
