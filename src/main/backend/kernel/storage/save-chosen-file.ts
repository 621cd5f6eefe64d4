import { renameSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { JournalFact } from '#backend/kernel/journal/journal.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';

/**
 * Asks where, makes the content, and lets the file appear together with its journal entry.
 *
 * @returns the path, or null when nobody chose one.
 */
export async function saveChosenPdf(
  { backend, session }: Call,
  defaultName: string,
  make: () => Promise<Uint8Array>,
  fact: JournalFact,
): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const path = await backend.host.chooseSaveFile({ defaultName, filters: [{ name: 'PDF', extensions: ['pdf'] }] });
  if (path === null) return { path };
  const draft = `${path}.part`;
  try {
    await writeFile(draft, await make());
    await inTransaction(backend, actor, async (command) => {
      await command.record(fact);
      renameSync(draft, path);
    });
  } finally {
    await rm(draft, { force: true });
  }
  return { path };
}
