import { mkdirSync, rmSync } from 'node:fs';
import { openInventory } from '#backend/kernel/inventory.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { actingOperator, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { commitKeyChange, keyChangeDraft, settleKeyChange } from '#backend/kernel/storage/key-change.ts';
import { fingerprintOf } from '#backend/kernel/vault/key-slot.ts';
import { confirmOperator, folderOf, readVault } from '#backend/features/auth/index.ts';
import { startBackup } from '#backend/features/backups/index.ts';
import { carried } from './key-change-tasks.ts';
import type { DatabaseInput, FilesInput } from './key-change-tasks.ts';

interface Changer {
  actor: Actor;
  password: string;
}

/**
 * Begins to carry the register over to a new data key.
 *
 * @returns the job's identifier
 * @throws Failure WRONG_CREDENTIALS, TRY_LATER, JOBS_RUNNING, SLOTS_NOT_READY
 */
export async function startKeyChange(
  { backend, session }: Call,
  { password }: { password: string },
): Promise<{ jobId: string }> {
  const actor = actingOperator(session);
  // It also takes his own slot to what can be sealed for.
  await confirmOperator(backend, session, password);
  const { operators, phrase } = readVault(backend).unready;
  if (operators.length > 0 || phrase) throw new Failure('SLOTS_NOT_READY', { names: operators.join(', '), phrase });
  await refuseWork(backend);
  const changer = { actor, password };
  return { jobId: backend.jobs.start('data_key', '', (job) => changeDataKey(backend, changer, job)) };
}

/** Work that is under way holds the present key and drafts of its own under it. */
async function refuseWork(backend: Backend): Promise<void> {
  const { reader } = openInventoryOf(backend);
  const unfinished = await reader
    .selectFrom('import_batch')
    .select('id')
    .where('state', 'in', ['applying', 'undoing'])
    .executeTakeFirst();
  const running = backend.jobs.list().some(({ state }) => state === 'running' || state === 'waiting');
  if (running || unfinished) throw new Failure('JOBS_RUNNING');
}

async function changeDataKey(backend: Backend, { actor, password }: Changer, job: RunningJob) {
  const folder = folderOf(backend);
  const draft = keyChangeDraft(folder.path);
  const keys = { from: openInventoryOf(backend).dataKey, to: backend.surroundings.randomBytes(32) };
  const change: FilesInput = { database: folder.database, attachments: folder.attachments, draft, keys };
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    // First beside the desk, which goes on working: only what came since is left for the moment when it is held.
    await job.work('keys.files', change);
    const release = hold(backend);
    try {
      await writersDone(backend);
      const input: DatabaseInput = {
        change,
        changer: { origin: originOf(backend, actor), operatorId: actor.operatorId },
      };
      const result = carried.parse(await job.work('keys.database', input));
      job.holdCancel();
      await swap(backend, { before: keys.from, after: keys.to });
      await settleOwn(backend, { actor, password });
      const { files, lost, values, entries } = result;
      return { fingerprint: fingerprintOf(keys.to), files, filesLost: lost, values, entries };
    } finally {
      release();
      backend.events.publish('changed', { topics: ['keys', 'auth', 'backups'] });
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
    // The backups that there are open with the former key only.
    if (backend.inventory && !sameKey(backend.inventory.dataKey, keys.from)) await backUpAnew(backend, actor);
  }
}

/**
 * Whoever changed the key has given his password: his slot takes the new key in at once. Where that fails, as when the
 * password became another meanwhile, the slot does so at his next sign-in like everybody else's.
 */
async function settleOwn(backend: Backend, { actor, password }: Changer): Promise<void> {
  try {
    await readVault(backend).openByPassword(actor.username, password);
  } catch (error) {
    backend.log.defect(error, { doing: 'taking the new key in' });
  }
}

async function backUpAnew(backend: Backend, actor: Actor): Promise<void> {
  try {
    await startBackup(backend, actor, null);
  } catch (error) {
    // The plan tries again, and tells when it can't.
    backend.log.defect(error, { doing: 'backing up under the new key' });
  }
}

const sameKey = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(other);

/** From now on every command waits until it is let go. */
function hold(backend: Backend): () => void {
  const held = Promise.withResolvers<void>();
  backend.held = held.promise;
  return () => {
    backend.held = null;
    held.resolve();
  };
}

/** Commands that had begun come to their end; the connection takes them one after the other. */
async function writersDone(backend: Backend): Promise<void> {
  await openInventoryOf(backend).writes.run(async () => Promise.resolve());
}

function originOf(backend: Backend, actor: Actor): DatabaseInput['changer']['origin'] {
  return {
    at: backend.surroundings.now(),
    monotonic: backend.surroundings.monotonic(),
    boot: openInventoryOf(backend).boot,
    actor: `operator:${actor.operatorId}`,
    role: actor.roles.join(' '),
    desk: actor.desk,
    session: actor.session,
    source: actor.source,
  };
}

/**
 * Puts database, files and vault of the new key in the place of the former ones. All of it happens in one turn, in which
 * nobody is answered; a crash in its middle is ended by the next start, see the steps.
 */
async function swap(backend: Backend, keys: { before: Uint8Array; after: Uint8Array }): Promise<void> {
  const folder = folderOf(backend);
  await readVault(backend).changeKey(keys, (vault) => {
    const { inventory, surroundings } = backend;
    commitKeyChange(folder.path, vault);
    try {
      backend.inventory = null;
      inventory?.close();
      settleKeyChange(folder.path);
      backend.inventory = openInventory(folder.database, keys.after, true, surroundings);
    } catch (error) {
      // It holds all the same: the next start puts in place what could not be put now, and asks for the password.
      for (const session of backend.sessions) session.operator = null;
      throw error;
    }
  });
}
