import * as z from 'zod';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import { readContent } from '#backend/kernel/attachments/content-store.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { salvageDatabase } from '#backend/kernel/db/salvage.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { accuses, ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import type { Task, TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { refreshSearch } from '#backend/features/assets/index.ts';
import { isWhole } from './recovery-steps.ts';

const input = z.object({
  database: z.string(),
  draft: z.string(),
  attachmentsFolder: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type SalvageInput = z.infer<typeof input>;

const tableSaved = z.object({ table: z.string(), saved: z.number().int(), lost: z.number().int().nullable() });

/** What could be read, and what is left of the journal and of the files. */
export const salvageFindings = z.object({
  tables: z.array(tableSaved),
  entries: z.number().int(),
  brokenAt: z.number().int().nullable(),
  filesLost: z.number().int(),
  dangling: z.number().int(),
});

/**
 * In the worker: reads what can be read of a damaged register into a draft, which is searched like any other and holds
 * the newest schema. It can be killed at any moment: nothing but the draft is written.
 *
 * @throws Failure NOT_DAMAGED, NOTHING_TO_SALVAGE
 */
export const salvageTask: Task = async (raw, report) => {
  const { database, draft, attachmentsFolder, dataKey } = input.parse(raw);
  report.progress('checking', 0, null);
  if (isWhole(database, dataKey, systemSurroundings)) throw new Failure('NOT_DAMAGED');
  const tables = salvageDatabase(database, draft, dataKey, {
    progress: (done, total) => report.progress('reading', done, total),
  });
  await makeSearchable(draft, dataKey, report);
  return { tables, ...lookAt(draft, dataKey, attachmentsFolder, report) };
};

/** An older schema goes through its migrations before anything else looks at it. */
async function makeSearchable(draft: string, dataKey: Uint8Array, report: TaskReport): Promise<void> {
  report.progress('indexing', 0, null);
  const inventory = openInventory(draft, dataKey, true, systemSurroundings);
  try {
    await inventory.writes.run(async (tx) => {
      const assets = await tx.selectFrom('asset').select('id').execute();
      await refreshSearch(
        tx,
        assets.map(({ id }) => id),
      );
    });
  } finally {
    inventory.close();
  }
}

/** What is left of the journal and of the files that rows point at. */
function lookAt(draft: string, dataKey: Uint8Array, folder: string, report: TaskReport) {
  const sqlite = openSqlite({ file: draft, key: dataKey, readonly: true });
  try {
    report.progress('verifying', 0, null);
    const check = new ChainCheck(journalKeyIn(sqlite, dataKey));
    for (const link of readChain(sqlite)) check.check(link);
    const { count, faults } = check.report();
    const digests = listContents(sqlite);
    let filesLost = 0;
    for (const [index, sha256] of digests.entries()) {
      report.progress('verifying', index, digests.length);
      if (!opensFile({ folder, dataKey }, sha256)) filesLost += 1;
    }
    const dangling = sqlite.pragma('foreign_key_check') as unknown[];
    return {
      entries: count,
      brokenAt: faults.find((fault) => accuses(fault))?.at ?? null,
      filesLost,
      dangling: dangling.length,
    };
  } finally {
    sqlite.close();
  }
}

function opensFile(store: { folder: string; dataKey: Uint8Array }, sha256: string): boolean {
  try {
    readContent(store, sha256);
    return true;
  } catch {
    return false;
  }
}
