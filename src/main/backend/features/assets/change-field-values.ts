import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Field, FieldTexts } from '#shared/features/assets/fields.ts';
import type { Category } from '#shared/features/assets/model.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listCategories } from './catalogue.ts';
import { listFields } from './fields.ts';
import { refreshSearch } from './search-index.ts';
import { writeFieldValues } from './set-field-values.ts';

/** The fields of all categories, read once for many assets. */
export interface FieldCatalogue {
  fields: readonly Field[];
  categories: readonly Category[];
}

export async function readFieldCatalogue({ tx }: CommandContext): Promise<FieldCatalogue> {
  return { fields: await listFields(tx), categories: await listCategories(tx) };
}

/** The fields of a category by their names in lower case. */
export function fieldsByName({ fields, categories }: FieldCatalogue, categoryId: number): Map<string, Field> {
  return new Map(fieldsOfCategory(fields, categories, categoryId).map((field) => [field.name.toLowerCase(), field]));
}

/**
 * Writes some values of an asset's fields and nothing else: a form asks for what is required, a file brings what it has.
 *
 * @returns what stood there, by field, to be put back by the same function.
 * @throws Failure FIELD_REFUSED, FIELD_TAKEN.
 */
export async function changeFieldValues(
  command: CommandContext,
  catalogue: FieldCatalogue,
  assetId: number,
  texts: FieldTexts,
): Promise<FieldTexts> {
  const { tx, now } = command;
  const asked = new Set(Object.keys(texts));
  // What is emptied is emptied, whatever a form would ask for.
  const fields = catalogue.fields
    .filter(({ id }) => asked.has(String(id)))
    .map((field) => ({ ...field, required: false }));
  const rows = await tx
    .selectFrom('field_value')
    .select(['field_id', 'entered'])
    .where('asset_id', '=', assetId)
    .execute();
  const before = new Map(rows.map((row) => [row.field_id, row.entered]));
  const change = await writeFieldValues(command, fields, { id: assetId, isNew: false }, texts);
  if (Object.keys({ ...change.before, ...change.after }).length === 0) return {};
  const asset = await tx
    .updateTable('asset')
    .set((eb) => ({ updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', assetId)
    .returning('tag')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'assets.changed',
    subject: `asset:${assetId}`,
    data: { tag: asset.tag, before: change.before, after: change.after },
  });
  await refreshSearch(tx, [assetId], { fragments: false });
  command.changed('assets');
  return Object.fromEntries(fields.map(({ id }) => [String(id), before.get(id) ?? null]));
}
