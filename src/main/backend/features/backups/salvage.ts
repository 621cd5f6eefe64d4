import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Salvaged } from '#shared/features/backups/model.ts';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import { readContent } from '#backend/kernel/attachments/content-store.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { salvageDatabase } from '#backend/kernel/db/salvage.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { accuses, ChainCheck } from '#backend/kernel/journal/chain.ts';
import { readChain } from '#backend/kernel/journal/journal.ts';
import { journalKeyIn } from '#backend/kernel/journal/kept-key.ts';
import { closeInventory, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { refreshSearch } from '#backend/features/assets/index.ts';
import { folderOf, openDatabase, readVault } from '#backend/features/auth/index.ts';
import { removeDraft } from './read-back.ts';
import { isWhole, mayTurnBack, putInPlace } from './recovery-steps.ts';
import type { Second } from './recovery-steps.ts';

/**
 * Puts what can still be read of a damaged register in its place, for when no backup will do. What is missing is counted
 * by table, and what is left of the journal is checked and its break told: from then on every check tells it again.
 * The damaged file is set aside as it is.
 *
 * @throws Failure NOT_DAMAGED, NOTHING_TO_SALVAGE, FORBIDDEN, WRONG_CREDENTIALS, TRY_LATER, RESTORE_NEEDS_SECOND
 */
export async function salvageRegister(
  backend: Backend,
  { username, password, second }: { username: string; password: string; second: Second },
): Promise<Salvaged> {
  const folder = folderOf(backend);
  const vault = readVault(backend);
  const opened = await vault.openByPassword(username, password);
  await backend.closed;
  if (backend.inventory || isWhole(backend, folder, opened.dataKey)) throw new Failure('NOT_DAMAGED');
  const draft = join(folder.path, 'salvaging.db');
  try {
    // Beside the draft may lie what an attempt that was cut short left of its own.
    removeDraft(draft);
    const tables = salvageDatabase(folder.database, draft, opened.dataKey);
    const confirmedBy = await mayTurnBack(vault, {
      draft,
      keyThen: opened.dataKey,
      username: opened.username,
      second,
    });
    bringUpToDate(backend, draft, opened.dataKey);
    const looked = lookAt(draft, opened.dataKey, folder.attachments);
    const attachments = join(folder.work, 'salvaging-attachments');
    const setAside = putInPlace(folder, { draft, attachments }, backend.surroundings.now());
    await openDatabase(backend, opened.dataKey);
    const damaged = tables.filter(({ lost }) => lost !== 0);
    await inTransaction(backend, clock, async (command) => {
      const assets = await command.tx.selectFrom('asset').select('id').execute();
      await refreshSearch(
        command.tx,
        assets.map(({ id }) => id),
      );
      await command.record({
        event: 'application.salvaged',
        subject: 'backup',
        data: {
          by: opened.username,
          confirmedBy,
          setAside,
          lost: Object.fromEntries(damaged.map(({ table, lost }) => [table, lost])),
          journalBrokenAt: looked.brokenAt,
        },
      });
    });
    await closeInventory(backend);
    const saved = tables.reduce((sum, table) => sum + table.saved, 0);
    return { setAside, saved, tables: damaged, ...looked };
  } finally {
    removeDraft(draft);
  }
}

/** An older schema goes through its migrations before anything else looks at it; the copy that they make is none to keep. */
function bringUpToDate(backend: Backend, draft: string, dataKey: Uint8Array): void {
  openInventory(draft, dataKey, true, backend.surroundings).close();
  for (const name of readdirSync(dirname(draft)))
    if (name.startsWith('salvaging.db.before-')) rmSync(join(dirname(draft), name), { force: true });
}

/** What is left of the journal and of the files that rows point at. */
function lookAt(draft: string, dataKey: Uint8Array, attachments: string) {
  const sqlite = openSqlite({ file: draft, key: dataKey, readonly: true });
  try {
    const check = new ChainCheck(journalKeyIn(sqlite, dataKey));
    for (const link of readChain(sqlite)) check.check(link);
    const { count, faults } = check.report();
    const digests = listContents(sqlite);
    const missing = digests.filter((sha256) => !opensFile({ folder: attachments, dataKey }, sha256));
    const dangling = sqlite.pragma('foreign_key_check') as unknown[];
    return {
      entries: count,
      brokenAt: faults.find((fault) => accuses(fault))?.at ?? null,
      filesLost: missing.length,
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
