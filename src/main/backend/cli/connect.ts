import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#shared/contract.ts';
import type { JobStatus } from '#shared/features/application/contract.ts';
import { closeBackend, createBackend, openSession } from '#backend/backend.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { router } from '#backend/router.ts';
import packageFile from '../../../../package.json' with { type: 'json' };
import type { Second } from '#backend/features/backups/index.ts';
import type { Command } from './arguments.ts';

export type Client = ContractRouterClient<Contract>;

export interface Connection {
  client: Client;
  backend: Backend;
  /** Waits for a job and throws its failure. */
  finished: (jobId: string) => Promise<NonNullable<JobStatus['result']>>;
}

export interface Credentials {
  username: string;
  password: string;
  /** For whoever has a second factor. */
  code: string | null;
}

/** The worker's entry: a source beside this folder, or the bundle above the chunk that this file becomes. */
function workerFile(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('../jobs.ts', import.meta.url);
  return new URL(import.meta.url.includes('/chunks/') ? '../jobs.js' : './jobs.js', import.meta.url);
}

export function dataFolderOf(command: Command): string {
  const named = command.options['data'] ?? process.env['QM_DATA'];
  return typeof named === 'string' ? named : join(homedir(), '.config', 'Quartermaster');
}

/** @throws Failure USAGE when operator or password are missing. */
export async function credentialsOf(command: Command): Promise<Credentials> {
  nameOf(command);
  return credentialsWith(command, process.env['QM_PASSWORD'] ?? (await readInput()));
}

/**
 * Operator and whoever confirms beside him, by his password or with the sealed recovery phrase. What is not in the
 * environment stands on standard input, a line each, the operator's first.
 *
 * @throws Failure USAGE when a name or a secret is missing
 */
export async function fourEyesOf(command: Command): Promise<Credentials & { second: Second }> {
  const username = command.options['second'];
  const byPhrase = command.options['phrase'] === true;
  if (typeof username !== 'string' && !byPhrase) return { ...(await credentialsOf(command)), second: null };
  if (typeof username === 'string' && byPhrase) throw new Failure('USAGE', { what: '--second or --phrase, not both' });
  nameOf(command);
  const { QM_PASSWORD: own, QM_SECOND: others } = process.env;
  const lines = own !== undefined && others !== undefined ? [] : ((await readInput())?.split(/\r?\n/) ?? []);
  const credentials = credentialsWith(command, own ?? lines.shift());
  const secret = others ?? lines.shift();
  if (!secret) throw new Failure('USAGE', { what: 'what confirms on standard input or in QM_SECOND' });
  return {
    ...credentials,
    second: typeof username === 'string' ? { username, password: secret } : { recoveryPhrase: secret },
  };
}

function nameOf(command: Command): string {
  const username = command.options['operator'];
  if (typeof username !== 'string') throw new Failure('USAGE', { what: '--operator' });
  return username;
}

/** Standard input without the end of its last line; a terminal is not waited for. */
async function readInput(): Promise<string | undefined> {
  return process.stdin.isTTY ? undefined : (await text(process.stdin)).replace(/\r?\n$/, '');
}

function credentialsWith(command: Command, password: string | undefined): Credentials {
  const username = nameOf(command);
  if (!password) throw new Failure('USAGE', { what: 'password on standard input or in QM_PASSWORD' });
  const code = command.options['code'];
  return { username, password, code: typeof code === 'string' ? code : null };
}

/** Opens the data folder without signing in, runs, and closes it whatever happens. */
export async function withBackend<Result>(
  command: Command,
  run: (connection: Connection) => Promise<Result>,
  host: Partial<Host> = {},
): Promise<Result> {
  const backend = createBackend({
    folder: dataFolderOf(command),
    version: packageFile.version,
    surroundings: systemSurroundings,
    host: { ...nodeHost(workerFile()), ...host },
  });
  try {
    const session = openSession(backend, 'cli');
    const client: Client = createRouterClient(router, { context: { backend, session } });
    return await run({ client, backend, finished: (jobId) => resultOf(backend, jobId) });
  } finally {
    await closeBackend(backend);
  }
}

/** The same, signed in as the operator that the command names. */
export async function withOperator<Result>(
  command: Command,
  run: (connection: Connection) => Promise<Result>,
  host: Partial<Host> = {},
): Promise<Result> {
  const credentials = await credentialsOf(command);
  return withBackend(
    command,
    async (connection) => {
      await connection.client.auth.signIn(credentials);
      return run(connection);
    },
    host,
  );
}

async function resultOf(backend: Backend, jobId: string): Promise<NonNullable<JobStatus['result']>> {
  const status = await backend.jobs.ended(jobId);
  if (status.state === 'done' && status.result) return status.result;
  throw new Failure(status.failure?.code ?? 'CANCELLED', status.failure?.facts ?? {});
}
