import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { PackScope } from '#shared/features/reports/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { peekNumber, takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { syncFolder } from '#backend/kernel/storage/write-file.ts';
import { packTaskResult } from './pack-result.ts';
import type { PackTaskResult } from './pack-result.ts';
import type { PackTaskInput } from './pack-task.ts';
import { insertPack, packSequence } from './repository.ts';

interface PackOrder {
  readonly actor: Actor;
  readonly displayName: string;
  readonly scope: PackScope;
  readonly path: string;
}

/** Makes an audit pack as a job. @throws Failure INVALID_INPUT for a period that ends before it begins. */
export function startPack({ backend, session }: Call, { path, ...scope }: PackScope & { path: string }): string {
  const actor = actingOperator(session);
  refuseOtherFiles(path);
  if (scope.from !== null && scope.to !== null && scope.from > scope.to) {
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['to'], code: 'before_from' }] });
  }
  const order = { actor, displayName: session.operator?.displayName ?? actor.username, scope, path };
  return backend.jobs.start('audit_pack', basename(path), (job) =>
    inTurn(backend, job, () => makePack(backend, job, order)),
  );
}

/** A pack replaces what lies at its path, so it must not be aimed at anything but a workbook, by either of its names. */
function refuseOtherFiles(path: string): void {
  if (!/\.(?:xlsx|qmpack)$/i.test(path))
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['path'], code: 'not_xlsx' }] });
}

const turns = new WeakMap<Backend, Promise<void>>();

/** One pack after the other: each carries its own number and the digest of the one before. */
async function inTurn<Result>(backend: Backend, job: RunningJob, run: () => Promise<Result>): Promise<Result> {
  const before = turns.get(backend) ?? Promise.resolve();
  const turn = Promise.withResolvers<void>();
  turns.set(backend, turn.promise);
  try {
    await before;
    job.signal.throwIfAborted();
    return await run();
  } finally {
    turn.resolve();
  }
}

/** Writes beside the file; number, record and name are given together when it is whole. */
async function makePack(backend: Backend, job: RunningJob, order: PackOrder): Promise<Record<string, string | number>> {
  const { path } = order;
  const draft = `${path}.part`;
  const inventory = openInventoryOf(backend);
  const number = await peekNumber(inventory.reader, packSequence);
  const task = taskOf(backend, order, draft, number);
  // The worker only opens a draft that is there: one that a cancel has removed is not made again.
  closeSync(openSync(draft, 'w'));
  try {
    const made = packTaskResult.parse(await job.work('reports.auditPack', task));
    job.holdCancel();
    await handOut(backend, order, task, made);
    const { sha256, seal, asOfSeq, asOfHash, sheets, rows } = made;
    return { path, packNumber: number, sha256, seal, asOfSeq, asOfHash, sheets, rows };
  } finally {
    rmSync(draft, { force: true });
  }
}

function taskOf(
  backend: Backend,
  { actor, displayName, scope }: PackOrder,
  draft: string,
  number: number,
): PackTaskInput {
  const { dataKey, schemaVersion } = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  return {
    databaseFile: backend.folder.database,
    dataKey,
    draft,
    scope,
    facts: {
      number,
      now: backend.surroundings.now(),
      operator: `${displayName} (${actor.username})`,
      roles: [...actor.roles],
      desk: actor.desk,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      version: backend.version,
      schemaVersion,
      seesCost: actor.may('asset.cost.view'),
    },
  };
}

/**
 * The rename is the last step of the transaction: when it fails no number is used, and when the commit fails the file,
 * which the journal would not know, goes away again.
 */
async function handOut(
  backend: Backend,
  { actor, scope, path }: PackOrder,
  { draft, facts: { number, now } }: PackTaskInput,
  { sha256, seal, asOfSeq, asOfHash }: PackTaskResult,
): Promise<void> {
  let named = false;
  const fileName = basename(path);
  try {
    await inTransaction(backend, actor, async (command) => {
      const taken = await takeNumbers(command.tx, packSequence);
      if (taken !== number) throw new Error(`pack ${number} was written while ${taken} was the next`);
      await insertPack(command.tx, {
        number,
        made_at: now,
        operator_id: actor.operatorId,
        file_name: fileName,
        sha256,
        seal,
        as_of_seq: asOfSeq,
        as_of_hash: asOfHash,
        scope: JSON.stringify(scope),
      });
      await command.record({
        event: 'reports.auditPackMade',
        subject: `audit_pack:${number}`,
        data: { number, fileName, sha256, seal, asOfSeq, asOfHash, scope: { ...scope } },
      });
      command.changed('reports');
      renameSync(draft, path);
      named = true;
    });
  } catch (error) {
    if (named) rmSync(path, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}
