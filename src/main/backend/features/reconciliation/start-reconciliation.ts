import { basename } from 'node:path';
import type { ReconciliationRequest } from '#shared/features/reconciliation/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { inTransaction, noteProgress, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { ReconcileTaskInput, ReconcileTaskResult } from './reconcile-task.ts';
import { countGroups, discardUnfinished, insertReconciliation, insertReconciled } from './repository.ts';

const rowsAtOnce = 1000;

/**
 * Holds a list against the register and keeps what came of it. Its rows are written in portions, so that a scan waits
 * for none of them for long; the result counts from the last one on, with its journal entry.
 */
export async function runReconciliation(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  request: ReconciliationRequest,
): Promise<Record<string, number>> {
  const inventory = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const task: ReconcileTaskInput = {
    request,
    databaseFile: backend.folder.database,
    dataKey: inventory.dataKey,
    defaultCurrency: (await readSetting(inventory.reader, organisationSetting)).currency,
    now: backend.surroundings.now(),
  };
  const { sha256, rows } = (await job.work('reconciliation.reconcile', task)) as ReconcileTaskResult;
  const fileName = basename(request.path);
  const id = await noteProgress(backend, 'reconciliation', (tx) =>
    insertReconciliation(tx, { fileName, sha256, request, operatorId: actor.operatorId, at: task.now }),
  );
  try {
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      job.progress('staging', start, rows.length);
      job.signal.throwIfAborted();
      await noteProgress(backend, 'reconciliation', (tx) =>
        insertReconciled(tx, id, rows.slice(start, start + rowsAtOnce)),
      );
    }
    job.holdCancel();
    return await inTransaction(backend, actor, async (command) => {
      await command.tx.updateTable('reconciliation').set({ state: 'kept' }).where('id', '=', id).execute();
      const counts = Object.fromEntries((await countGroups(command.tx, id)).map(({ group, count }) => [group, count]));
      await command.record({
        event: 'reconciliation.made',
        subject: `reconciliation:${id}`,
        data: { fileName, sha256, compared: request.compare.join(' '), ...counts },
      });
      command.changed('reconciliation');
      return { reconciliationId: id, rows: rows.length };
    });
  } catch (error) {
    await noteProgress(backend, 'reconciliation', (tx) => discardUnfinished(tx, id));
    throw error;
  }
}

/** After a crash: results of which only a part was written. */
export async function discardCutShort(backend: Backend): Promise<void> {
  const { reader } = openInventoryOf(backend);
  const cut = await reader.selectFrom('reconciliation').select('id').where('state', '=', 'writing').execute();
  for (const { id } of cut) await noteProgress(backend, 'reconciliation', (tx) => discardUnfinished(tx, id));
}
