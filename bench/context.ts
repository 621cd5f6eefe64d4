import { constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { closeBackend } from '#backend/backend.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { Random } from './generate/random.ts';
import { cacheFolder, provideInventory, sizes } from './generate.ts';
import type { SizeName } from './generate.ts';
import type { Result } from './measure/result.ts';
import { administrator, openBackend } from './open-backend.ts';
import type { Client } from './open-backend.ts';
import { benchSurroundings } from './surroundings.ts';

/** What a benchmark gets: the application on a copy of the generated inventory, and a bare connection beside it. */
export interface Context {
  size: SizeName;
  assets: number;
  folder: string;
  /** The generated inventory itself, to be copied and never opened. */
  source: string;
  dataKey: Uint8Array;
  backend: Backend;
  client: Client;
  /** Read only, the same key and settings, for limits, peers and answers to compare with. */
  raw: Sqlite;
  /** A stream of its own for each benchmark, so that one can be run alone with the same cases. */
  random: (purpose: string) => Random;
  /** How many rows a long benchmark takes; null for its usual number. */
  rows: number | null;
}

export interface Benchmark {
  name: string;
  /** What is done and timed. */
  what: string;
  /** What it is held against. */
  limit: string;
  /** Takes too long to be run without being asked for. */
  onlyWhenNamed?: boolean;
  run(context: Context): Promise<Result[]>;
}

/** A benchmark whose answers are wrong has no time worth printing. */
export function insist(right: boolean, what: string): asserts right {
  if (!right) throw new Error(`wrong answer: ${what}`);
}

export function copyInventory(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of ['quartermaster.db', 'vault.json'])
    copyFileSync(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
}

/** Opens the application on a copy, runs, and takes the copy away again. */
export async function withContext(
  size: SizeName,
  seed: number,
  run: (context: Context) => Promise<void>,
  { fields = false, rows = null }: { fields?: boolean; rows?: number | null } = {},
): Promise<void> {
  const generated = await provideInventory(size, seed, fields);
  const folder = join(cacheFolder(), `run-${process.pid}`);
  copyInventory(generated.folder, folder);
  const opened = openBackend(folder, benchSurroundings);
  await opened.client.auth.signIn(administrator);
  const { dataKey } = openInventoryOf(opened.backend);
  const context: Context = {
    size,
    assets: sizes[size],
    folder,
    source: generated.folder,
    dataKey,
    ...opened,
    raw: openSqlite({ file: join(folder, 'quartermaster.db'), key: dataKey, readonly: true }),
    random: (purpose) => new Random([...purpose].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), seed)),
    rows,
  };
  try {
    await run(context);
  } finally {
    context.raw.close();
    await closeBackend(context.backend);
    rmSync(folder, { recursive: true, force: true });
  }
}
