import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeBackend, createBackend } from '#backend/backend.ts';
import { restoreBackup } from '#backend/features/backups/index.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import { actorOf } from '#backend/kernel/session.ts';
import { nodeHost } from '#backend/kernel/host/node-host.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { survives } from './support/fault.ts';
import { killWhile } from './support/victim.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

const credentials = { username: administrator.username, password: administrator.password };
const database = (): string => join(desk.folder, 'quartermaster.db');

describe('the connection', () => {
  it('[O2] writes at synchronous=FULL on every opening, also after the first write', async () => {
    for (let opening = 0; opening < 3; opening += 1) {
      await desk.restart();
      await desk.client.auth.signIn(credentials);
      await desk.client.desk.scan({ session: 'A', text: 'BDG7001' });
      expect(desk.backend.inventory?.sqlite.pragma('synchronous', { simple: true })).toBe(2);
      expect(desk.backend.inventory?.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(desk.backend.inventory?.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    }
  });

  it('[S6] no row changes without a journal entry', async () => {
    if (!desk.session.operator) throw new Error('nobody is signed in');
    const silent = inTransaction(desk.backend, actorOf(desk.session, desk.session.operator), async ({ tx }) => {
      await tx.updateTable('person').set({ name: 'Somebody else' }).execute();
    });
    await expect(silent).rejects.toThrow('without a journal entry');
    expect((await desk.client.people.list({ search: 'Somebody else' })).total).toBe(0);
  });
});

describe('a data folder that can not be used', () => {
  it('[O1] in use by another process is said, disturbs nobody, and works as soon as that ends', async () => {
    await survives('two instances', 'work', async () => {
      const second = createBackend({
        folder: desk.folder,
        version: '0',
        surroundings: desk.surroundings,
        host: nodeHost(new URL('file:///nowhere')),
      });
      expect(second.problem).toMatchObject({ code: 'IN_USE' });
      const another = killWhile({ name: 'check-out-loop', args: [desk.folder] }, { lines: 1, thenMs: 0 });
      await expect(another).rejects.toThrow('IN_USE');
      await desk.client.desk.scan({ session: 'A', text: 'BDG7001' });
      const { asset } = await desk.client.desk.scan({ session: 'A', text: 'IT-000001' });
      expect(asset).toMatchObject({ tag: 'IT-000001', status: 'in_use' });
      await closeBackend(desk.backend);
      const lock = takeDataFolder(desk.folder);
      lock.release();
      return 2;
    });
  });

  it('[O2] whose vault was deleted is no fresh start: the database stays as it is', async () => {
    await closeBackend(desk.backend);
    const vault = readFileSync(join(desk.folder, 'vault.json'));
    rmSync(join(desk.folder, 'vault.json'));
    const before = readFileSync(database());
    await desk.restart();
    expect(await desk.client.auth.status()).toMatchObject({ state: 'unusable', problem: 'VAULT_MISSING' });
    await expect(desk.client.auth.createAdministrator(administrator)).rejects.toMatchObject({ code: 'DATA_UNUSABLE' });
    expect(readFileSync(database()).equals(before)).toBe(true);
    writeFileSync(join(desk.folder, 'vault.json'), vault);
    await desk.restart();
    expect(await desk.client.auth.signIn(credentials)).toMatchObject({ username: 'root' });
  });

  it('[O1] whose first run was cut short begins anew', async () => {
    await closeBackend(desk.backend);
    const file = join(desk.folder, 'vault.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"established": true', '"established": false'));
    await desk.restart();
    expect(await desk.client.auth.status()).toMatchObject({ state: 'first-run' });
    await desk.client.auth.createAdministrator(administrator);
    expect(await desk.client.assets.counts()).toMatchObject({ total: 0 });
  });

  it('[O2] from a newer version is refused untouched', async () => {
    const key = desk.backend.inventory?.dataKey ?? null;
    await closeBackend(desk.backend);
    const sqlite = openSqlite({ file: database(), key });
    sqlite.pragma('user_version = 999');
    sqlite.close();
    const before = readFileSync(database());
    await desk.restart();
    await expect(desk.client.auth.signIn(credentials)).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
      data: { problem: 'NEWER_VERSION' },
    });
    expect(readFileSync(database()).equals(before)).toBe(true);
  });

  it.each([
    ['emptied', () => Buffer.alloc(0)],
    ['cut in half', (content: Buffer) => content.subarray(0, content.length / 2)],
    ['overwritten with noise', (content: Buffer) => Buffer.from(content.map((byte) => byte ^ 0x5a))],
    [
      'with one bit turned in its first page',
      (content: Buffer) => Buffer.from(content.map((byte, index) => (index === 2000 ? byte ^ 1 : byte))),
    ],
  ])('[O2] a file %s is recognised as damaged and never becomes a new empty register', async (_, damage) => {
    await closeBackend(desk.backend);
    const damaged = damage(readFileSync(database()));
    writeFileSync(database(), damaged);
    await desk.restart();
    await expect(desk.client.auth.signIn(credentials)).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
      data: { problem: 'CORRUPT' },
    });
    expect(await desk.client.auth.status()).toMatchObject({ state: 'signed-out' });
    expect(readFileSync(database()).equals(damaged)).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('[O2] read-only is said with the reason', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quartermaster-read-only-'));
    chmodSync(folder, 0o500);
    expect(() => takeDataFolder(folder)).toThrow('STORAGE_READ_ONLY');
    rmSync(folder, { recursive: true });
  });
});

describe('backup', () => {
  it('[O2] restores into an empty folder with everything that was there, and opens with the same password', async () => {
    const file = join(desk.folder, 'test.qmbackup');
    const { jobId } = await desk.client.backups.backUp({ path: file });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    const counts = await desk.client.assets.counts();
    const folder = mkdtempSync(join(tmpdir(), 'quartermaster-restored-'));
    await expect(
      restoreBackup(file, folder, { ...credentials, password: 'wrong', second: null }, desk.surroundings),
    ).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    const restored = await restoreBackup(file, folder, { ...credentials, second: null }, desk.surroundings);
    expect(restored.entries).toBeGreaterThan(100);
    await expect(
      restoreBackup(file, folder, { ...credentials, second: null }, desk.surroundings),
    ).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
    });
    await closeBackend(desk.backend);
    rmSync(database());
    copyFileSync(join(folder, 'quartermaster.db'), database());
    rmSync(folder, { recursive: true });
    await desk.restart();
    await desk.client.auth.signIn(credentials);
    expect(await desk.client.assets.counts()).toEqual(counts);
  });

  it('[O2] a damaged backup is found before anything is written', async () => {
    const file = join(desk.folder, 'test.qmbackup');
    const { jobId } = await desk.client.backups.backUp({ path: file });
    await desk.backend.jobs.ended(jobId);
    const content = readFileSync(file);
    content[content.length - 100] = (content[content.length - 100] ?? 0) ^ 1;
    writeFileSync(file, content);
    const folder = mkdtempSync(join(tmpdir(), 'quartermaster-restored-'));
    await expect(
      restoreBackup(file, folder, { ...credentials, second: null }, desk.surroundings),
    ).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
    });
    rmSync(folder, { recursive: true });
  });
});
