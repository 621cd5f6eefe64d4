import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { closeInventory } from '#backend/kernel/rpc/call.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { databaseOf, makePack, verifyJournal, verifyPack } from './support/packs.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

/** Changes the database behind the application's back, as somebody with the key and SQL could. */
async function tamper(change: (sqlite: Sqlite) => void): Promise<void> {
  const { databaseFile, dataKey } = databaseOf(desk);
  const key = Uint8Array.from(dataKey);
  await closeInventory(desk.backend);
  desk.session.operator = null;
  const sqlite = openSqlite({ file: databaseFile, key });
  sqlite.exec('DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_not_deleted');
  sqlite.exec('DROP TRIGGER audit_pack_is_not_changed; DROP TRIGGER audit_pack_is_not_deleted');
  sqlite.pragma('foreign_keys = OFF');
  change(sqlite);
  sqlite.close();
  await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
}

describe('a journal that was changed behind the application', () => {
  it('[S6] is whole as long as nobody did', async () => {
    const { total } = await desk.client.reports.journal({ limit: 1 });
    expect((await verifyJournal(desk)).result).toMatchObject({ ok: true, entries: total, faults: 0, firstFault: '' });
  });

  it('[S6] cannot be changed or deleted from through the connection of the application', () => {
    const sqlite = desk.backend.inventory?.sqlite;
    expect(() => sqlite?.exec("UPDATE journal SET reason = 'x' WHERE seq = 5")).toThrow('JOURNAL_APPEND_ONLY');
    expect(() => sqlite?.exec('DELETE FROM journal WHERE seq = 5')).toThrow('JOURNAL_APPEND_ONLY');
  });

  it('[S6] shows an altered entry, and so does every pack made after it', async () => {
    const { path } = await makePack(desk);
    await tamper((sqlite) => sqlite.exec("UPDATE journal SET reason = 'another' WHERE seq = 40"));
    expect((await verifyJournal(desk)).result).toMatchObject({
      ok: false,
      firstFault: 'ALTERED',
      firstFaultAt: 'entry 40',
    });
    // The pack made before has the entry as it was, with the hash that still stands in the journal: it vouches for it.
    expect((await verifyPack(desk, path)).result).toMatchObject({ ok: true });
    const after = await makePack(desk, {}, 'after.xlsx');
    expect((await verifyPack(desk, after.path)).result).toMatchObject({ ok: false, firstFault: 'LOG_ENTRY_ALTERED' });
  });

  it('[S6] shows an entry that was taken out', async () => {
    await tamper((sqlite) => sqlite.exec('DELETE FROM journal WHERE seq = 40'));
    expect((await verifyJournal(desk)).result).toMatchObject({
      ok: false,
      firstFault: 'GAP',
      firstFaultAt: 'entry 41',
    });
  });

  it('[S6] shows by the packs handed out that its end was cut off', async () => {
    const { path } = await makePack(desk);
    await tamper((sqlite) => sqlite.exec('DELETE FROM journal WHERE seq > 200'));
    // Signing in goes on behind the cut with entries of its own, so the numbers are there and the hashes are not.
    expect((await verifyJournal(desk)).result).toMatchObject({ ok: false, firstFault: 'TRUNCATED' });
    expect((await verifyPack(desk, path)).result).toMatchObject({
      ok: false,
      agreesWithJournal: false,
      firstFault: 'JOURNAL_CUT_OFF',
    });
  });

  it('[S6] shows a record of a pack that was changed to fit another file', async () => {
    const { path } = await makePack(desk);
    await tamper((sqlite) => sqlite.exec(`UPDATE audit_pack SET sha256 = '${'0'.repeat(64)}'`));
    expect((await verifyPack(desk, path)).result).toMatchObject({
      ok: false,
      contentIntact: true,
      firstFault: 'PACK_RECORD_DIFFERS',
    });
  });

  it('[X1] a pack over a damaged journal says so on its cover', async () => {
    await tamper((sqlite) => sqlite.exec("UPDATE journal SET at = 'yesterday' WHERE seq = 40"));
    const { path, job } = await makePack(desk);
    expect(job).toMatchObject({ state: 'done' });
    const book = read(readFileSync(path));
    const rows = (name: string) => utils.sheet_to_json<Record<string, unknown>>(book.Sheets[name] ?? {});
    expect(rows('00_Cover').find((row) => row['Item'] === 'Journal check')?.['Text']).toMatch(/^NOT whole/);
    expect(rows('91_Chain_check')[0]).toMatchObject({ Result: 'NOT whole: ALTERED at 40', 'Altered entries': 1 });
    expect(rows('90_Audit_log')[39]).toMatchObject({ Seq: 40, 'At (UTC)': 'yesterday' });
    expect((await verifyPack(desk, path)).result).toMatchObject({
      ok: false,
      faults: 1,
      firstFault: 'LOG_ENTRY_ALTERED',
      firstFaultAt: '90_Audit_log: row 41',
    });
  });
});
