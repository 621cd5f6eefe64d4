import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { migrate } from '#backend/kernel/db/migrate.ts';
import { migrations } from '#backend/kernel/db/migrations/index.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventory } from '#backend/kernel/inventory.ts';
import { journalKeyOf } from '#backend/kernel/journal/chain.ts';
import { JournalAppender } from '#backend/kernel/journal/journal.ts';
import { chance } from './fault.ts';
import { refuseBroken } from './examine.ts';
import type { Work } from './work.ts';

/** The schema that the first testers had. */
const oldVersion = 5;
const assets = 400;
const dataKey = Buffer.alloc(32, 7);

/** Everything that the database is made of, as text. */
function schemaOf(sqlite: Sqlite): string {
  const rows = sqlite.prepare<[], { name: string; sql: string | null }>(
    "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return JSON.stringify(rows.all());
}

/** The schema of every version, by its number. */
function everySchema(): string[] {
  const sqlite = new Database(':memory:');
  sqlite.pragma('foreign_keys = ON');
  const schemas = ['[]'];
  for (const { sql } of migrations) {
    sqlite.transaction(() => sqlite.exec(sql))();
    schemas.push(schemaOf(sqlite));
  }
  sqlite.close();
  return schemas;
}

function makeOlder(file: string): void {
  const sqlite = openSqlite({ file, key: dataKey });
  migrate(sqlite, file, migrations.slice(0, oldVersion));
  sqlite.transaction(() => {
    const journal = new JournalAppender(sqlite, journalKeyOf(dataKey), {
      at: '2026-01-01T08:00:00.000Z',
      monotonic: 1,
      boot: 'first',
      actor: 'operator:1',
      role: 'administrator',
      desk: 'desk',
      session: 'session',
      source: 'window',
    });
    sqlite.exec(`
      INSERT INTO operator VALUES (1, 'root', 'Root', 1, '2026-01-01T08:00:00.000Z', NULL);
      INSERT INTO category (id, key, family, name, code) VALUES (1, 'laptop', 'hardware', 'Laptops', 'LT');`);
    const insert = sqlite.prepare(`
      INSERT INTO asset (id, tag, name, category_id, status, condition, created_at, updated_at)
      VALUES (?, ?, 'A', 1, 'in_stock', 'good', '2026-01-01T08:00:00.000Z', '2026-01-01T08:00:00.000Z')`);
    for (let id = 1; id <= assets; id += 1) {
      insert.run(id, `A-${id}`);
      journal.append({ event: 'assets.registered', subject: `asset:${id}`, data: { after: { tag: `A-${id}` } } });
    }
  })();
  sqlite.close();
}

function refuseOther(sqlite: Sqlite, schema: string | undefined): void {
  refuseBroken(sqlite, dataKey);
  if (schemaOf(sqlite) !== schema) throw new Error('a migration is half there');
  if (sqlite.prepare('SELECT count(*) FROM asset').pluck().get() !== assets) throw new Error('assets are lost');
  if (sqlite.prepare('SELECT count(*) FROM journal').pluck().get() !== assets) throw new Error('entries are lost');
}

const versionOf = (sqlite: Sqlite): number => Number(sqlite.pragma('user_version', { simple: true }));

/** Opens a file without bringing it to another version. */
function look(file: string, act: (sqlite: Sqlite) => void): void {
  const sqlite = openSqlite({ file, key: dataKey });
  try {
    act(sqlite);
  } finally {
    sqlite.close();
  }
}

/** An older register that is brought to the newest schema; each time it is begun, it is a fresh copy. */
export function migrating(): Work {
  const schemas = everySchema();
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-older-'));
  const [made, file] = [join(folder, 'made.db'), join(folder, 'run', 'quartermaster.db')];
  makeOlder(made);
  return {
    during: 'migration',
    folder: join(folder, 'run'),
    script: () => {
      rmSync(join(folder, 'run'), { recursive: true, force: true });
      cpSync(made, file);
      return { name: 'migrate-once', args: [file, dataKey.toString('hex')] };
    },
    moment: () => ({ lines: 1, thenMs: chance.between(0, 500) }),
    writes: 4000,
    judge: async () => {
      look(file, (sqlite) => refuseOther(sqlite, schemas[versionOf(sqlite)]));
      // What lies beside it under the name of a copy is one.
      for (const name of readdirSync(join(folder, 'run'))) {
        const version = /\.before-(\d+)$/.exec(name)?.[1];
        if (version !== undefined)
          look(join(folder, 'run', name), (sqlite) => refuseOther(sqlite, schemas[Number(version)]));
      }
      const inventory = openInventory(file, Uint8Array.from(dataKey), true, systemSurroundings);
      try {
        const { sqlite, schemaVersion } = inventory;
        if (schemaVersion !== migrations.length) throw new Error(`it stays at ${schemaVersion}`);
        refuseOther(sqlite, schemas[schemaVersion]);
      } finally {
        inventory.close();
      }
      return Promise.resolve(assets);
    },
    finish: async () => Promise.resolve(rmSync(folder, { recursive: true })),
  };
}
