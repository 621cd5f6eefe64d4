import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bundledScript } from './bundle-scripts.ts';
import type { Told } from './working-desk.ts';

interface Moment {
  /** How many lines it may still print. */
  lines: number;
  /** Milliseconds after the last of these: without them it would always die between two commands. */
  thenMs: number;
}

export interface Victim {
  /** What it had acknowledged. */
  told: (Told & { seq?: number; hash?: string })[];
  /** Whether it was killed; it may have been faster. */
  killed: boolean;
}

export interface Script {
  name: string;
  args: readonly (string | number)[];
  env?: Record<string, string>;
}

/**
 * Runs a script of this folder as a process of its own and kills it, without a moment where it may do what only needs
 * doing in good order.
 *
 * @param moment null for a script that dies by itself, as under a power cut
 * @throws what the process said when it died of anything else
 */
export async function killWhile({ name, args, env = {} }: Script, moment: Moment | null): Promise<Victim> {
  const child = spawn(process.execPath, [await bundledScript(name), ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const told: Victim['told'] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(JSON.parse(line) as Told);
    if (told.length === moment?.lines) setTimeout(() => child.kill('SIGKILL'), moment.thenMs);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const killed = child.signalCode === 'SIGKILL' || child.exitCode === powerCut;
  if (!killed && child.exitCode !== 0) throw new Error(`${name} ended with ${child.exitCode}: ${said.join('')}`);
  return { told, killed };
}

/** What a process ends with whose power is cut; see power-cut.c. */
const powerCut = 137;
