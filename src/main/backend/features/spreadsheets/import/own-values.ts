import { checkField } from '#shared/features/assets/convert-field.ts';
import type { FieldTexts } from '#shared/features/assets/fields.ts';
import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { changeBeside, changeFieldValues, fieldsByName } from '#backend/features/assets/index.ts';
import { typedText } from '../map/own-fields.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';

/**
 * Writes what a row says of the fields of its asset's category.
 *
 * @param only keys to take; all that the row has unless stated
 * @returns what stood there, by field.
 */
export async function bringOwnValues(
  command: CommandContext,
  { values }: StagedRow,
  assetId: number,
  names: NameRegister,
  only?: ReadonlySet<string>,
): Promise<FieldTexts> {
  const own = Object.entries(values).flatMap(([key, value]) => {
    const name = ownFieldName(key);
    return name === null || only?.has(key) === false ? [] : [{ name, text: typedText(value) }];
  });
  if (own.length === 0) return {};
  const catalogue = await names.fieldCatalogue(command);
  const { category_id: categoryId } = await command.tx
    .selectFrom('asset')
    .select('category_id')
    .where('id', '=', assetId)
    .executeTakeFirstOrThrow();
  const fields = fieldsByName(catalogue, categoryId);
  const together: FieldTexts = {};
  const alone: { id: number; name: string; text: string }[] = [];
  const beside: Record<string, string> = {};
  for (const { name, text } of own) {
    const field = fields.get(name.toLowerCase());
    // Somebody changed the field while the import ran: the text stays beside it.
    if (field === undefined || !checkField(field, text).ok) beside[name] = text;
    else if (field.unique) alone.push({ id: field.id, name, text });
    else together[String(field.id)] = text;
  }
  const before = await changeFieldValues(command, catalogue, assetId, together);
  for (const { id, name, text } of alone) {
    try {
      Object.assign(before, await changeFieldValues(command, catalogue, assetId, { [id]: text }));
    } catch (error) {
      // Another asset got the value while the import ran; nothing was written yet.
      if (!(error instanceof Failure)) throw error;
      beside[name] = text;
    }
  }
  if (Object.keys(beside).length > 0) await changeBeside(command, assetId, { extras: beside });
  return before;
}
