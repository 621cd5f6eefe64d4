import { isShared } from '#shared/features/assets/fields.ts';
import type { FieldTexts } from '#shared/features/assets/fields.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { categoriesInUse } from './categories/category-in-use.ts';
import { fieldsFor } from './fields.ts';
import { registerAssets } from './register-assets.ts';
import type { NewAsset } from './register-assets.ts';
import { insertSearch } from './search-index.ts';
import { checkedValue, writeFieldValues } from './set-field-values.ts';

/** Says before the first scan what the last one would fail of. @throws Failure CATEGORY_ARCHIVED, FIELD_REFUSED */
export async function refuseUnfitTemplate(
  context: Pick<CommandContext, 'tx'>,
  categoryId: number,
  texts: FieldTexts,
): Promise<void> {
  (await categoriesInUse(context.tx))(categoryId);
  for (const field of (await fieldsFor(context.tx, categoryId)).filter((each) => isShared(each))) {
    const given = texts[String(field.id)];
    // A cost that its operator may not see is left to its initial value.
    await checkedValue(
      context.tx,
      field.type === 'money' ? { ...field, required: false } : field,
      given === undefined ? field.initial : given,
    );
  }
}

/** Registers units of one kind, each with the same values in the fields that units may share. */
export async function registerUnits(
  command: CommandContext,
  categoryId: number,
  units: readonly NewAsset[],
  texts: FieldTexts,
): Promise<{ id: number; tag: string }[]> {
  const registered = await registerAssets(command, units, 'scan', { search: false });
  const { id: filedUnder } = (await categoriesInUse(command.tx))(categoryId);
  const fields = (await fieldsFor(command.tx, filedUnder)).filter((each) => isShared(each));
  const facts = [];
  for (const { id, tag } of registered) {
    const { after } = await writeFieldValues(command, fields, { id, isNew: true }, texts);
    if (Object.keys(after).length > 0)
      facts.push({ event: 'assets.changed', subject: `asset:${id}`, data: { tag, after } });
  }
  if (facts.length > 0) command.journal.appendAll(facts);
  await insertSearch(
    command.tx,
    registered.map(({ id }) => id),
  );
  return registered;
}
