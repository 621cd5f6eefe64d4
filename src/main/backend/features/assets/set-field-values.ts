import { checkField } from '#shared/features/assets/convert-field.ts';
import type { StoredValue } from '#shared/features/assets/convert-field.ts';
import type { Field, FieldTexts } from '#shared/features/assets/fields.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { fieldsFor } from './fields.ts';

/** What changed, as the journal keeps it: a secret only as set or not. */
export interface ValueChange {
  before: Record<string, string>;
  after: Record<string, string>;
}

/**
 * Writes the values of the fields of an asset's category.
 *
 * @param texts absent fields stay as they are; of a new asset they take their initial value.
 * @throws Failure FIELD_REFUSED, FIELD_TAKEN.
 */
export async function setFieldValues(
  command: CommandContext,
  asset: { id: number; categoryId: number; isNew: boolean },
  texts: FieldTexts,
): Promise<ValueChange> {
  return writeFieldValues(command, await fieldsFor(command.tx, asset.categoryId), asset, texts);
}

/** The same for fields that the caller has read already. */
export async function writeFieldValues(
  command: CommandContext,
  fields: readonly Field[],
  asset: { id: number; isNew: boolean },
  texts: FieldTexts,
): Promise<ValueChange> {
  const rows = await command.tx.selectFrom('field_value').selectAll().where('asset_id', '=', asset.id).execute();
  const present = new Map(rows.map((row) => [row.field_id, row]));
  const change: ValueChange = { before: {}, after: {} };
  for (const field of fields) {
    const row = present.get(field.id);
    const hidden = field.type === 'money' && !command.actor.may('asset.cost.view');
    const given = hidden ? undefined : texts[String(field.id)];
    if (given === undefined && row) continue;
    // Nobody is asked for what he may not see.
    const asked = hidden ? { ...field, required: false } : field;
    const value = await checkedValue(command.tx, asked, given === undefined && asset.isNew ? field.initial : given);
    const isSecret = field.type === 'secret';
    if (!isSecret && (value?.entered ?? null) === (row?.entered ?? null)) continue;
    if (isSecret && !row && value === null) continue;
    const name = field.type === 'money' ? `cost ${field.name}` : `field ${field.name}`;
    if (row) change.before[name] = isSecret ? hiddenText : (row.entered ?? '');
    if (value !== null) change.after[name] = isSecret ? hiddenText : value.entered;
    await writeValue(command, asset.id, field, value);
  }
  return change;
}

const hiddenText = '•••';

/** @throws Failure FIELD_REFUSED */
export async function checkedValue(db: Db, field: Field, text: string | null | undefined): Promise<StoredValue | null> {
  const verdict = checkField(field, text ?? null);
  const known = !verdict.ok || verdict.value === null || (await isKnown(db, field, verdict.value.integer));
  if (verdict.ok && known) return verdict.value;
  const problem = verdict.ok ? 'type' : verdict.problem;
  throw new Failure('FIELD_REFUSED', { fieldId: field.id, field: field.name, problem });
}

/** Whether the person or place that a value names is there. */
async function isKnown(db: Db, { type }: Field, id: number | null): Promise<boolean> {
  if (id === null || (type !== 'person' && type !== 'location')) return true;
  const table = type === 'person' ? 'person' : 'place';
  return (await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

async function writeValue(
  command: CommandContext,
  assetId: number,
  field: Field,
  value: StoredValue | null,
): Promise<void> {
  const { tx, backend } = command;
  if (value !== null && field.unique) await refuseTakenValue(command, assetId, field, value.entered);
  await tx.deleteFrom('field_value').where('asset_id', '=', assetId).where('field_id', '=', field.id).execute();
  if (value === null) return;
  const isSecret = field.type === 'secret';
  const { dataKey } = openInventoryOf(backend);
  await tx
    .insertInto('field_value')
    .values({
      asset_id: assetId,
      field_id: field.id,
      entered: isSecret ? null : value.entered,
      text_value: isSecret ? null : value.text,
      number_value: value.number,
      integer_value: value.integer,
      currency: value.currency,
      unique_value: field.unique ? value.entered : null,
      secret: isSecret
        ? sealSecret(dataKey, sealedColumns.fieldSecret, [assetId, field.id], value.entered, backend.surroundings)
        : null,
    })
    .execute();
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
