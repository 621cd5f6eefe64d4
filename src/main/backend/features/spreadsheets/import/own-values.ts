import { checkField } from '#shared/features/assets/convert-field.ts';
import type { Field, FieldTexts } from '#shared/features/assets/fields.ts';
import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  changeBeside,
  changeFieldValues,
  fieldsByName,
  readFieldCatalogue,
  readSealed,
  restoreSealed,
} from '#backend/features/assets/index.ts';
import type { FieldCatalogue, SealedValues } from '#backend/features/assets/index.ts';
import { typedText } from '../map/own-fields.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';

/** What stood in fields of an asset's category; a secret as it was sealed. */
export interface FormerValues {
  fields?: FieldTexts;
  secrets?: SealedValues;
}

/**
 * Writes what a row says of the fields of its asset's category; a new asset gets their initial values where it says nothing.
 *
 * @param only keys to take; all that the row has unless stated
 * @returns what stood there.
 */
export async function bringOwnValues(
  command: CommandContext,
  { values, target }: StagedRow,
  assetId: number,
  names: NameRegister,
  only?: ReadonlySet<string>,
): Promise<FormerValues> {
  const own = Object.entries(values).flatMap(([key, value]) => {
    const name = ownFieldName(key);
    return name === null || only?.has(key) === false ? [] : [{ name, text: typedText(value) }];
  });
  const isNew = target === null;
  const catalogue = await names.fieldCatalogue(command);
  if (own.length === 0 && !(isNew && hasInitial(catalogue))) return {};
  const { category_id: categoryId } = await command.tx
    .selectFrom('asset')
    .select('category_id')
    .where('id', '=', assetId)
    .executeTakeFirstOrThrow();
  const fields = fieldsByName(catalogue, categoryId);
  const together: FieldTexts = isNew ? initialValues(fields, new Set(own.map(({ name }) => name.toLowerCase()))) : {};
  const alone: { id: number; name: string; text: string }[] = [];
  const beside: Record<string, string> = {};
  for (const { name, text } of own) {
    const field = fields.get(name.toLowerCase());
    const meant = field === undefined ? text : await meantBy(command, field, text, names);
    // Somebody changed the field while the import ran: the text stays beside it.
    if (field === undefined || !checkField(field, meant).ok) beside[name] = text;
    else if (field.unique) alone.push({ id: field.id, name, text: meant });
    else together[String(field.id)] = meant;
  }
  const touched = [...Object.keys(together).map(Number), ...alone.map(({ id }) => id)];
  const secrets = isNew ? {} : await readSealed(command, assetId, secretAmong(catalogue, touched));
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
  const former = Object.fromEntries(Object.entries(before).filter(([id]) => !(id in secrets)));
  return {
    ...(Object.keys(former).length === 0 ? {} : { fields: former }),
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
  };
}

/** Puts back what stood in fields of an asset's category. */
export async function restoreOwnValues(
  command: CommandContext,
  assetId: number,
  { fields, secrets }: FormerValues,
): Promise<void> {
  if (fields !== undefined) await changeFieldValues(command, await readFieldCatalogue(command), assetId, fields);
  if (secrets !== undefined) await restoreSealed(command, assetId, secrets);
}

/** Who or what a text names, as the field holds it: people and places by their identifier. */
async function meantBy(command: CommandContext, field: Field, text: string, names: NameRegister): Promise<string> {
  if (field.type === 'person') return String(await names.person(command, text));
  return field.type === 'location' ? String(await names.place(command, text)) : text;
}

function hasInitial({ fields }: FieldCatalogue): boolean {
  return fields.some(({ initial, archived }) => initial !== null && !archived);
}

function initialValues(fields: ReadonlyMap<string, Field>, given: ReadonlySet<string>): FieldTexts {
  return Object.fromEntries(
    [...fields].flatMap(([name, field]) => {
      const stands = field.initial !== null && !field.unique && !given.has(name) && checkField(field, field.initial).ok;
      return stands ? [[String(field.id), field.initial]] : [];
    }),
  );
}

function secretAmong({ fields }: FieldCatalogue, ids: readonly number[]): number[] {
  return fields.filter(({ id, type }) => type === 'secret' && ids.includes(id)).map(({ id }) => id);
}
