import { existsSync } from 'node:fs';
import { EventPublisher } from '@orpc/server';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import { Jobs } from '#backend/kernel/jobs/jobs.ts';
import type { JournalSource } from '#backend/kernel/journal/journal.ts';
import { openLog, silentLog } from '#backend/kernel/log/log.ts';
import { closeInventory } from '#backend/kernel/rpc/call.ts';
import type { Backend, Events } from '#backend/kernel/rpc/call.ts';
import type { Session } from '#backend/kernel/session.ts';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';
import { provideKeychain } from '#backend/kernel/vault/keychain.ts';
import { pickUpNow } from './picking-up.ts';

export interface BackendOptions {
  folder: string;
  version: string;
  surroundings: Surroundings;
  host: Host;
  /** What happens when the database has been opened; unless told otherwise, everything is picked up at once. */
  opened?: Backend['opened'];
}

/** Puts the backend together. A folder that can't be used is no crash: the window says what to do about it. */
export function createBackend({ folder, version, surroundings, host, opened = pickUpNow }: BackendOptions): Backend {
  const taken = take(folder);
  const usable = !(taken instanceof Failure);
  const log = usable ? openLog(join(folder, 'logs'), surroundings) : silentLog;
  if (usable) provideKeychain(taken.vault, host.keychain);
  const events = new EventPublisher<Events>();
  return {
    version,
    surroundings,
    log,
    host,
    events,
    jobs: new Jobs(surroundings, log, host, events),
    folder: usable ? taken : null,
    folderPath: folder,
    problem: usable ? null : taken,
    inventory: null,
    sessions: new Set(),
    idleLockMinutes: 10,
    opened,
    beforeCommands: null,
    held: null,
    closing: [],
    openedPack: null,
    closed: null,
  };
}

function take(folder: string): DataFolder | Failure {
  try {
    const taken = takeDataFolder(folder);
    if (existsSync(taken.vault) || !existsSync(taken.database)) return taken;
    // Without its key slots the database can't be opened, and must not be mistaken for a fresh start.
    taken.release();
    return new Failure('VAULT_MISSING', { folder });
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Opens a connection for a window or a run of the command line. */
export function openSession(backend: Backend, source: JournalSource): Session {
  const session: Session = {
    id: Buffer.from(backend.surroundings.randomBytes(6)).toString('hex'),
    source,
    desk: hostname(),
    operator: null,
    locked: false,
    lastActiveAt: backend.surroundings.now(),
    kiosk: null,
  };
  backend.sessions.add(session);
  return session;
}

/** Ends everything in order: jobs, database, folder. */
export async function closeBackend(backend: Backend): Promise<void> {
  await closeInventory(backend);
  backend.folder?.release();
  backend.folder = null;
}
