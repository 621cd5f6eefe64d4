import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { conflictKeys } from '#shared/features/auth/separation.ts';
import { closeBackend, createBackend, openSession } from '#backend/backend.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Session, SignedInOperator } from '#backend/kernel/session.ts';
import { openDatabase } from '#backend/features/auth/open-database.ts';
import { router } from '#backend/router.ts';
import { workerFile } from './bundle-worker.ts';

export type Client = ContractRouterClient<Contract>;

/** A clock that stands until it is told to go on, and chance that repeats. */
export class TestSurroundings implements Surroundings {
  #now = Date.parse('2026-11-24T08:00:00.000Z');
  #seed = 1;

  now(): string {
    return new Date(this.#now).toISOString();
  }

  monotonic(): number {
    return this.#now % 1_000_000_000;
  }

  randomBytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => {
      this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (this.#seed >> 16) & 0xff;
    });
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Stands where the other stands, and draws what it would draw. */
  goOnFrom(other: TestSurroundings): void {
    this.#now = other.#now;
    this.#seed = other.#seed;
  }
}

export interface TestDesk {
  folder: string;
  backend: Backend;
  session: Session;
  surroundings: TestSurroundings;
  client: Client;
  /** A second connection, e.g. another operator's window. */
  connect(): Client;
  /** Ends the backend and starts another on the same folder, as a restart does. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const administrator = { username: 'root', displayName: 'Rita Root', password: 'correct horse battery' };

/** A backend on a fresh encrypted database, or on a copy of a folder, in a temporary one; nothing of ours is mocked. */
export function openDesk(host: Partial<Host> = {}, parentFolder = tmpdir(), copyOf?: string): TestDesk {
  const folder = mkdtempSync(join(parentFolder, 'quartermaster-'));
  if (copyOf !== undefined) cpSync(copyOf, folder, { recursive: true });
  const surroundings = new TestSurroundings();
  const start = (): Backend =>
    createBackend({
      folder,
      version: '0.0.0-test',
      surroundings,
      host: { ...nodeHost(workerFile), ...host },
    });
  const clientOf = (backend: Backend, session: Session): Client =>
    createRouterClient(router, { context: { backend, session } }) as unknown as Client;
  const first = start();
  const session = openSession(first, 'window');
  const desk: TestDesk = {
    folder,
    backend: first,
    session,
    surroundings,
    client: clientOf(first, session),
    connect: () => clientOf(desk.backend, openSession(desk.backend, 'window')),
    restart: async () => {
      await closeBackend(desk.backend);
      desk.backend = start();
      desk.session = openSession(desk.backend, 'window');
      desk.client = clientOf(desk.backend, desk.session);
    },
    close: async () => {
      await closeBackend(desk.backend);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

/** A first run that was done: its folder, who did it, and with what the database opens. */
interface FirstRun {
  folder: string;
  operator: SignedInOperator;
  dataKey: Uint8Array;
  surroundings: TestSurroundings;
}

const firstRuns = new Map<boolean, Promise<FirstRun>>();

/** Done once in a process: passwords are slow to check on purpose, and every test would pay for them twice. */
async function doFirstRun(sampleData: boolean): Promise<FirstRun> {
  const desk = openDesk();
  await desk.client.auth.createAdministrator(administrator);
  await desk.client.setup.finish({ sampleData });
  const { operator } = desk.session;
  const dataKey = desk.backend.inventory?.dataKey;
  if (!operator || !dataKey) throw new Error('the first run let nobody in');
  const kept = { folder: desk.folder, operator, dataKey: Uint8Array.from(dataKey), surroundings: desk.surroundings };
  await closeBackend(desk.backend);
  process.on('exit', () => rmSync(kept.folder, { recursive: true, force: true }));
  return kept;
}

/** A desk on which the first run is done, empty or with the sample data, and whose administrator is signed in. */
export async function openReadyDesk({
  sampleData = false,
  host = {},
  parentFolder,
}: { sampleData?: boolean; host?: Partial<Host>; parentFolder?: string } = {}): Promise<TestDesk> {
  const doing = firstRuns.get(sampleData) ?? doFirstRun(sampleData);
  firstRuns.set(sampleData, doing);
  const { folder, operator, dataKey, surroundings } = await doing;
  const desk = openDesk(host, parentFolder, folder);
  await openDatabase(desk.backend, Uint8Array.from(dataKey));
  desk.surroundings.goOnFrom(surroundings);
  desk.session.operator = operator;
  desk.session.lastActiveAt = surroundings.now();
  return desk;
}

/** Roles that the one at the desk takes on besides his own, with a reason for each conflict in it. */
export async function alsoHold({ client }: Pick<TestDesk, 'client'>, ...roles: Role[]): Promise<void> {
  const { operator } = await client.auth.status();
  if (!operator) throw new Error('nobody is signed in');
  await client.auth.updateOperator({
    id: operator.id,
    displayName: operator.displayName,
    roles: [...operator.roles, ...roles],
    active: true,
    controls: conflictKeys.map((conflict) => ({
      conflict,
      control: 'Looked through by the head of finance each month',
    })),
  });
}
