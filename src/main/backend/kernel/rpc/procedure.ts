import { ORPCError, os } from '@orpc/server';
import { ValidationError } from '@orpc/contract';
import type { ProcedureMeta } from '#shared/rpc/define.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, queryContext } from './call.ts';
import type { Call, CommandContext, QueryContext } from './call.ts';
import { isIdle } from './idle.ts';
import { isOpenTo } from './in-kiosk.ts';

interface Handled<Input> {
  context: Call;
  input: Input;
}

/** A handler that reads: it gets no way to write. */
export function inQuery<Input, Output>(run: (query: QueryContext, input: Input) => Output | Promise<Output>) {
  return async ({ context, input }: Handled<Input>): Promise<Output> => run(queryContext(context), input);
}

/** A handler that writes: it gets the transaction and no other way to the database. */
export function inCommand<Input, Output>(run: (command: CommandContext, input: Input) => Promise<Output>) {
  return async ({ context, input }: Handled<Input>): Promise<Output> =>
    inTransaction(context.backend, actingOperator(context.session), (command) => run(command, input));
}

/**
 * Stands before every procedure: session and permission first, and every
 * error turned into what the window may see. Slices put it in front of their
 * contract: `implement(contract).$context<Call>().use(guard)`.
 */
export const guard = os.$context<Call>().middleware(async ({ context, next, procedure, path }) => {
  try {
    const meta = metaOf(procedure['~orpc'].meta, path);
    authorise(context, meta);
    if (changes(meta)) {
      await context.backend.beforeCommands?.();
      await context.backend.held;
    }
    return await next();
  } catch (error) {
    throw answerTo(error, context, procedure['~orpc'].errorMap, path);
  }
});

function metaOf(meta: object, path: readonly string[]): ProcedureMeta {
  if ('kind' in meta && 'access' in meta) return meta as ProcedureMeta;
  throw new Error(`procedure ${path.join('.')} declares neither kind nor access`);
}

/** Whether what follows may meet work that was left at the last close. Signing in comes before that by nature. */
function changes({ kind, access }: ProcedureMeta): boolean {
  return access !== 'public' && (kind === 'command' || kind === 'job');
}

function authorise({ backend, session }: Call, meta: ProcedureMeta): void {
  const { access } = meta;
  if (!isOpenTo(session, meta)) throw new Failure('IN_KIOSK');
  if (access === 'public') return;
  if (!session.operator) throw new Failure('NOT_SIGNED_IN');
  const now = backend.surroundings.now();
  // A kiosk waits for the next borrower as long as it takes, and there is nothing to see on it.
  if (session.kiosk === null && isIdle(session, now, backend.idleLockMinutes)) session.locked = true;
  if (session.locked) throw new Failure('LOCKED');
  if (access !== 'signed-in' && !session.operator.permissions.has(access)) {
    throw new Failure('FORBIDDEN', { permission: access });
  }
}

/** Every error as the window may see it: declared ones with their facts, all others as a reference. */
function answerTo(error: unknown, { backend }: Call, declared: object, path: readonly string[]): unknown {
  const failure = failureOf(error);
  if (failure && failure.code in declared) return new ORPCError(failure.code, { data: failure.facts });
  if (error instanceof ORPCError && error.code in declared) return error;
  const reference = backend.log.defect(error, { procedure: path.join('.') });
  return new ORPCError('DEFECT', { data: { reference } });
}

function failureOf(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
    const issues = error.cause.issues.map((issue) => ({
      path: (issue.path ?? []).map((step) => (typeof step === 'object' ? String(step.key) : String(step))),
      code: 'code' in issue ? String(issue.code) : 'invalid',
    }));
    return new Failure('INVALID_INPUT', { issues });
  }
  if (error instanceof Error && error.name === 'AbortError') return new Failure('CANCELLED');
  return storageFailureOf(error);
}
