import { checkField } from '#shared/features/assets/convert-field.ts';
import type { Field, FieldTexts } from '#shared/features/assets/fields.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { openSecret, sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { fieldsFor } from './fields.ts';

const identityOf = (assetId: number, fieldId: number) => `asset:${assetId}/field:${fieldId}`;

/**
 * Writes the values of an asset's fields and says what changed, as the journal keeps it: a secret only as set or not.
 *
 * @param texts absent fields stay as they are; of a new asset they take their initial value.
 * @throws Failure FIELD_REFUSED, FIELD_TAKEN.
 */
export async function setFieldValues(
  command: CommandContext,
  asset: { id: number; categoryId: number; isNew: boolean },
  texts: FieldTexts,
): Promise<{ before: Record<string, string>; after: Record<string, string> }> {
  const { tx, actor } = command;
  const fields = await fieldsFor(tx, asset.categoryId);
  const rows = await tx.selectFrom('field_value').selectAll().where('asset_id', '=', asset.id).execute();
  const present = new Map(rows.map((row) => [row.field_id, row]));
  const before: Record<string, string> = {};
  const after: Record<string, string> = {};
  for (const each of fields) {
    const row = present.get(each.id);
    const given = texts[String(each.id)];
    const hidden = each.type === 'money' && !actor.may('asset.cost.view');
    const untouched = given === undefined || hidden;
    if (untouched && row) continue;
    const verdict = checkField(each, untouched ? (asset.isNew ? each.initial : null) : given);
    if (!verdict.ok)
      throw new Failure('FIELD_REFUSED', { fieldId: each.id, field: each.name, problem: verdict.problem });
    const entered = verdict.value?.entered ?? null;
    const isSecret = each.type === 'secret';
    if (entered === (row?.entered ?? null) && !(isSecret && (row || entered !== null))) continue;
    const name = each.type === 'money' ? `cost ${each.name}` : `field ${each.name}`;
    const shown = (text: string) => (isSecret ? '•••' : text);
    if (row) before[name] = shown(row.entered ?? '');
    if (entered !== null) after[name] = shown(entered);
    await tx.deleteFrom('field_value').where('asset_id', '=', asset.id).where('field_id', '=', each.id).execute();
    if (verdict.value === null) continue;
    if (each.unique) await refuseTakenValue(command, asset.id, each, verdict.value.entered);
    const { text, number, integer, currency } = verdict.value;
    const { backend } = command;
    await tx
      .insertInto('field_value')
      .values({
        asset_id: asset.id,
        field_id: each.id,
        entered: isSecret ? null : entered,
        text_value: isSecret ? null : text,
        number_value: number,
        integer_value: integer,
        currency,
        unique_value: each.unique ? entered : null,
        secret: isSecret
          ? sealSecret(
              openInventoryOf(backend).dataKey,
              identityOf(asset.id, each.id),
              entered ?? '',
              backend.surroundings,
            )
          : null,
      })
      .execute();
  }
  return { before, after };
}

async function refuseTakenValue(command: CommandContext, assetId: number, field: Field, value: string): Promise<void> {
  const owner = await command.tx
    .selectFrom('field_value')
    .innerJoin('asset', 'asset.id', 'field_value.asset_id')
    .select(['asset.id', 'asset.tag'])
    .where('field_value.field_id', '=', field.id)
    .where('field_value.unique_value', '=', value)
    .executeTakeFirst();
  if (owner && owner.id !== assetId)
    throw new Failure('FIELD_TAKEN', { fieldId: field.id, field: field.name, tag: owner.tag });
}

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
  return { text: openSecret(dataKey, identityOf(assetId, fieldId), row.secret) };
}
