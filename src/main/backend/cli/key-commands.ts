import { resolve } from 'node:path';
import { operand } from './answer.ts';
import type { CommandRun } from './answer.ts';
import { credentialsOf, withBackend } from './connect.ts';

/** Encrypts everything under a new data key, and waits for the backup that follows it. */
export const changeKey: CommandRun = async (command) => {
  const credentials = await credentialsOf(command);
  return withBackend(command, async ({ client, backend, finished }) => {
    await client.auth.signIn(credentials);
    const { jobId } = await client.keys.changeDataKey({ password: credentials.password });
    const result = await finished(jobId);
    const backups = backend.jobs.list().filter(({ kind }) => kind === 'backup');
    const ended = await Promise.all(backups.map(({ id }) => backend.jobs.ended(id)));
    const backedUp = ended.some(({ state }) => state === 'done');
    return {
      ok: true,
      text:
        `The data key is ${String(result['fingerprint'])} now: ${String(result['files'])} files and ` +
        `${String(result['values'])} sealed values carried over, ${String(result['entries'])} journal entries read back. ` +
        (backedUp ? 'A backup under it was written.' : 'No backup could be written under it: back up now.'),
      data: { ...result, backedUp },
    };
  });
};

/** The way out: the whole register as a database that any SQLite reads, and its files. */
export const exportDecrypted: CommandRun = async (command) => {
  const folder = resolve(operand(command, 0, 'folder'));
  const credentials = await credentialsOf(command);
  return withBackend(command, async ({ client, finished }) => {
    await client.auth.signIn(credentials);
    const { jobId } = await client.keys.exportDecrypted({ folder, password: credentials.password });
    const result = await finished(jobId);
    const sealed =
      result['openSealed'] === true
        ? `${String(result['values'])} sealed values opened`
        : 'sealed values left as they are: this operator may not see all of them';
    return {
      ok: result['lost'] === 0,
      text:
        `Everything lies in clear in ${folder}: quartermaster.db, ${String(result['files'])} files; ${sealed}.` +
        (result['lost'] === 0 ? '' : ` ${String(result['lost'])} files are damaged and missing.`),
      data: result,
    };
  });
};
