import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStatuses } from '#shared/features/assets/status.ts';
import { migrate, migrationHash } from '#backend/kernel/db/migrate.ts';
import { migrations } from '#backend/kernel/db/migrations/index.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import released from './released.json' with { type: 'json' };

let folder: string;
let file: string;
let sqlite: Sqlite;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-migrations-'));
  file = join(folder, 'test.db');
  sqlite = openSqlite({ file, key: new Uint8Array(32).fill(7) });
});
afterEach(() => {
  sqlite.close();
  rmSync(folder, { recursive: true });
});

describe('migrations', () => {
  it('[O2] of released versions are never edited', () => {
    for (const { name, hash } of released) {
      const migration = migrations.find((candidate) => candidate.name === name);
      expect(migration && migrationHash(migration), name).toBe(hash);
    }
  });

  it('[O2] lead from every version to the next and so to the newest, with a copy of the file before', () => {
    const own = join(folder, 'older.db');
    const older = openSqlite({ file: own, key: null });
    for (let version = 1; version <= migrations.length; version += 1) {
      expect(migrate(older, own, migrations.slice(0, version))).toBe(version);
      const copy = `${own}.before-${String(version - 1).padStart(4, '0')}`;
      // There is nothing to keep of a file that has just been made.
      expect(existsSync(copy)).toBe(version > 1);
      rmSync(copy, { force: true });
    }
    expect(migrate(older, own)).toBe(migrations.length);
    older.close();
  }, 120_000);

  it('[O2] one that fails leaves the version before and nothing of itself', () => {
    const broken = [
      ...migrations,
      { name: '9999-broken', sql: 'CREATE TABLE half (x TEXT) STRICT; SELECT no_such_function();' },
    ];
    migrate(sqlite, file);
    expect(() => migrate(sqlite, file, broken)).toThrow('MIGRATION_FAILED');
    expect(sqlite.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  });

  it('[O2] a file of a newer application is refused', () => {
    sqlite.pragma('user_version = 999');
    expect(() => migrate(sqlite, file)).toThrow('NEWER_VERSION');
  });

  it('[I2] the database allows exactly the steps of the status machine', () => {
    migrate(sqlite, file);
    const steps = sqlite
      .prepare<[], { from_status: string; to_status: string }>('SELECT * FROM asset_status_step')
      .all();
    const allowed = Object.entries(nextStatuses).flatMap(([from, tos]) => tos.map((to) => `${from} → ${to}`));
    expect(steps.map((step) => `${step.from_status} → ${step.to_status}`).toSorted()).toEqual(allowed.toSorted());
  });

  it('[S6] the database itself refuses to change or delete the journal, movements, and assets', () => {
    migrate(sqlite, file);
    sqlite.exec(`
      INSERT INTO journal VALUES (1, 'now', 1, 'b', 'a', 'r', 'd', 's', 'system', 'e', 'x', '{}', NULL,
        '${'0'.repeat(64)}', '${'1'.repeat(64)}', '${'2'.repeat(64)}');
      INSERT INTO operator VALUES (1, 'root', 'Root', 1, 'now', NULL);
      INSERT INTO category (id, key, family, name, code) VALUES (1, 'laptop', 'hardware', 'Laptops', 'LT');
      INSERT INTO asset (id, tag, name, category_id, status, condition, created_at, updated_at)
        VALUES (1, 'A-1', 'A', 1, 'in_stock', 'good', 'now', 'now');
      INSERT INTO movement VALUES (1, 1, 'now', 'registered', NULL, NULL, NULL, 1, 'manual', 1);`);
    const refused = {
      "UPDATE journal SET event = 'other'": 'JOURNAL_APPEND_ONLY',
      'DELETE FROM journal': 'JOURNAL_APPEND_ONLY',
      [`INSERT INTO journal SELECT 9, at, monotonic, boot, actor, role, desk, session, source, event, subject, data, reason, prev, hash, mac FROM journal`]:
        'JOURNAL_GAP',
      "UPDATE movement SET to_text = 'elsewhere'": 'MOVEMENT_IS_KEPT',
      'DELETE FROM asset': 'ASSET_IS_KEPT',
      "UPDATE asset SET tag = 'B-1'": 'ASSET_TAG_IS_FOR_LIFE',
      "UPDATE asset SET status = 'disposed'": 'ASSET_STATUS_STEP',
    };
    for (const [statement, reason] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(reason);
  });

  it('[V3] devices of before are kept, and smart cards are read through the service of the system only', () => {
    const before = migrations.findIndex(({ name }) => name === '0044-card-readers');
    migrate(sqlite, file, migrations.slice(0, before));
    const insert = (kind: string, type: string) =>
      `INSERT INTO device (name, kind, use, framing, connection)
         VALUES ('${kind} by ${type}', '${kind}', 'desk_a', 'auto', '{"type":"${type}"}')`;
    sqlite.exec(insert('em4100', 'serial'));
    migrate(sqlite, file);
    expect(sqlite.prepare('SELECT id, name, notation FROM device').get()).toEqual({
      id: 1,
      name: 'em4100 by serial',
      notation: 'hex',
    });
    sqlite.exec(insert('pcsc', 'pcsc'));
    sqlite.exec(insert('pcsc', 'simulator'));
    sqlite.exec(insert('mercury', 'serial'));
    expect(sqlite.prepare("SELECT region FROM device WHERE kind = 'mercury'").pluck().get()).toBe('as_set');
    for (const [kind, type] of [
      ['pcsc', 'serial'],
      ['scanner', 'pcsc'],
    ] as const)
      expect(() => sqlite.exec(insert(kind, type))).toThrow('CHECK');
  });

  it('[V4] labels of before keep what became of them, and labels of articles and kits stand beside them', () => {
    const before = migrations.findIndex(({ name }) => name === '0054-labels-of-articles');
    migrate(sqlite, file, migrations.slice(0, before));
    sqlite.exec(`
      INSERT INTO operator VALUES (1, 'root', 'Root', 1, 'now', NULL);
      INSERT INTO printer (id, name, host, port, language, dpi) VALUES (1, 'Desk', '127.0.0.1', 9100, 'zpl', 203);
      INSERT INTO label_template (id, name, subject, design, operator_id, changed_at)
        VALUES (1, 'Own', 'kit', '{}', 1, 'now');
      INSERT INTO label_job (id, printer_id, template_id, subject, copies, state, operator_id, created_at, reprint_of)
        VALUES (1, 1, 'command-86x54', 'command', 1, 'done', 1, 'now', NULL),
          (2, 1, 'command-86x54', 'command', 1, 'waiting', 1, 'now', 1);
      INSERT INTO label_job_item (job_id, position, other_id, name, code, content, state, problem)
        VALUES (1, 1, 4, 'Check in', 'QM:CHECK-IN', '{}', 'unknown', 'INTERRUPTED');`);
    migrate(sqlite, file);
    expect(sqlite.prepare('SELECT card, code, state, problem, article_id FROM label_job_item').get()).toEqual({
      card: 4,
      code: 'QM:CHECK-IN',
      state: 'unknown',
      problem: 'INTERRUPTED',
      article_id: null,
    });
    expect(sqlite.prepare('SELECT id, reprint_of, state FROM label_job ORDER BY id').raw().all()).toEqual([
      [1, null, 'done'],
      [2, 1, 'waiting'],
    ]);
    expect(sqlite.prepare('SELECT name, subject FROM label_template').raw().all()).toEqual([['Own', 'kit']]);
    sqlite.exec(`
      INSERT INTO supply_article (id, kind, name, unit, code, reorder_quantity)
        VALUES (7, 'consumable', 'Toner', 'piece', 'TONER', 1);
      UPDATE label_template SET subject = 'article';
      UPDATE label_job SET subject = 'article' WHERE id = 2;`);
    const item = (column: string, value: number) =>
      `INSERT INTO label_job_item (job_id, position, ${column}, name, code, content, state)
        VALUES (2, 1, ${value}, 'Toner', 'TONER', '{}', 'queued')`;
    for (const column of ['article_id', 'kit_id']) expect(() => sqlite.exec(item(column, 99))).toThrow('FOREIGN KEY');
    sqlite.exec(item('article_id', 7));
    expect(() => sqlite.exec('UPDATE label_job_item SET card = 1 WHERE job_id = 2')).toThrow('CHECK');
    expect(() => sqlite.exec('DELETE FROM label_template')).toThrow('LABEL_TEMPLATE_IS_KEPT');
  });

  it('[S3] incidents of before are kept with what refers to them, and unauthorised access is one of their kinds', () => {
    const before = migrations.findIndex(({ name }) => name === '0097-unauthorised-access');
    migrate(sqlite, file, migrations.slice(0, before));
    const insert = (number: number, kind: string, source = 'list', description = 'Gone') =>
      sqlite.exec(`INSERT INTO incident (id, number, kind, state, description, source, opened_by, opened_at)
        VALUES (${number}, ${number}, '${kind}', 'open', '${description}', '${source}', 1, 'now')`);
    sqlite.exec(
      "INSERT INTO operator (id, username, display_name, active, created_at) VALUES (1, 'root', 'Root', 1, 'now')",
    );
    insert(1, 'stolen');
    sqlite.exec(`INSERT INTO incident_reference (incident_id, kind, number, note, at, operator_id)
      VALUES (1, 'police', 'AZ 1', '', 'now', 1)`);
    migrate(sqlite, file);
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    expect(sqlite.prepare('SELECT number, kind, description FROM incident').raw().all()).toEqual([
      [1, 'stolen', 'Gone'],
    ]);
    insert(2, 'unauthorised');
    insert(3, 'lost', 'desk', '');
    expect(() => insert(4, 'lost', 'list', '')).toThrow('CHECK');
    expect(() => sqlite.exec("UPDATE incident SET kind = 'lost' WHERE id = 2")).toThrow('INCIDENT_IS_KEPT');
    expect(() => sqlite.exec('DELETE FROM incident')).toThrow('INCIDENT_IS_KEPT');
    expect(() => sqlite.exec("INSERT INTO incident_reference VALUES (9, 99, 'police', 'x', '', 'now', 1)")).toThrow(
      'FOREIGN KEY',
    );
  });
});
