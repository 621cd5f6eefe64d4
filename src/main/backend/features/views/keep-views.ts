import { listFilters } from '#shared/features/views/contract.ts';
import type { ListName, SavedView, ViewContent } from '#shared/features/views/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import {
  deleteView,
  findView,
  insertView,
  isNameTaken,
  listVisibleViews,
  setDefaultView,
  updateView,
} from './repository.ts';
import { mayChangeView } from './rules.ts';

export async function listViews({ reader, actor }: QueryContext, { list }: { list: ListName }): Promise<SavedView[]> {
  const views = await listVisibleViews(reader, list, actor.operatorId);
  return views.map((view) => ({
    ...view.content,
    id: view.id,
    name: view.name,
    shared: view.shared,
    owner: { id: view.ownerId, name: view.owner },
    editable: mayChangeView(view, actor.operatorId, actor.may('view.manage')).allowed,
    isDefault: view.isDefault,
    version: view.version,
  }));
}

export async function createView(
  command: CommandContext,
  { list, name, shared, content }: { list: ListName; name: string; shared: boolean; content: ViewContent },
): Promise<{ id: number }> {
  const { tx, actor, now } = command;
  const view = { list, name, shared, ownerId: actor.operatorId };
  if (await isNameTaken(tx, view, null)) throw new Failure('NAME_TAKEN', { name });
  const id = await insertView(tx, { ...view, content: fitting(list, content), at: now });
  await command.record({
    event: 'views.created',
    subject: `view:${id}`,
    data: { after: { list, name, shared, content: JSON.stringify(content) } },
  });
  command.changed('views');
  return { id };
}

/** The list as it is now takes the place of what the view showed. */
export async function overwriteView(
  command: CommandContext,
  { content, ...known }: { id: number; version: number; content: ViewContent },
): Promise<void> {
  const view = await changeableView(command, known);
  const next = JSON.stringify(fitting(view.list, content));
  await updateView(command.tx, view, { content: next, updated_at: command.now });
  await command.record({
    event: 'views.changed',
    subject: `view:${view.id}`,
    data: { name: view.name, before: { content: JSON.stringify(view.content) }, after: { content: next } },
  });
  command.changed('views');
}

export async function renameView(
  command: CommandContext,
  { name, shared, ...known }: { id: number; version: number; name: string; shared: boolean },
): Promise<void> {
  const view = await changeableView(command, known);
  if (await isNameTaken(command.tx, { ...view, name, shared }, view.id)) throw new Failure('NAME_TAKEN', { name });
  await updateView(command.tx, view, { name, shared: shared ? 1 : 0, updated_at: command.now });
  await command.record({
    event: 'views.changed',
    subject: `view:${view.id}`,
    data: { before: { name: view.name, shared: view.shared }, after: { name, shared } },
  });
  command.changed('views');
}

export async function removeView(command: CommandContext, known: { id: number; version: number }): Promise<void> {
  const view = await changeableView(command, known);
  await deleteView(command.tx, view.id);
  await command.record({
    event: 'views.removed',
    subject: `view:${view.id}`,
    data: { before: { list: view.list, name: view.name, shared: view.shared, content: JSON.stringify(view.content) } },
  });
  command.changed('views');
}

export async function chooseDefaultView(
  command: CommandContext,
  { list, id }: { list: ListName; id: number | null },
): Promise<void> {
  const { tx, actor } = command;
  const view = id === null ? null : await findView(tx, id, actor.operatorId);
  const isVisible = view !== null && view.list === list && (view.shared || view.ownerId === actor.operatorId);
  if (id !== null && !isVisible) throw notFound('view', id);
  await setDefaultView(tx, { operatorId: actor.operatorId, list, viewId: id });
  await command.record({
    event: 'views.defaultChosen',
    subject: `operator:${actor.operatorId}`,
    data: { after: { list, name: view?.name ?? null } },
  });
  command.changed('views');
}

/** @throws Failure NOT_FOUND, VIEW_NOT_YOURS, CHANGED_MEANWHILE */
async function changeableView({ tx, actor }: CommandContext, { id, version }: { id: number; version: number }) {
  const view = await findView(tx, id, actor.operatorId);
  if (!view) throw notFound('view', id);
  const verdict = mayChangeView(view, actor.operatorId, actor.may('view.manage'));
  if (!verdict.allowed) {
    if (verdict.because === 'NOT_FOUND') throw notFound('view', id);
    throw new Failure('VIEW_NOT_YOURS', { name: view.name, owner: view.owner });
  }
  if (view.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'view', id });
  return view;
}

/** The content with its filter as the list understands it: a view must not be kept that can't be shown. */
function fitting(list: ListName, content: ViewContent): ViewContent {
  const parsed = listFilters[list].safeParse(content.filter);
  if (!parsed.success)
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['content', 'filter'], code: 'invalid' }] });
  return { ...content, filter: parsed.data as ViewContent['filter'] };
}
