import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { listFields } from '#backend/features/assets/index.ts';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { sampleValues } from './label-values.ts';
import { isForLabels, mayBeTemplate } from './template-rules.ts';
import {
  archiveTemplateRow,
  getTemplate,
  insertTemplate,
  listTemplates,
  rowIdOf,
  updateTemplateRow,
} from './template-repository.ts';

/** Names of the fields of categories that a label may show, each once, in alphabetical order. */
export async function labelFields(db: Db): Promise<string[]> {
  const fields = (await listFields(db)).filter((field) => !field.archived);
  const unfit = new Set(fields.filter(({ type }) => !isForLabels(type)).map(({ name }) => name));
  return [...new Set(fields.map(({ name }) => name))].filter((name) => !unfit.has(name)).toSorted();
}

/** @throws Failure FIELD_NOT_FOR_LABELS, TEMPLATE_WOULD_NOT_SCAN */
export async function refuseUnfit(db: Db, design: TemplateDesign): Promise<void> {
  const fields = (await listFields(db)).filter((field) => !field.archived);
  const verdict = mayBeTemplate(design, fields, await sampleValues(db, design.subject));
  if (verdict.ok) return;
  if (verdict.because === 'FIELD_NOT_FOR_LABELS') throw new Failure('FIELD_NOT_FOR_LABELS', { name: verdict.name });
  const { code, ...facts } = verdict.problem;
  throw new Failure('TEMPLATE_WOULD_NOT_SCAN', { ...facts, problem: code, dpi: design.dpi });
}

async function refuseTakenName(db: Db, name: string, id: string | null): Promise<void> {
  const taken = (await listTemplates(db)).some(
    (known) => known.id !== id && known.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw new Failure('NAME_TAKEN', { name });
}

/** The journal says what a template looks like, but not the dots of its pictures. */
function forJournal(design: TemplateDesign) {
  const elements = design.elements.map((element) =>
    element.type === 'image'
      ? { ...element, picture: { columns: element.picture.columns, rows: element.picture.rows } }
      : element,
  );
  return { ...design, elements };
}

export async function addTemplate(
  command: CommandContext,
  design: TemplateDesign,
  categoryId: number | null,
  event: { event: 'labels.templateAdded' | 'labels.templateImported' },
): Promise<{ id: string; version: number }> {
  const id = await insertTemplate(command.tx, design, {
    categoryId,
    operatorId: command.actor.operatorId,
    at: command.now,
  });
  await command.record({
    ...event,
    subject: `label_template:${id}`,
    data: { before: null, after: { ...forJournal(design), categoryId } },
  });
  command.changed('labels');
  return { id, version: 1 };
}

export async function saveTemplate(
  command: CommandContext,
  input: { id: string | null; version: number | null; categoryId: number | null; design: TemplateDesign },
): Promise<{ id: string; version: number }> {
  const { design } = input;
  const categoryId = design.subject === 'asset' ? input.categoryId : null;
  await refuseTakenName(command.tx, design.name, input.id);
  await refuseUnfit(command.tx, design);
  if (input.id === null) return addTemplate(command, design, categoryId, { event: 'labels.templateAdded' });
  const before = await getTemplate(command.tx, input.id);
  const rowId = rowIdOf(input.id);
  if (rowId === null) throw new Failure('TEMPLATE_BUILT_IN', { name: before.name });
  const version = input.version ?? before.version;
  const written = { categoryId, operatorId: command.actor.operatorId, at: command.now };
  if (!(await updateTemplateRow(command.tx, rowId, version, design, written))) {
    throw new Failure('CHANGED_MEANWHILE', { entity: 'template', id: rowId });
  }
  await command.record({
    event: 'labels.templateChanged',
    subject: `label_template:${input.id}`,
    data: { before: forJournal(before.template), after: { ...forJournal(design), categoryId } },
  });
  command.changed('labels');
  return { id: input.id, version: version + 1 };
}

export async function archiveTemplate(command: CommandContext, { id }: { id: string }): Promise<void> {
  const { name } = await getTemplate(command.tx, id);
  const rowId = rowIdOf(id);
  if (rowId === null) throw new Failure('TEMPLATE_BUILT_IN', { name });
  await archiveTemplateRow(command.tx, rowId, command.now);
  await command.record({ event: 'labels.templateArchived', subject: `label_template:${id}`, data: { name } });
  command.changed('labels');
}
