import type { Transaction } from 'kysely';
import type { EventPublisher } from '@orpc/server';
import type { JobStatus } from '#shared/features/application/contract.ts';
import type { Surroundings } from '#backend/kernel/context.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import type { Inventory } from '#backend/kernel/inventory.ts';
import type { Jobs } from '#backend/kernel/jobs/jobs.ts';
import { JournalAppender } from '#backend/kernel/journal/journal.ts';
import type { JournalFact } from '#backend/kernel/journal/journal.ts';
import type { Log } from '#backend/kernel/log/log.ts';
import type { Actor, Session } from '#backend/kernel/session.ts';
import { actorOf } from '#backend/kernel/session.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';

export interface Events extends Record<string, unknown> {
  changed: { topics: string[] };
  job: JobStatus;
}

/** What lives as long as the backend process. */
export interface Backend {
  version: string;
  surroundings: Surroundings;
  log: Log;
  host: Host;
  events: EventPublisher<Events>;
  jobs: Jobs;
  /** Null when the folder could not be taken; `problem` says why. */
  folder: DataFolder | null;
  folderPath: string;
  problem: Failure | null;
  /** Null until somebody signs in: the file is encrypted and opens with his key. */
  inventory: Inventory | null;
  sessions: Set<Session>;
  /** Minutes without input after which a desk locks itself. */
  idleLockMinutes: number;
  /** Called when the database has been opened: unfinished imports, print queue, devices. */
  opened: (backend: Backend) => Promise<void>;
  /** What every command waits for, as long as what was left at the last close has not been picked up. */
  beforeCommands: (() => Promise<void>) | null;
  /** Set while nothing may be written, because the register is being carried over to another key; writing waits for it. */
  held: Promise<void> | null;
  /** Called before the database closes, by whoever works on it by himself. */
  closing: (() => Promise<void>)[];
  /** Path of the audit pack that the application was opened with, until somebody has looked at it. */
  openedPack: string | null;
  /** Set while the database is being closed; nobody is let in until that is done. */
  closed: Promise<void> | null;
}

/** What a call of a procedure comes with. */
export type Call = {
  backend: Backend;
  session: Session;
};

export interface QueryContext {
  backend: Backend;
  session: Session;
  reader: Reader;
  actor: Actor;
  now: string;
}

/** The transaction of a command: everything written through it stands or falls together. */
export interface CommandContext {
  backend: Backend;
  tx: Transaction<Schema>;
  actor: Actor;
  /** The instant of the command: the same in every row and journal entry. */
  now: string;
  journal: JournalAppender;
  record(fact: JournalFact): Promise<number>;
  /** Names a slice whose pages must ask again after the commit. */
  changed(...topics: string[]): void;
  /** Effects (print, mail, sound) run after the commit, never inside it. */
  afterCommit(effect: () => void): void;
}

export function openInventoryOf(backend: Backend): Inventory {
  if (!backend.inventory) throw new Failure('NOT_SIGNED_IN');
  return backend.inventory;
}

export function actingOperator(session: Session): Actor {
  if (!session.operator) throw new Failure('NOT_SIGNED_IN');
  return actorOf(session, session.operator);
}

export function queryContext(call: Call): QueryContext {
  const { backend, session } = call;
  const inventory = openInventoryOf(backend);
  return {
    backend,
    session,
    reader: inventory.reader,
    actor: actingOperator(session),
    now: backend.surroundings.now(),
  };
}

/**
 * Runs a use case in the one write transaction. Rows that were written without
 * a journal entry roll everything back: what can't be proved must not happen.
 */
export async function inTransaction<Result>(
  backend: Backend,
  actor: Actor,
  run: (command: CommandContext) => Promise<Result>,
): Promise<Result> {
  // Without a turn of its own when nothing is held: what began first stands first in the queue.
  while (backend.held !== null) await backend.held;
  const inventory = openInventoryOf(backend);
  const now = backend.surroundings.now();
  const topics = new Set<string>();
  const effects: (() => void)[] = [];
  const result = await inventory.writes.run(async (tx) => {
    const journal = new JournalAppender(inventory.sqlite, inventory.journalKey, {
      at: now,
      monotonic: backend.surroundings.monotonic(),
      boot: inventory.boot,
      actor: `operator:${actor.operatorId}`,
      role: actor.roles.join(' '),
      desk: actor.desk,
      session: actor.session,
      source: actor.source,
    });
    const rowsBefore = inventory.rowsWritten();
    const answer = await run({
      backend,
      tx,
      actor,
      now,
      journal,
      record: async (fact) => journal.append(fact),
      changed: (...named) => {
        for (const topic of named) topics.add(topic);
      },
      afterCommit: (effect) => {
        effects.push(effect);
      },
    });
    if (journal.count === 0 && inventory.rowsWritten() !== rowsBefore) {
      throw new Error('a command changed rows without a journal entry');
    }
    return answer;
  });
  inventory.upkeep.committed();
  if (topics.size > 0) backend.events.publish('changed', { topics: [...topics] });
  for (const effect of effects) effect();
  return result;
}

/**
 * Writes down how far work has come that runs by itself (a print queue, an
 * import). That is no fact about an asset and needs no journal entry; what the
 * work did is recorded by its own commands.
 */
export async function noteProgress<Result>(
  backend: Backend,
  topic: string,
  run: (tx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  while (backend.held !== null) await backend.held;
  const inventory = openInventoryOf(backend);
  const result = await inventory.writes.run(run);
  inventory.upkeep.committed();
  backend.events.publish('changed', { topics: [topic] });
  return result;
}

/** Stops what works on the database by itself, then closes it: the key is gone from memory. */
export async function closeInventory(backend: Backend): Promise<void> {
  backend.closed ??= closeInOrder(backend).finally(() => {
    backend.closed = null;
  });
  return backend.closed;
}

async function closeInOrder(backend: Backend): Promise<void> {
  await backend.jobs.stopAll();
  // One that ends the picking up may leave others behind it.
  for (let closing = backend.closing.shift(); closing; closing = backend.closing.shift()) await closing();
  backend.inventory?.close();
  backend.inventory = null;
}
