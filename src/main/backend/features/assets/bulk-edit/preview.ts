import { setImmediate } from 'node:timers/promises';
import { bulkRefusals } from '#shared/features/assets/bulk-contract.ts';
import type { BulkPreview, BulkRefusal, BulkRequest } from '#shared/features/assets/bulk-contract.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { PlannedAsset } from './planner.ts';
import { plannerFor } from './planner.ts';

const assetsAtOnce = 200;
const shownOfEach = 100;

/** What an edit of many assets would do, without doing it: read in portions that no scan waits for. */
export async function previewBulkEdit(
  backend: Backend,
  job: RunningJob,
  { ids, change }: BulkRequest,
): Promise<BulkPreview> {
  const { reader } = openInventoryOf(backend);
  const planner = await plannerFor(reader, change);
  const refused = new Map<BulkRefusal, number>();
  const shown: Record<'change' | 'refused', BulkPreview['rows']> = { change: [], refused: [] };
  const counts = { changed: 0, unchanged: 0 };
  for (let start = 0; start < ids.length; start += assetsAtOnce) {
    job.progress('planning', start, ids.length);
    await setImmediate();
    job.signal.throwIfAborted();
    for (const asset of await planner(reader, ids.slice(start, start + assetsAtOnce))) {
      const { plan } = asset;
      if (plan.kind === 'unchanged') counts.unchanged += 1;
      else if (plan.kind === 'change') counts.changed += 1;
      else refused.set(plan.because, (refused.get(plan.because) ?? 0) + 1);
      if (plan.kind !== 'unchanged' && shown[plan.kind].length < shownOfEach) shown[plan.kind].push(rowOf(asset));
    }
  }
  return {
    asked: ids.length,
    ...counts,
    refusals: bulkRefusals.flatMap((because) => {
      const count = refused.get(because);
      return count === undefined ? [] : [{ because, count }];
    }),
    rows: [...shown.change, ...shown.refused],
  };
}

function rowOf({ id, tag, name, plan }: PlannedAsset): BulkPreview['rows'][number] {
  return {
    id,
    tag,
    name,
    changes: plan.kind === 'change' ? plan.changes : [],
    refusal: plan.kind === 'refused' ? { because: plan.because, detail: plan.detail } : null,
  };
}
