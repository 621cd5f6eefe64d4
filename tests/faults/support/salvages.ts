import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBackend } from '#backend/backend.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { chance } from './fault.ts';
import type { Work } from './work.ts';

const pageBytes = 4096;

/** The rows of every table, as text; what is made of other tables and written anew is left out. */
export type Rows = Map<string, Set<string>>;

/** A register with content that nobody has open, and what stands in it. */
export interface Whole {
  folder: string;
  dataKey: Uint8Array;
  rows: Rows;
  remove(): void;
}

function rowsOf(sqlite: Sqlite): Rows {
  const tables = sqlite
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all();
  return new Map(
    tables.map((table) => {
      const rows = sqlite.prepare(`SELECT * FROM "${table}"`).raw().safeIntegers().all();
      return [table, new Set(rows.map(textOf))];
    }),
  );
}

const textOf = (row: unknown): string =>
  JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

export async function wholeRegister(): Promise<Whole> {
  const desk = await openReadyDesk({ sampleData: true });
  const dataKey = Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
  await closeBackend(desk.backend);
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-whole-'));
  cpSync(desk.folder, folder, { recursive: true });
  await desk.close();
  const sqlite = openSqlite({ file: join(folder, 'quartermaster.db'), key: dataKey, readonly: true });
  const rows = rowsOf(sqlite);
  sqlite.close();
  return { folder, dataKey, rows, remove: () => rmSync(folder, { recursive: true }) };
}

/** A copy of which so many pages, anywhere behind the first, hold something else. @returns the damaged file */
export function damagedCopy({ folder }: Whole, copy: string, pages: number): Buffer {
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  const file = join(copy, 'quartermaster.db');
  const content = readFileSync(file);
  for (let damage = 0; damage < pages; damage += 1) {
    const at = chance.between(1, content.length / pageBytes - 1) * pageBytes;
    content.fill(chance.between(0, 255), at, at + pageBytes);
  }
  writeFileSync(file, content);
  return content;
}

/** @throws when the damaged file is neither in its place nor set aside, byte for byte. @returns whether it is set aside */
export function refuseChanged(folder: string, damaged: Buffer): boolean {
  const aside = join(folder, 'damaged');
  const times = existsSync(aside) ? readdirSync(aside) : [];
  if (times.length > 1) throw new Error('the damaged file was set aside more than once');
  const where = times[0] === undefined ? folder : join(aside, times[0]);
  if (!readFileSync(join(where, 'quartermaster.db')).equals(damaged)) throw new Error('the damaged file was changed');
  const left = readdirSync(folder).filter((name) => name.startsWith('turn'));
  if (left.length > 0) throw new Error(`of the salvage there is left: ${left.join(', ')}`);
  return times.length === 1;
}

/** Rows of tables that are made of others are written anew, the rest is what was there or nothing. */
const madeAnew = /_(?:words|fragments)(?:_|$)/;

/** @throws when something that was salvaged was not there before. @returns how many rows are there */
export function refuseInvented({ dataKey, rows: before }: Whole, folder: string): number {
  const sqlite = openSqlite({ file: join(folder, 'quartermaster.db'), key: dataKey });
  try {
    const verdict: unknown = sqlite.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`integrity_check says ${String(verdict)}`);
    let saved = 0;
    for (const [table, rows] of rowsOf(sqlite)) {
      if (madeAnew.test(table)) continue;
      const invented = [...rows].filter((row) => before.get(table)?.has(row) !== true);
      // The entry that says that it was salvaged.
      if (invented.length > (table === 'journal' ? 1 : 0))
        throw new Error(`${table} holds ${invented.length} rows that were not there: ${invented[0]}`);
      saved += rows.size;
    }
    const entries = sqlite.prepare("SELECT count(*) FROM journal WHERE event = 'application.salvaged'").pluck().get();
    if (entries !== 1) throw new Error('the journal does not say that it was salvaged');
    return saved;
  } finally {
    sqlite.close();
  }
}

/** A damaged register that is salvaged; each time it is begun, it is a fresh copy. */
export async function salvaging(): Promise<Work> {
  const whole = await wholeRegister();
  const folder = join(whole.folder, '..', `quartermaster-salvaging-${process.pid}`);
  let damaged: Buffer = Buffer.alloc(0);
  return {
    during: 'salvage',
    folder,
    script: () => {
      damaged = damagedCopy(whole, folder, 3);
      return { name: 'salvage-once', args: [folder] };
    },
    moment: () => ({ lines: 1, thenMs: chance.between(0, 2500) }),
    writes: 3000,
    judge: async (told) => {
      takeDataFolder(folder).release();
      const isAside = refuseChanged(folder, damaged);
      if (!isAside && told.some(({ saved }) => saved !== undefined))
        throw new Error('a salvage was acknowledged and is lost');
      const held = isAside ? refuseInvented(whole, folder) : damaged.length / pageBytes;
      return Promise.resolve(held);
    },
    finish: async () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve(whole.remove());
    },
  };
}
