import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { BulkChange, BulkRefusal, BulkRequest } from '#shared/features/assets/bulk-contract.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { inTransaction, noteProgress, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { listFields } from '../fields.ts';
import { changeDetails } from '../update-asset.ts';
import { detailsOfTexts } from './check-change.ts';
import { plannerFor } from './planner.ts';
import type { Planner } from './planner.ts';
import { endBulkEdit, insertBulkEdit, insertEditedAsset, stopRunningEdits } from './repository.ts';

/** Assets a transaction: what a scan beside the edit waits for at most is some 40 ms. */
export const assetsAtOnce = 25;

/** Edits asset after asset, each with its own journal entry. Cancelled, it stays at what it has done, which can be undone. */
export async function editMany(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  { ids, change }: BulkRequest,
): Promise<Record<string, number>> {
  const planner = await plannerFor(openInventoryOf(backend).reader, change);
  const id = await inTransaction(backend, actor, async (command) => {
    const edit = await insertBulkEdit(command, { change, asked: ids.length });
    await command.record({
      event: 'assets.bulkEditStarted',
      subject: `bulkEdit:${edit}`,
      data: { asked: ids.length, after: await namedTexts(command, change) },
    });
    return edit;
  });
  const counts = { changed: 0, unchanged: 0, refused: 0 };
  try {
    for (let start = 0; start < ids.length; start += assetsAtOnce) {
      job.progress('editing', start, ids.length);
      await setImmediate();
      job.signal.throwIfAborted();
      const outcomes = await inTransaction(backend, actor, (command) =>
        editPortion(command, planner, id, ids.slice(start, start + assetsAtOnce)),
      );
      for (const outcome of outcomes) counts[outcome] += 1;
    }
  } catch (error) {
    await end(backend, actor, id, 'stopped', counts);
    throw error;
  }
  await end(backend, actor, id, 'done', counts);
  return { bulkEditId: id, ...counts };
}

type Counts = Record<'changed' | 'unchanged' | 'refused', number>;

async function end(backend: Backend, actor: Actor, id: number, state: 'done' | 'stopped', counts: Counts) {
  await inTransaction(backend, actor, async (command) => {
    await endBulkEdit(command, id, state);
    await command.record({ event: 'assets.bulkEditEnded', subject: `bulkEdit:${id}`, data: { state, ...counts } });
    command.changed('assets');
  });
}

async function editPortion(
  command: CommandContext,
  planner: Planner,
  bulkEditId: number,
  ids: readonly number[],
): Promise<(keyof Counts)[]> {
  const outcomes: (keyof Counts)[] = [];
  // What was previewed may have changed meanwhile, so each asset is looked at again where it is written.
  for (const { id, plan } of await planner(command.tx, ids)) {
    if (plan.kind !== 'change') {
      outcomes.push(plan.kind === 'unchanged' ? 'unchanged' : 'refused');
      continue;
    }
    const wanted = plan.changes.map(({ field, to }) => ({ field, text: to }));
    const refusal = await changeUnlessRefused(command, id, wanted, { bulkEdit: bulkEditId });
    outcomes.push(refusal === null ? 'changed' : 'refused');
    if (refusal === null) await insertEditedAsset(command.tx, bulkEditId, id, plan.changes);
  }
  return outcomes;
}

const refusals: ReadonlySet<string> = new Set(['SERIAL_TAKEN', 'FIELD_TAKEN', 'FIELD_REFUSED', 'ASSET_CLOSED']);

/** One asset of many: when it is refused, nothing of it is written and the others stand. */
export async function changeUnlessRefused(
  command: CommandContext,
  id: number,
  texts: BulkChange,
  facts: Record<string, number>,
): Promise<BulkRefusal | null> {
  const { details, fields } = detailsOfTexts(texts);
  await sql`SAVEPOINT one_asset`.execute(command.tx);
  try {
    await changeDetails(command, id, details, { facts, ...(Object.keys(fields).length > 0 ? { fields } : {}) });
    return null;
  } catch (error) {
    if (!(error instanceof Failure) || !refusals.has(error.code)) throw error;
    await sql`ROLLBACK TO one_asset`.execute(command.tx);
    return error.code as BulkRefusal;
  } finally {
    await sql`RELEASE one_asset`.execute(command.tx);
  }
}

/** The change as the journal names it: costs under names that are hidden from who may not see them. */
async function namedTexts({ tx }: CommandContext, change: BulkChange): Promise<Record<string, string | null>> {
  const fields = new Map((await listFields(tx)).map((field) => [field.id, field]));
  return Object.fromEntries(
    change.map(({ field, text }) => {
      const own = fields.get(customFieldOf(field) ?? 0);
      return [own === undefined ? field : `${own.type === 'money' ? 'cost' : 'field'} ${own.name}`, text];
    }),
  );
}

/** After a crash: an edit that was under way stays at what it has done. */
export async function stopCutShortEdits(backend: Backend): Promise<void> {
  await noteProgress(backend, 'assets', (tx) => stopRunningEdits(tx, backend.surroundings.now()));
}
