import type { Db } from '#backend/kernel/db/dialect.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { JournalFact } from '#backend/kernel/journal/journal.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { copyToOpen, keepFile, readFitFile } from './keep-file.ts';
import type { FitFile, KeptFileColumns } from './keep-file.ts';

/** How a slice attaches a file to something of its own. */
interface Attaching<Owner> {
  /** Whether the file may be attached, and to what; asked before it is stored and again within the transaction. */
  refuseUnfit: (db: Db, fit: FitFile) => Promise<Owner>;
  write: (command: CommandContext, kept: KeptFileColumns, owner: Owner) => Promise<{ id: number }>;
}

/**
 * Keeps the file first and the row after it, so that no row points at nothing.
 *
 * @throws Failure FILE_TYPE_REFUSED, FILE_TOO_LARGE, and what the slice refuses.
 */
export async function attachFile<Owner>(
  backend: Backend,
  actor: Actor,
  { file, thumbnail }: { file: File; thumbnail: File | null },
  { refuseUnfit, write }: Attaching<Owner>,
): Promise<{ id: number }> {
  const fit = await readFitFile(file, thumbnail);
  await refuseUnfit(openInventoryOf(backend).reader, fit);
  // Kept within the transaction, which never runs while the register is carried over to another key.
  return inTransaction(backend, actor, async (command) => {
    const place = await refuseUnfit(command.tx, fit);
    return write(command, keepFile(backend, fit), place);
  });
}

/** What the journal keeps of a file: its digest proves which one it was. */
export function factsOfFile({ file_name: fileName, type, bytes, sha256 }: KeptFileColumns) {
  return { fileName, type, bytes, sha256 };
}

/** Lets the system show a decrypted copy. @throws Failure ATTACHMENT_DAMAGED */
export async function openCopy(backend: Backend, actor: Actor, row: KeptFileColumns, fact: JournalFact): Promise<void> {
  const copy = copyToOpen(backend, row);
  await inTransaction(backend, actor, (command) => command.record(fact));
  await backend.host.openFile(copy);
}
