import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '#backend/kernel/db/migrate.ts';
import { migrations } from '#backend/kernel/db/migrations/index.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';

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

/** Two operators, two rooms and two assets, as every version since the first stocktakes knows them. */
function layRegister(database: Sqlite): void {
  database.exec(`
    INSERT INTO journal (seq, at, monotonic, boot, actor, role, desk, session, source, event, subject, data, reason, prev, hash, mac)
      VALUES (1, 'now', 1, 'b', 'a', 'r', 'd', 's', 'system', 'e', 'x', '{}', NULL,
        '${'0'.repeat(64)}', '${'1'.repeat(64)}', '${'2'.repeat(64)}');
    INSERT INTO operator (id, username, display_name, active, created_at)
      VALUES (1, 'root', 'Root', 1, 'now'), (2, 'ann', 'Ann', 1, 'now');
    INSERT INTO place (id, kind, name, code) VALUES (7, 'room', 'Room', 'R-7'), (8, 'room', 'Other room', 'R-8');
    INSERT INTO category (id, key, family, name, code) VALUES (1, 'laptop', 'hardware', 'Laptops', 'LT');
    INSERT INTO asset (id, tag, name, category_id, status, condition, created_at, updated_at)
      VALUES (1, 'A-1', 'A', 1, 'in_stock', 'good', 'now', 'now'), (2, 'A-2', 'B', 1, 'in_stock', 'good', 'now', 'now');`);
}

/** Every row of these tables, in the order of their keys. */
function rowsOf(database: Sqlite, tables: readonly string[]): Record<string, unknown[]> {
  return Object.fromEntries(
    tables.map((table) => [table, database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]),
  );
}

describe('rows that a migration lays anew', () => {
  it('[K3] [S3] lines, sightings and other names of stocktakes of before incidents are kept as they were', () => {
    const before = migrations.findIndex(({ name }) => name === '0061-incidents');
    migrate(sqlite, file, migrations.slice(0, before));
    layRegister(sqlite);
    sqlite.exec(`
      INSERT INTO stocktake (id, number, name, state, scope, method, blind, second_person, planned_at, planned_by)
        VALUES (1, 1, 'Done', 'counting', '{}', 'full', 0, 1, 'now', 1), (2, 2, 'Under way', 'counting', '{}', 'full', 0, 0, 'now', 1);
      INSERT INTO stocktake_session (id, stocktake_id, key, operator_id, operator_name, desk, origin, place_id, started_at)
        VALUES (1, 1, 'one', 1, 'Root', 'vm', 'here', 7, 'now'), (2, 2, 'two', 1, 'Root', 'vm', 'here', 7, 'now');
      INSERT INTO stocktake_line (id, stocktake_id, asset_id, code, expected, position, expected_place_id, expected_place,
          custodian, status_then, cost_minor, cost_currency, carried_over, result, seen_place_id, seen_at, witnesses, label)
        VALUES (1, 1, 1, NULL, 1, 1, 8, 'Other room', 'Ada', 'in_use', 120050, 'EUR', 1, 'wrong_place', 7, 'then', 2, NULL),
          (2, 1, 2, NULL, 1, 2, 7, 'Room', NULL, 'in_stock', NULL, NULL, 0, 'missing', NULL, NULL, 0, NULL),
          (3, 1, NULL, 'STRAY', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'unknown', 7, 'then', 1, 'Stray box'),
          (4, 2, 2, NULL, 1, 1, 7, 'Room', NULL, 'in_stock', NULL, NULL, 1, 'missing', NULL, NULL, 0, NULL);
      INSERT INTO stocktake_sighting (id, session_id, number, line_id, asset_id, code, place_id, how, at)
        VALUES (1, 1, 1, 1, 1, 'A-1', 7, 'barcode', 'then'), (2, 1, 2, 3, NULL, 'STRAY', 7, 'rfid', 'then');
      INSERT INTO stocktake_alias (stocktake_id, code, line_id) VALUES (1, 'SN-1', 1);
      UPDATE stocktake SET state = 'reconciling', counted_at = 'later' WHERE id = 1;
      UPDATE stocktake_line SET cause = 'other', decision = 'leave', note = 'Why ' || id, decided_by = 1, decided_at = 'later'
        WHERE stocktake_id = 1;
      UPDATE stocktake_line SET approved_by = 2, approved_at = 'later' WHERE id IN (1, 3);
      UPDATE stocktake_line SET excused_by = 1, compensating_control = 'Counted twice' WHERE id = 2;
      UPDATE stocktake_line SET outcome = 'left', journal_seq = 1 WHERE stocktake_id = 1;
      UPDATE stocktake SET state = 'closed', closed_at = 'end', closed_by = 1 WHERE id = 1;`);
    const kept = ['stocktake', 'stocktake_session', 'stocktake_line', 'stocktake_sighting', 'stocktake_alias'];
    const rows = rowsOf(sqlite, kept);
    migrate(sqlite, file);
    expect(rowsOf(sqlite, kept)).toMatchObject(rows);
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    expect(
      sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%_before'").all(),
    ).toEqual([]);

    // What was closed stays closed; what was under way is counted and decided on, now with an incident too.
    expect(() => sqlite.exec('UPDATE stocktake_line SET journal_seq = NULL WHERE id = 2')).toThrow(
      'STOCKTAKE_IS_CLOSED',
    );
    expect(() => sqlite.exec('UPDATE stocktake_line SET expected = 0 WHERE id = 4')).toThrow('EXPECTATION_IS_FROZEN');
    for (const table of ['stocktake_line', 'stocktake_sighting'])
      expect(() => sqlite.exec(`DELETE FROM ${table}`), table).toThrow('STOCKTAKE_IS_KEPT');
    sqlite.exec(`
      UPDATE stocktake SET state = 'reconciling', counted_at = 'later' WHERE id = 2;
      UPDATE stocktake_line SET cause = 'stolen', decision = 'open_incident', note = 'Forced', decided_by = 1 WHERE id = 4;`);
    expect(sqlite.prepare('SELECT decision FROM stocktake_line WHERE id = 4').pluck().get()).toBe('open_incident');
  });

  it('[K2] [I4] supplies, imports and what they took away are kept as they were when articles can be imported', () => {
    const before = migrations.findIndex(({ name }) => name === '0061-supply-imports');
    migrate(sqlite, file, migrations.slice(0, before));
    layRegister(sqlite);
    sqlite.exec(`
      INSERT INTO supply_article (id, kind, name, unit, code, reorder_level, reorder_quantity, notes, version)
        VALUES (1, 'consumable', 'Toner', 'piece', 'TONER', 4, 2, 'Black', 3), (2, 'accessory', 'Cable', 'piece', 'CABLE', NULL, 1, NULL, 1);
      INSERT INTO supply_movement (id, article_id, at, kind, quantity, from_place_id, to_place_id, recipient_kind, work,
          reason, operator_id, reverses_id, journal_seq)
        VALUES (1, 1, 'now', 'received', 9, NULL, 7, NULL, NULL, NULL, 1, NULL, 1),
          (2, 1, 'now', 'moved', 3, 7, 8, NULL, NULL, NULL, 1, NULL, 1),
          (3, 1, 'now', 'issued', 2, 7, NULL, 'work', 'Printing', NULL, 1, NULL, 1),
          (4, 1, 'now', 'reversed', 2, NULL, 7, NULL, NULL, NULL, 1, 3, 1),
          (5, 1, 'now', 'issued', 1, 8, NULL, 'work', 'Printing', NULL, 1, NULL, 1);
      INSERT INTO import_batch (id, entity, file_name, file_sha256, state, options, rows_total, rows_applied, rows_rejected,
          staging_file, last_row, operator_id, created_at, ended_at, undone_at, undone_by)
        VALUES (1, 'assets', 'a.csv', 'aa', 'applied', '{}', 3, 2, 1, 'a.db', 3, 1, 'now', 'later', NULL, NULL),
          (2, 'people', 'b.csv', 'bb', 'undone', '{"x":1}', 1, 1, 0, 'b.db', 1, 1, 'now', 'later', 'end', 1);
      INSERT INTO import_row (batch_id, position, row_number, entity, record_id, action, before, journal_seq, undo)
        VALUES (1, 1, 2, 'asset', 1, 'created', NULL, 1, NULL), (1, 2, NULL, 'place', 7, 'created', NULL, 1, NULL),
          (1, 3, 3, 'asset', 2, 'changed', '{"notes":"old"}', 1, NULL), (2, 1, 1, 'person', 5, 'created', NULL, 1, 'undone');
      INSERT INTO withdrawn_record (entity, record_id, label, content, withdrawn_at, returned_at)
        VALUES ('person', 5, 'Ada', '{"name":"Ada"}', 'end', NULL), ('asset', 9, 'A-9', '{}', 'end', 'back');`);
    const kept = [
      'supply_article',
      'supply_stock',
      'supply_movement',
      'import_batch',
      'import_row',
      'withdrawn_record',
    ];
    const rows = rowsOf(sqlite, kept);
    expect(rows['supply_stock']).toMatchObject([
      { article_id: 1, place_id: 7, quantity: 6 },
      { article_id: 1, place_id: 8, quantity: 2 },
    ]);
    migrate(sqlite, file);
    expect(rowsOf(sqlite, kept)).toMatchObject(rows);
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    expect(
      sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%_before'").all(),
    ).toEqual([]);

    const refused = {
      'DELETE FROM supply_movement': 'SUPPLY_MOVEMENT_IS_KEPT',
      'DELETE FROM supply_stock': 'SUPPLY_STOCK_IS_KEPT',
      'DELETE FROM supply_article': 'SUPPLY_ARTICLE_IS_KEPT',
      'DELETE FROM withdrawn_record': 'WITHDRAWN_RECORD_IS_KEPT',
      "UPDATE withdrawn_record SET label = 'B-9' WHERE entity = 'asset'": 'ASSET_TAG_IS_FOR_LIFE',
    };
    for (const [statement, reason] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(reason);
    // Only what an import has brought and its undoing takes away goes, with its movements.
    sqlite.exec(`
      INSERT INTO withdrawn_record VALUES ('supply_article', 1, 'Toner', '{}', 'end', NULL);
      DELETE FROM supply_movement WHERE article_id = 1 AND reverses_id IS NOT NULL;`);
    expect(() => sqlite.exec('DELETE FROM supply_article WHERE id = 2')).toThrow('SUPPLY_ARTICLE_IS_KEPT');
  });
});
