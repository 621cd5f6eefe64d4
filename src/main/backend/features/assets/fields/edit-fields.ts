import type { FieldPreview } from '#shared/features/assets/field-contract.ts';
import { problemOfField } from '#shared/features/assets/field-rules.ts';
import { fieldDetails } from '#shared/features/assets/fields.ts';
import type { Field, FieldDetails, FieldOwner } from '#shared/features/assets/fields.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { differenceOf } from '../rules.ts';
import { refreshSearch } from '../search-index.ts';
import { listFields } from '../fields.ts';
import { planValues, previewOf, repeatedValues } from './plan-values.ts';
import type { PlannedValue } from './plan-values.ts';

/** The columns that details of a field are stored in. */
function columnsOf(details: FieldDetails) {
  return {
    name: details.name,
    type: details.type,
    group_name: details.group,
    unit: details.unit,
    required: details.required ? 1 : 0,
    is_unique: details.unique ? 1 : 0,
    initial: details.initial,
    help: details.help,
    pattern: details.pattern,
    choices: JSON.stringify(details.choices),
    role: details.role,
  };
}

/** @throws Failure NAME_TAKEN, INVALID_INPUT. */
export async function createField(
  command: CommandContext,
  { owner, ...details }: FieldDetails & { owner: FieldOwner },
): Promise<{ id: number }> {
  const siblings = siblingsOf(await listFields(command.tx), owner);
  refuseTakenName(siblings, null, details.name);
  refuseUnfit(details);
  const { id } = await command.tx
    .insertInto('field')
    .values({
      ...columnsOf(details),
      key: null,
      family: owner.family,
      category_id: owner.categoryId,
      position: Math.max(0, ...siblings.map((each) => each.position)) + 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'assets.fieldCreated',
    subject: `field:${id}`,
    data: { after: { ...owner, ...details } },
  });
  command.changed('assets');
  return { id };
}

export async function previewField(
  { reader }: QueryContext,
  { id, ...details }: FieldDetails & { id: number },
): Promise<FieldPreview> {
  const field = getField(await listFields(reader), id);
  refuseOpeningSecrets(field, details);
  return previewOf(reader, field, details);
}

/** @throws Failure CHANGED_MEANWHILE, NAME_TAKEN, INVALID_INPUT, FIELD_SECRET_FIXED, FIELD_NOT_UNIQUE. */
export async function updateField(
  command: CommandContext,
  { id, version, ...details }: FieldDetails & { id: number; version: number },
): Promise<void> {
  const { tx } = command;
  const known = await listFields(tx);
  const field = getField(known, id);
  if (field.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'field', id });
  refuseTakenName(siblingsOf(known, field), id, details.name);
  refuseUnfit(details);
  refuseOpeningSecrets(field, details);
  const difference = differenceOf(fieldDetails.parse(field), details);
  if (!difference) return;
  const values = await planValues(tx, field, details);
  const repeated = details.unique ? repeatedValues(values) : [];
  if (repeated[0])
    throw new Failure('FIELD_NOT_UNIQUE', { field: details.name, count: repeated.length, text: repeated[0].source });
  await tx
    .updateTable('field')
    .set({ ...columnsOf(details), version: version + 1 })
    .where('id', '=', id)
    .execute();
  writeValues(command, id, values, details.unique);
  await command.record({
    event: 'assets.fieldChanged',
    subject: `field:${id}`,
    data: { ...difference, values: values.length, unfit: values.filter(({ next }) => next === null).length },
  });
  if (field.type !== details.type)
    await refreshSearch(
      tx,
      values.map(({ assetId }) => assetId),
      { fragments: false },
    );
  command.changed('assets');
}

/** What a value was typed as is kept beside the form that it gets, so that it survives any number of changes. */
function writeValues(
  { backend }: CommandContext,
  fieldId: number,
  values: readonly PlannedValue[],
  unique: boolean,
): void {
  const { sqlite } = openInventoryOf(backend);
  // In two steps: a value may be given up and taken by another in the same change.
  sqlite.prepare('UPDATE field_value SET unique_value = NULL WHERE field_id = ?').run(fieldId);
  const write = sqlite.prepare(`UPDATE field_value SET entered = @entered, text_value = @text, number_value = @number,
    integer_value = @integer, currency = @currency, unique_value = @unique, original = @original
    WHERE asset_id = @assetId AND field_id = @fieldId`);
  const nothing = { text: null, number: null, integer: null, currency: null };
  for (const { assetId, source, next, original } of values) {
    const stored = next ?? { ...nothing, entered: source };
    write.run({
      ...stored,
      assetId,
      fieldId,
      unique: unique && next !== null ? next.entered : null,
      original,
    });
  }
}

/** Puts the fields of an owner that are in use into this order. */
export async function orderFields(
  command: CommandContext,
  { owner, ids }: { owner: FieldOwner; ids: readonly number[] },
): Promise<void> {
  const siblings = siblingsOf(await listFields(command.tx), owner);
  const complete = siblings.length === ids.length && siblings.every(({ id }) => ids.includes(id));
  if (!complete) throw new Failure('INVALID_INPUT', { issues: [{ path: ['ids'], code: 'invalid' }] });
  for (const [index, id] of ids.entries())
    await command.tx
      .updateTable('field')
      .set({ position: index + 1 })
      .where('id', '=', id)
      .execute();
  const names = ids.map((id) => siblings.find((each) => each.id === id)?.name ?? '');
  await command.record({ event: 'assets.fieldsOrdered', subject: subjectOf(owner), data: { order: names } });
  command.changed('assets');
}

/** The field is not asked for any more; its values stay with their assets and are shown. */
export async function archiveField(command: CommandContext, { id }: { id: number }): Promise<void> {
  const field = getField(await listFields(command.tx), id);
  if (field.archived) return;
  await command.tx.updateTable('field').set({ archived_at: command.now }).where('id', '=', id).execute();
  await command.record({ event: 'assets.fieldArchived', subject: `field:${id}`, data: { name: field.name } });
  command.changed('assets');
}

/** @throws Failure NAME_TAKEN */
export async function restoreField(command: CommandContext, { id }: { id: number }): Promise<void> {
  const known = await listFields(command.tx);
  const field = getField(known, id);
  if (!field.archived) return;
  refuseTakenName(siblingsOf(known, field), id, field.name);
  await command.tx.updateTable('field').set({ archived_at: null }).where('id', '=', id).execute();
  await command.record({ event: 'assets.fieldRestored', subject: `field:${id}`, data: { name: field.name } });
  command.changed('assets');
}

const subjectOf = ({ family, categoryId }: FieldOwner): string =>
  categoryId === null ? `family:${family}` : `category:${categoryId}`;

function getField(known: readonly Field[], id: number): Field {
  const field = known.find((each) => each.id === id);
  if (!field) throw notFound('field', id);
  return field;
}

/** Fields of the same owner that are in use. */
function siblingsOf(known: readonly Field[], owner: Pick<Field, 'family' | 'categoryId'>): Field[] {
  return known.filter((each) => each.family === owner.family && each.categoryId === owner.categoryId && !each.archived);
}

function refuseTakenName(siblings: readonly Field[], id: number | null, name: string): void {
  if (siblings.some((each) => each.id !== id && each.name.toLowerCase() === name.toLowerCase()))
    throw new Failure('NAME_TAKEN', { name });
}

function refuseUnfit(details: FieldDetails): void {
  const problem = problemOfField(details);
  if (problem) throw new Failure('INVALID_INPUT', { issues: [{ path: [problem.path], code: problem.code }] });
}

/** A secret can't become readable by a change of its field, nor what was readable a secret: it stands in the journal. */
function refuseOpeningSecrets(field: Field, { type }: FieldDetails): void {
  if ((field.type === 'secret') !== (type === 'secret')) throw new Failure('FIELD_SECRET_FIXED');
}
