import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { listOpenBatches } from '../repository.ts';
import { applyBatch } from './run-import.ts';
import { discardStaging } from './staging.ts';
import { finishUndo } from './undo/undo-import.ts';

/** At start: imports that were cut short are brought to their end, staging files that belong to none are thrown away. */
export async function resumeImports(backend: Backend): Promise<void> {
  const { inventory, folder } = backend;
  if (!inventory || !folder) return;
  const open = await listOpenBatches(inventory.reader, 'applying');
  const wanted = new Set(open.map((batch) => batch.staging_file));
  for (const name of readdirSync(folder.work)) {
    const file = join(folder.work, name);
    if (name.startsWith('import-') && name.endsWith('.db') && !wanted.has(file)) discardStaging(file);
  }
  await resumeUndos(backend);
  for (const batch of open) {
    backend.jobs.start('import', batch.file_name, async (job) => {
      job.outliveClosing();
      return applyBatch(backend, job, resumingActor(batch.operator_id), batch.id);
    });
  }
}

/** At start: undos that were cut short go on as well. */
async function resumeUndos(backend: Backend): Promise<void> {
  if (!backend.inventory) return;
  for (const batch of await listOpenBatches(backend.inventory.reader, 'undoing')) {
    backend.jobs.start('import_undo', batch.file_name, async (job) => {
      job.holdCancel();
      return finishUndo(backend, job, resumingActor(batch.operator_id), batch.id);
    });
  }
}

/** Who began the import is who goes on with it. */
function resumingActor(operatorId: number): Actor {
  return {
    operatorId,
    username: '',
    roles: [],
    source: 'import',
    desk: 'resumed',
    session: 'resumed',
    may: () => true,
  };
}
