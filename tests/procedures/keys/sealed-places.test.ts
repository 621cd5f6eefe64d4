import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentColumns } from '#backend/kernel/attachments/content-columns.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openBox } from '#backend/kernel/vault/secret-box.ts';
import { sealedPlaces } from '#backend/kernel/vault/sealed-places.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { canaries, keepSecrets, showSecrets, shown } from '#tests/support/secrets.ts';
import type { Kept } from '#tests/support/secrets.ts';

let desk: TestDesk;
let kept: Kept;
beforeAll(async () => {
  desk = await openReadyDesk();
  kept = await keepSecrets(desk);
}, 120_000);
afterAll(async () => desk.close());

function inventory() {
  if (!desk.backend.inventory) throw new Error('closed');
  return desk.backend.inventory;
}

const columnsOf = (sqlite: Sqlite) =>
  sqlite
    .prepare<[], { name: string; column: string; type: string }>(
      `SELECT entry.name, info.name AS "column", info.type FROM pragma_table_list AS entry, pragma_table_info(entry.name) AS info
       WHERE entry.schema = 'main' AND entry.type = 'table' AND entry.name NOT LIKE 'sqlite_%'`,
    )
    .all();

/** Bytes that are no secret: a salt, and hashes that only tell whether something is the same. */
const openBytes = ['operator_badge.salt', 'operator_badge.hash'];

describe('the register of what is sealed', () => {
  it('[S5] names every place where something is, and nothing of it lies there in clear', () => {
    const { sqlite, dataKey } = inventory();
    const counts = new Map<string, number>();
    for (const { table, column, walk } of sealedPlaces)
      walk(sqlite, (identity, box) => {
        expect(openBox(dataKey, identity, box).length, `${table}.${column}`).toBeGreaterThan(0);
        counts.set(`${table}.${column}`, (counts.get(`${table}.${column}`) ?? 0) + 1);
        return null;
      });
    const places = sealedPlaces.map(({ table, column }) => `${table}.${column}`);
    // The key of the journal is only kept once the data key was changed.
    expect([...counts.keys()].toSorted()).toEqual(places.filter((place) => place !== 'kept_key.sealed').toSorted());
    for (const { name, column } of columnsOf(sqlite)) {
      const values = sqlite.prepare<[], unknown>(`SELECT "${column}" FROM "${name}"`).pluck().all();
      const text = values.map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))).join(' ');
      for (const canary of Object.values(canaries)) {
        const forms = [
          canary,
          Buffer.from(canary).toString('base64'),
          Buffer.from(canary).toString('hex').toUpperCase(),
        ];
        expect(
          forms.filter((form) => text.includes(form)),
          `${name}.${column}`,
        ).toEqual([]);
      }
    }
  });

  it('[S5] is opened for whoever may see a value', async () => {
    expect(await showSecrets(desk.client, kept)).toEqual(shown);
  });

  it('[S5] has every column of bytes in it, and every column that points at a kept file', () => {
    const columns = columnsOf(inventory().sqlite);
    const bytes = columns.filter(({ type }) => type === 'BLOB').map(({ name, column }) => `${name}.${column}`);
    const sealed = sealedPlaces.map(({ table, column }) => `${table}.${column}`);
    expect(bytes.filter((place) => !sealed.includes(place)).toSorted()).toEqual(openBytes.toSorted());
    const digests = columns
      .filter(({ column }) => column === 'sha256' || column.endsWith('_sha256'))
      .map(({ name, column }) => `${name}.${column}`);
    const contents = contentColumns.map(({ table, column }) => `${table}.${column}`);
    expect(contents.filter((place) => !digests.includes(place))).toEqual([]);
    // Digests of files that came from outside, of texts and of documents that are drawn anew.
    expect(digests.filter((place) => !contents.includes(place)).toSorted()).toEqual([
      'audit_pack.sha256',
      'handover.signature_sha256',
      'handover_text_version.sha256',
      'import_batch.file_sha256',
      'licence_report.sha256',
      'reconciliation.file_sha256',
      'retirement_certificate.sha256',
      'sanitisation.report_sha256',
      'stocktake_order.plan_sha256',
      'stocktake_order.result_sha256',
    ]);
  });

  it('[S5] binds each value to its record: copied to another one it does not open', async () => {
    const { sqlite, dataKey } = inventory();
    for (const { walk } of sealedPlaces)
      walk(sqlite, (identity, box) => {
        expect(() => openBox(dataKey, `${identity}0`, box)).toThrow();
        return null;
      });
    const { phone, laptop } = kept;
    sqlite
      .prepare(
        `UPDATE field_value SET secret = (SELECT secret FROM field_value WHERE asset_id = ? AND field_id = ?)
         WHERE asset_id = ? AND field_id = ?`,
      )
      .run(laptop.assetId, laptop.fieldId, phone.assetId, phone.fieldId);
    await expect(desk.client.assets.revealSecret(phone)).rejects.toMatchObject({ code: 'DEFECT' });
  });

  it('[S5] is all that seals: no other source of the backend encrypts anything', () => {
    const backend = resolve(import.meta.dirname, '../../../src/main/backend');
    const encrypting = readdirSync(backend, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && readFileSync(join(backend, name), 'utf8').includes('createCipheriv'))
      .map((name) => name.replaceAll('\\', '/'));
    expect(encrypting.toSorted()).toEqual([
      'kernel/attachments/content-store.ts',
      'kernel/vault/key-slot.ts',
      'kernel/vault/secret-box.ts',
      'kernel/vault/slot-renewal.ts',
    ]);
  });
});
