// Fills an encrypted inventory with seeded data and keeps it:  node bench/generate.ts [--size 10k|100k|1m] [--seed 1] [--fields]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { closeBackend } from '#backend/backend.ts';
import { migrationHash } from '#backend/kernel/db/migrate.ts';
import { migrations } from '#backend/kernel/db/migrations/index.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { insertSearch } from '#backend/features/assets/index.ts';
import { checkGenerated } from './generate/check.ts';
import { fillFields } from './generate/fields.ts';
import { History } from './generate/history.ts';
import { fillRegisters } from './generate/registers.ts';
import { SealedJournal } from './generate/sealed-journal.ts';
import { administrator, openBackend } from './open-backend.ts';
import { generatorSurroundings } from './surroundings.ts';

export const sizes = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 } as const;
export type SizeName = keyof typeof sizes;

export function isSizeName(text: string): text is SizeName {
  return Object.hasOwn(sizes, text);
}

/** Rows whose search rows go into one transaction, as in an import: the index has as many segments as that makes. */
const searchRowsAtOnce = 1000;

export interface GeneratedInventory {
  folder: string;
  assets: number;
  bytes: number;
  /** Seconds that generating took, whenever that was. */
  seconds: number;
}

/** Changes when the schema or the generator does, so that no run meets an inventory of another shape. */
function fingerprint(): string {
  const folder = new URL('generate/', import.meta.url);
  const sources = readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const own = readFileSync(new URL(import.meta.url), 'utf8');
  const opening = readFileSync(new URL('../src/main/backend/kernel/db/open.ts', import.meta.url), 'utf8');
  const parts = [...migrations.map((migration) => migrationHash(migration)), ...sources, own, opening];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'quartermaster', 'bench');
}

/**
 * The inventory of a size and a seed: from the cache, or made now and kept there.
 * @param fields whether every asset has values in five fields of its family
 */
export async function provideInventory(size: SizeName, seed: number, fields = false): Promise<GeneratedInventory> {
  const folder = join(cacheFolder(), `${size}${fields ? '-fields' : ''}-seed${seed}-${fingerprint()}`);
  const facts = join(folder, 'generated.json');
  if (!existsSync(facts)) {
    const draft = `${folder}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const made = await generate(draft, sizes[size], seed, fields);
    writeFileSync(join(draft, 'generated.json'), `${JSON.stringify(made)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  }
  const kept = JSON.parse(readFileSync(facts, 'utf8')) as Omit<GeneratedInventory, 'folder'>;
  return { folder, ...kept };
}

async function generate(
  folder: string,
  assets: number,
  seed: number,
  fields: boolean,
): Promise<Omit<GeneratedInventory, 'folder'>> {
  const startedAt = performance.now();
  const elapsed = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`;
  const say = (line: string): void => {
    process.stderr.write(`${elapsed()}  ${line}\n`);
  };
  say(`generating ${assets} assets with ten movements each (once; kept for later runs)`);
  const { backend, client } = openBackend(folder, generatorSurroundings(seed));
  await client.auth.createAdministrator(administrator);
  await client.setup.finish({ sampleData: false });
  const { journalKey } = openInventoryOf(backend);
  fillRows(backend, assets, seed, fields, say);
  await fillSearch(backend, assets);
  say('search');
  checkGenerated(openInventoryOf(backend).sqlite, journalKey, assets);
  say('checked: references, counts, custody, chain of the journal');
  await closeBackend(backend);
  const bytes = statSync(join(folder, 'quartermaster.db')).size;
  return { assets, bytes, seconds: (performance.now() - startedAt) / 1000 };
}

/** Rows go in by prepared statements on a connection of their own that waits for no disk. */
function fillRows(backend: Backend, assets: number, seed: number, fields: boolean, say: (line: string) => void): void {
  const { dataKey, journalKey } = openInventoryOf(backend);
  if (!backend.folder) throw new Error('the folder is not taken');
  const sqlite = openSqlite({ file: backend.folder.database, key: dataKey });
  try {
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('foreign_keys = OFF');
    sqlite.pragma('cache_size = -2000000');
    const journal = new SealedJournal(sqlite, journalKey);
    const registers = sqlite.transaction(() => fillRegisters(sqlite, journal, assets, seed))();
    say(`${registers.personNames.length - 1} people, ${registers.placeNames.length - 1} places`);
    withoutIndexes(sqlite, ['journal', 'movement'], () => {
      new History(sqlite, journal, registers, assets, seed).write((round) => {
        say(`movement ${round} of each asset`);
      });
    });
    say('indexes');
    if (fields) {
      sqlite.transaction(() => fillFields(sqlite, assets, seed))();
      say('five fields of each asset');
    }
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
}

/** Takes the indexes of tables away while they are filled, and makes them again as the schema says. */
function withoutIndexes(sqlite: Sqlite, tables: readonly string[], fill: () => void): void {
  const indexes = sqlite
    .prepare<[string], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(tables));
  for (const { name } of indexes) sqlite.exec(`DROP INDEX ${name}`);
  fill();
  for (const { sql } of indexes) sqlite.exec(sql);
}

/** The application's own statements, in the portions of an import, and its upkeep: a register of years is settled. */
async function fillSearch(backend: Backend, assets: number): Promise<void> {
  const { writes, upkeep } = openInventoryOf(backend);
  for (let first = 1; first <= assets; first += searchRowsAtOnce) {
    const last = Math.min(first + searchRowsAtOnce - 1, assets);
    const ids = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    await writes.run((tx) => insertSearch(tx, ids));
  }
  upkeep.committed();
  while (upkeep.step());
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { size: { type: 'string' }, seed: { type: 'string' }, fields: { type: 'boolean', default: false } },
  });
  const size = values.size ?? '100k';
  if (!isSizeName(size)) throw new Error(`no size ${size}; there are ${Object.keys(sizes).join(', ')}`);
  const made = await provideInventory(size, Number(values.seed ?? 1), values.fields);
  console.log(`${made.folder}: ${Math.round(made.bytes / 1e6)} MB, generated in ${Math.round(made.seconds)} s`);
}
