import { join } from 'node:path';
import type { JobStatus } from '#shared/features/application/contract.ts';
import type { Salvaged } from '#shared/features/backups/model.ts';
import { salvageDatabase } from '#backend/kernel/db/salvage.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { draftDatabase, setAsideOf, turnBackDraft } from '#backend/kernel/storage/turn-back.ts';
import { folderOf, readVault } from '#backend/features/auth/index.ts';
import { inDraft, mayTurnBack, putInPlace, recordInDraft, refuseOpen, tablesOfRights } from './recovery-steps.ts';
import type { Second } from './recovery-steps.ts';
import { salvageFindings } from './salvage-task.ts';
import type { SalvageInput } from './salvage-task.ts';

const kind = 'salvage';

/**
 * Puts what can still be read of a damaged register in its place, for when no backup will do. What is missing is counted
 * by table, and what is left of the journal is checked and its break told: from then on every check tells it again.
 * The damaged file is set aside as it is. Whoever has to confirm is asked before the reading, which may take long and
 * can be cancelled as long as it lasts.
 *
 * @throws Failure NOT_DAMAGED, NOTHING_TO_SALVAGE, FORBIDDEN, WRONG_CREDENTIALS, TRY_LATER, RESTORE_NEEDS_SECOND,
 * CANCELLED, STORAGE_BUSY
 */
export async function salvageRegister(
  backend: Backend,
  { username, password, second }: { username: string; password: string; second: Second },
): Promise<Salvaged> {
  const folder = folderOf(backend);
  const vault = readVault(backend);
  const { dataKey, username: by } = await vault.openByPassword(username, password);
  await refuseOpen(backend);
  return inDraft(backend, folder, async () => {
    const rights = join(turnBackDraft(folder.path), 'rights.db');
    salvageDatabase(folder.database, rights, dataKey, { only: tablesOfRights });
    const confirmedBy = await mayTurnBack(vault, { draft: rights, keyThen: dataKey, username: by, second });
    const draft = draftDatabase(folder.path);
    const input = { database: folder.database, draft, attachmentsFolder: folder.attachments, dataKey };
    const { tables, ...looked } = await readDamaged(backend, input);
    const damaged = tables.filter(({ lost }) => lost !== 0);
    const setAside = setAsideOf(folder.path, backend.surroundings.now());
    const lost = Object.fromEntries(damaged.map((row) => [row.table, row.lost]));
    const data = { by, confirmedBy, setAside, lost, journalBrokenAt: looked.brokenAt };
    const fact = { event: 'application.salvaged', subject: 'backup', data };
    recordInDraft(draft, dataKey, { source: 'window', fact }, backend.surroundings);
    await refuseOpen(backend);
    putInPlace(folder, join(turnBackDraft(folder.path), 'attachments'), setAside);
    return { setAside, saved: tables.reduce((sum, { saved }) => sum + saved, 0), tables: damaged, ...looked };
  });
}

/** The long part, as a job: what it found is too much for the list of jobs. */
async function readDamaged(backend: Backend, input: SalvageInput) {
  const found = Promise.withResolvers<unknown>();
  backend.jobs.start(kind, '', async (job) => {
    try {
      found.resolve(await job.work('backups.salvage', input));
      return {};
    } catch (error) {
      found.reject(error);
      throw error;
    }
  });
  return salvageFindings.parse(await found.promise);
}

/** How far a salvage is, for whoever waits for it and is not signed in to anything. */
export async function* salvageSteps(events: AsyncIterable<JobStatus>): AsyncGenerator<JobStatus, void, void> {
  for await (const status of events) if (status.kind === kind) yield status;
}

/** Ends a salvage as long as nothing is in its place yet: the damaged register stays as it was. */
export function cancelSalvage(backend: Backend): void {
  for (const { id, kind: what } of backend.jobs.list()) if (what === kind) backend.jobs.cancel(id);
}
