import type { BulkEdit, BulkPreview, BulkRequest, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { keyOfField } from '#shared/features/assets/filter-expression.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { actingOperator, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { listFields } from '../fields.ts';
import { checkChange } from './check-change.ts';
import { editMany } from './edit-many.ts';
import { previewBulkEdit } from './preview.ts';
import { listBulkEdits } from './repository.ts';
import { refuseLateUndo, undoMany } from './undo-many.ts';

/** The last few previews by job; newest last. */
const previews = new Map<string, BulkPreview>();
const previewsKept = 10;

async function checked({ backend, session }: Call, { ids, change }: BulkRequest): Promise<BulkRequest> {
  const seesCost = actingOperator(session).may('asset.cost.view');
  const { reader } = openInventoryOf(backend);
  return { ids: [...new Set(ids)], change: await checkChange(reader, change, seesCost) };
}

export async function startBulkPreview(call: Call, request: BulkRequest): Promise<{ jobId: string }> {
  const { backend } = call;
  const sound = await checked(call, request);
  const jobId = backend.jobs.start('bulk_preview', String(sound.ids.length), async (job) => {
    const preview = await previewBulkEdit(backend, job, sound);
    for (const old of [...previews.keys()].slice(0, -previewsKept)) previews.delete(old);
    previews.set(job.id, preview);
    return { changed: preview.changed, unchanged: preview.unchanged };
  });
  return { jobId };
}

export function bulkPreview({ jobId }: { jobId: string }): BulkPreview {
  const preview = previews.get(jobId);
  if (!preview) throw notFound('preview', jobId);
  return preview;
}

export async function startBulkEdit(call: Call, request: BulkRequest): Promise<{ jobId: string }> {
  const { backend, session } = call;
  const actor = actingOperator(session);
  const sound = await checked(call, request);
  return {
    jobId: backend.jobs.start('bulk_edit', String(sound.ids.length), (job) => editMany(backend, job, actor, sound)),
  };
}

/** Whether it can be undone at all is said at once, not when the job has failed. */
export async function startBulkUndo({ backend, session }: Call, { id }: { id: number }): Promise<{ jobId: string }> {
  const actor = actingOperator(session);
  await refuseLateUndo(openInventoryOf(backend).reader, id);
  return { jobId: backend.jobs.start('bulk_undo', String(id), (job) => undoMany(backend, job, actor, id)) };
}

/** Costs among what was set are not told to who may not see them. */
export async function bulkEditsFor({ reader, actor }: QueryContext): Promise<BulkEdit[]> {
  const edits = await listBulkEdits(reader);
  if (actor.may('asset.cost.view')) return edits;
  const fields = await listFields(reader);
  const isCost = (subject: BulkSubject) =>
    subject === 'cost' || fields.some(({ id, type }) => type === 'money' && keyOfField(id) === subject);
  return edits.map((edit) => ({ ...edit, change: edit.change.filter(({ field }) => !isCost(field)) }));
}
