import { rename, rm, writeFile } from 'node:fs/promises';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { listCategories } from '#backend/features/assets/index.ts';
import { addTemplate, refuseUnfit } from './save-template.ts';
import { readTemplateFile, writeTemplateFile } from './template-file.ts';
import { getTemplate, listTemplates } from './template-repository.ts';
import { freeName } from './template-rules.ts';

const fileNameOf = (name: string) => `${name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'Label'}.label.json`;

/** Asks where, then writes a template as a file for another inventory. */
export async function exportTemplate(
  { backend, session }: Call,
  { id }: { id: string },
): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const { reader } = openInventoryOf(backend);
  const known = await getTemplate(reader, id);
  const category = (await listCategories(reader)).find((each) => each.id === known.category?.id);
  const path = await backend.host.chooseSaveFile({
    defaultName: fileNameOf(known.name),
    filters: [{ name: 'Label template', extensions: ['json'] }],
  });
  if (path === null) return { path };
  const { id: _own, ...design } = known.template;
  const draft = `${path}.part`;
  try {
    await writeFile(draft, writeTemplateFile(design, category?.key ?? null));
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await inTransaction(backend, actor, (command) =>
    command.record({ event: 'labels.templateExported', subject: `label_template:${id}`, data: { name: known.name } }),
  );
  return { path };
}

/** Takes a template from a file, under a name of its own when there is one of that name. */
export async function importTemplate(
  command: CommandContext,
  { content }: { content: string },
): Promise<{ id: string; name: string }> {
  const file = readTemplateFile(content);
  if (!file.ok) throw new Failure('FILE_REFUSED', { reason: file.reason, facts: file.facts });
  const names = (await listTemplates(command.tx)).map(({ name }) => name);
  const design = { ...file.design, name: freeName(file.design.name, names) };
  await refuseUnfit(command.tx, design);
  const category = (await listCategories(command.tx)).find(({ key }) => key === file.categoryKey);
  const categoryId = design.subject === 'asset' ? (category?.id ?? null) : null;
  const { id } = await addTemplate(command, design, categoryId, { event: 'labels.templateImported' });
  return { id, name: design.name };
}
