import { isAbsolute } from 'node:path';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { confirmOperator, folderOf } from '#backend/features/auth/index.ts';
import { decrypted } from './decrypt-task.ts';
import type { DecryptInput } from './decrypt-task.ts';

/**
 * The way out: begins to write the whole register in clear into an empty folder. That somebody did stands in the journal
 * before the first byte does. Sealed values are opened for whoever may see all of them, and stay sealed otherwise.
 *
 * @throws Failure INVALID_INPUT, WRONG_CREDENTIALS, TRY_LATER
 */
export async function startDecrypted(
  { backend, session }: Call,
  { folder, password }: { folder: string; password: string },
): Promise<{ jobId: string }> {
  if (!isAbsolute(folder))
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['folder'], code: 'not_an_absolute_path' }] });
  const actor = actingOperator(session);
  await confirmOperator(backend, session, password);
  const openSealed = actor.may('licence.key.reveal') && actor.may('asset.secret.view');
  await inTransaction(backend, actor, (command) =>
    command.record({ event: 'application.decrypted', subject: 'backup', data: { folder, openSealed } }),
  );
  const { database, attachments } = folderOf(backend);
  const { dataKey } = openInventoryOf(backend);
  const input: DecryptInput = { database, attachments, dataKey, folder, openSealed };
  const jobId = backend.jobs.start('decrypted', '', async (job) => {
    const found = decrypted.parse(await job.work('keys.decrypt', input));
    return { path: folder, openSealed, ...found };
  });
  return Promise.resolve({ jobId });
}
