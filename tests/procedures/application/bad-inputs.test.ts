import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { startGlance } from '#backend/features/backups/run.ts';
import { restoreBackup } from '#backend/features/backups/index.ts';
import { storageFailureOf } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { isNetworkFolder } from '#backend/kernel/storage/data-folder.ts';
import { totpCode, totpStep } from '#backend/kernel/vault/totp.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { router } from '#backend/router.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { entitle, makeProduct } from '#tests/support/licences.ts';
import { signInAs } from '#tests/support/procurement.ts';
import { withoutTest } from '#tests/support/test-titles.ts';

interface BadInput {
  id: string;
  entry: string;
  title: string;
  input: { kind: 'text' | 'json' | 'recipe' | 'hex'; value: string };
}
const tests = fileURLToPath(new URL('../../', import.meta.url));
const { inputs } = JSON.parse(readFileSync(join(tests, 'fixtures', 'bad-inputs.json'), 'utf8')) as {
  inputs: BadInput[];
};
const inputOf = (id: string): string => inputs.find((input) => input.id === id)?.input.value ?? '';
const credentials = { username: administrator.username, password: administrator.password };

/** One case for each input of an entry, and none missing. */
function drive(entry: string, cases: Readonly<Record<string, () => Promise<void> | void>>, elsewhere: string[] = []) {
  it(`[S5] every bad input of ${entry} has its case`, () => {
    const ids = inputs.filter((input) => input.entry === entry).map(({ id }) => id);
    expect(ids.filter((id) => !(id in cases) && !elsewhere.includes(id))).toEqual([]);
    expect(Object.keys(cases).filter((id) => !ids.includes(id))).toEqual([]);
    expect(withoutTest(elsewhere)).toEqual([]);
  });
  const titled = inputs.filter(({ id }) => id in cases).map(({ id, title }) => [id, title, cases[id]] as const);
  it.each(titled)('[S5] %s %s', async (_id, _title, run) => {
    await run?.();
  });
}

/** Entries whose inputs are driven beside what they enter, each by a test that counts them. */
const drivenElsewhere = ['scan', 'serial', 'rfid', 'import_csv', 'import_xlsx', 'form', 'label'];

it('[S5] every way in has a test that drives its bad inputs', () => {
  const here = ['attachment', 'ipc', 'database', 'licence_key', 'settings', 'auth', 'time'];
  expect([...new Set(inputs.map(({ entry }) => entry))].toSorted()).toEqual([...drivenElsewhere, ...here].toSorted());
});

describe('attachments', () => {
  let desk: TestDesk;
  let assetId: number;
  const opened: string[] = [];
  beforeAll(async () => {
    const openFile = async (path: string) => Promise.resolve(void opened.push(path));
    desk = await openReadyDesk({ host: { openFile } });
    assetId = (await desk.client.assets.create(bareAsset)).id;
  });
  afterAll(async () => desk.close());

  const attach = async (name: string, content: string | Uint8Array<ArrayBuffer> | File, to = assetId) => {
    const file = content instanceof File ? content : new File([content], name);
    return desk.client.assets.attach({ assetId: to, file, thumbnail: null });
  };
  /** The name under which a file is kept, and under which it is opened. */
  const namesOf = async (name: string) => {
    const { id } = await attach(name, `Content of ${name}`);
    await desk.client.assets.openAttachment({ id });
    const kept = (await desk.client.assets.listAttachments({ assetId })).find((one) => one.id === id);
    return { kept: kept?.fileName ?? '', opened: opened.at(-1)?.split('/').at(-1) ?? '' };
  };
  const refused = (name: string, content: string | Uint8Array<ArrayBuffer> | File, code = 'FILE_TYPE_REFUSED') =>
    expect(attach(name, content)).rejects.toMatchObject({ code });

  drive('attachment', {
    'ATT-001': async () => {
      const names = await namesOf(inputOf('ATT-001'));
      expect(names.kept).not.toMatch(/[/\\]/);
      expect(opened.at(-1)?.startsWith(join(desk.folder, 'work', 'opened'))).toBe(true);
    },
    'ATT-003': async () => expect((await namesOf(inputOf('ATT-003'))).kept).not.toMatch(/[/\\]/),
    'ATT-004': async () => {
      for (const name of ['CON', 'NUL.txt', 'aux', 'com1.pdf']) {
        const names = await namesOf(name);
        expect(names.kept).toBe(`_${name}`);
        expect(names.opened.startsWith('_')).toBe(true);
      }
    },
    'ATT-005': async () => expect((await namesOf(inputOf('ATT-005'))).kept).toBe('invoice.pdf'),
    'ATT-007': async () => {
      const { kept, opened: copy } = await namesOf(inputOf('ATT-007'));
      expect(`${kept}${copy}`).not.toMatch(/[\u202A-\u202E]/);
      // By its content it is a text, and as one it is opened.
      expect(copy.endsWith('.txt')).toBe(true);
    },
    'ATT-008': () => refused('logo.svg', '<svg onload="alert(1)"></svg>'),
    'ATT-009': () => refused('invoice.pdf', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'),
    'ATT-011': async () => {
      const { id } = await attach('form.pdf', '%PDF-1.7\n1 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj');
      const [kept] = (await desk.client.assets.listAttachments({ assetId })).filter((one) => one.id === id);
      expect(kept).toMatchObject({ kind: 'document', type: 'application/pdf', hasThumbnail: false });
    },
    'ATT-012': async () => {
      await refused('setup.txt', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]));
      await refused('run.pdf', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]));
    },
    'ATT-013': () => {
      const header = '89504e470d0a1a0a0000000d494844520000c3500000c3500802000000';
      return refused('flood.png', Uint8Array.from(Buffer.from(header, 'hex')), 'PICTURE_TOO_LARGE');
    },
    'ATT-015': () => refused('empty.txt', ''),
    'ATT-016': async () => {
      const huge = new File(['x'], 'huge.txt');
      Object.defineProperty(huge, 'size', { value: 2 * 1024 ** 3 });
      Object.defineProperty(huge, 'arrayBuffer', { value: () => Promise.reject(new Error('it was read')) });
      await refused('huge.txt', huge, 'FILE_TOO_LARGE');
    },
    'ATT-017': async () => {
      const growing = new File(['x'], 'growing.txt');
      Object.defineProperty(growing, 'arrayBuffer', {
        value: async () => Promise.resolve(new TextEncoder().encode('x and more that came meanwhile').buffer),
      });
      await refused('growing.txt', growing, 'FILE_STILL_WRITTEN');
    },
    'ATT-019': async () => {
      // In two pieces, so that this file is not taken for what it tests.
      const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');
      expect(await attach('eicar.txt', eicar)).toMatchObject({ id: expect.any(Number) as number });
    },
    'ATT-020': async () => {
      const other = (await desk.client.assets.create(bareAsset)).id;
      const files = () => readdirSync(join(desk.folder, 'attachments'), { recursive: true }).length;
      await attach('manual.txt', 'The same words twice.');
      const before = files();
      await attach('copy of manual.txt', 'The same words twice.', other);
      expect(files()).toBe(before);
      expect(await desk.client.assets.listAttachments({ assetId: other })).toHaveLength(1);
    },
    'ATT-021': async () => {
      const other = (await desk.client.assets.create(bareAsset)).id;
      const listed = () => readdirSync(join(desk.folder, 'attachments'), { recursive: true, encoding: 'utf8' });
      const before = new Set(listed());
      const { id } = await attach('gone.txt', 'This will be missing.', other);
      const [path = ''] = listed().filter((one) => !before.has(one) && one.includes('/'));
      rmSync(join(desk.folder, 'attachments', path));
      await expect(desk.client.assets.attachmentContent({ id, thumbnail: false })).rejects.toMatchObject({
        code: 'ATTACHMENT_DAMAGED',
      });
      const { jobId } = await desk.client.backups.check();
      expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ failure: { code: 'ATTACHMENT_DAMAGED' } });
    },
  });
});

describe('calls of the window', () => {
  let desk: TestDesk;
  let client: Client;
  let channel: MessageChannel;
  let assetId: number;
  const other = (value: unknown) => value as never;
  beforeAll(async () => {
    desk = await openReadyDesk();
    assetId = (await desk.client.assets.create(bareAsset)).id;
    channel = new MessageChannel();
    type Port = Parameters<RPCHandler<Call>['upgrade']>[0];
    new RPCHandler<Call>(router).upgrade(channel.port2 as unknown as Port, {
      context: { backend: desk.backend, session: desk.session },
    });
    channel.port1.start();
    channel.port2.start();
    client = createORPCClient(new RPCLink({ port: channel.port1 as unknown as MessagePort }));
  });
  afterAll(async () => {
    channel.port1.close();
    await desk.close();
  });
  const refused = (call: Promise<unknown>, code = 'INVALID_INPUT') => expect(call).rejects.toMatchObject({ code });

  drive(
    'ipc',
    {
      'IPC-001': () =>
        refused((client as never as { qm: { eval: (code: string) => Promise<unknown> } }).qm.eval('1+1'), 'NOT_FOUND'),
      'IPC-007': async () => {
        const before = await client.auth.status();
        const { version } = await client.assets.get({ id: assetId });
        await client.assets.update(other({ ...bareAsset, id: assetId, version, name: 'x', role: 'administrator' }));
        const after = await client.assets.get({ id: assetId });
        expect(after).not.toHaveProperty('role');
        expect((await client.auth.status()).operator).toEqual(before.operator);
      },
      'IPC-009': async () => {
        for (const id of [['1'], '1', { toString: 'x' }, '1 OR 1=1']) await refused(client.assets.get(other({ id })));
      },
      'IPC-010': async () => {
        for (const id of [-1, 0, 2 ** 53, Number.NaN, 1.5]) await refused(client.assets.get({ id }));
      },
      'IPC-011': async () => {
        const ids = Array.from({ length: 1_000_000 }, (_, at) => at + 1);
        await refused(client.assets.startBulkEdit(other({ ids, change: { field: 'notes', value: '' } })));
      },
      'IPC-013': async () => {
        const viewer = await signInAs(desk, 'viewer-of-people', ['stocktaker']);
        await refused(viewer.licences.listSeats({ personId: 1 }), 'FORBIDDEN');
        await desk.client.assets.create({
          ...bareAsset,
          name: 'Dear',
          cost: { minor: 99_900, currency: 'EUR' },
        });
        const shown = await viewer.assets.list({ search: 'Dear' });
        expect(JSON.stringify(shown)).not.toContain('99900');
      },
      'IPC-014': async () => {
        const { id } = await client.assets.create(other({ ...bareAsset, operatorId: 999, actor: 'operator:999' }));
        const { entries } = await client.reports.journal({ subject: `asset:${id}` });
        expect(entries.map(({ actor }) => actor)).toEqual([administrator.displayName]);
      },
      'IPC-015': async () => {
        await client.auth.lock();
        await refused(client.assets.list({}), 'LOCKED');
        desk.session.locked = false;
      },
      'IPC-017': async () => {
        for (const path of ['/etc/cron.d/x', 'relative.qmbackup']) await refused(client.backups.backUp({ path }));
        const scope = { from: null, to: null, placeId: null, departmentId: null, categoryId: null };
        await refused(client.reports.auditPack({ path: '/etc/cron.d/x', ...scope }));
        expect(existsSync('/etc/cron.d/x')).toBe(false);
      },
      'IPC-021': () => refused(client.assets.list(other({ where: '1=1' }))),
      'IPC-022': () => refused(client.assets.list(other({ sort: '(select hash from operator)' }))),
      'IPC-023': () => refused(client.assets.list({ limit: 1_000_000_000 })),
      'IPC-025': async () => {
        const cyclic: Record<string, unknown> = {};
        cyclic['self'] = cyclic;
        await expect(client.assets.get(other({ id: () => 1 }))).rejects.toThrow();
        await expect(client.assets.get(other(cyclic))).rejects.toThrow();
        expect(await client.assets.get({ id: assetId })).toMatchObject({ id: assetId });
      },
      'IPC-026': async () => {
        const calls = Array.from({ length: 10_000 }, async () => client.application.info());
        const scanned = client.desk.scan({ session: 'A', text: 'nobody-knows-this' });
        expect((await scanned).outcome).toBe('unknown');
        expect(new Set((await Promise.all(calls)).map(({ version }) => version)).size).toBe(1);
      },
      'IPC-027': async () => {
        const error: unknown = await client.assets.get({ id: 999_999 }).catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: 'NOT_FOUND', data: { entity: 'asset', id: 999_999 } });
        expect(JSON.stringify((error as { data: unknown }).data)).not.toMatch(/select|from|\.ts|\//i);
      },
    },
    // What sends, and what an address may be, is the main process's: tests/e2e/shell.spec.ts and addresses.test.ts.
    ['IPC-002', 'IPC-003', 'IPC-005', 'IPC-006', 'IPC-018', 'IPC-019'],
  );
});

describe('the database', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openReadyDesk();
    await desk.client.assets.create({ ...bareAsset, name: 'The one that must not be lost' });
  });
  afterEach(async () => desk.close());

  const file = (suffix = '') => join(desk.folder, `quartermaster.db${suffix}`);
  const signIn = async () => desk.client.auth.signIn(credentials);
  const found = async () => (await desk.client.assets.list({ search: 'must not be lost' })).total;
  /** Something happens to the files while the application is not running. */
  async function damaged(damage: (content: Buffer) => Buffer): Promise<void> {
    await closeBackend(desk.backend);
    writeFileSync(file(), damage(readFileSync(file())));
    await desk.restart();
  }
  const refusedAsCorrupt = async (damage: (content: Buffer) => Buffer) => {
    await damaged(damage);
    await expect(signIn()).rejects.toMatchObject({ code: 'DATA_UNUSABLE', data: { problem: 'CORRUPT' } });
  };
  const flipped = (content: Buffer, at: number) => {
    const copy = Buffer.from(content);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  drive(
    'database',
    {
      'DB-002': () => refusedAsCorrupt((content) => Buffer.from(content.map((_, at) => (at * 2_654_435_761) >>> 24))),
      'DB-003': () => refusedAsCorrupt((content) => content.subarray(0, content.length / 2)),
      'DB-004': async () => {
        // They hold the salt of a passphrase, which nobody asks for: the key comes from the vault.
        await damaged((content) => Buffer.concat([Buffer.alloc(16), content.subarray(16)]));
        await signIn();
        expect(await found()).toBe(1);
      },
      'DB-006': () =>
        // A register that is not encrypted, and so has no pages that prove themselves, is none of ours.
        refusedAsCorrupt(() => {
          const plain = join(desk.folder, 'plain.db');
          const sqlite = new Database(plain);
          sqlite.exec('CREATE TABLE asset (id INTEGER PRIMARY KEY)');
          sqlite.close();
          return readFileSync(plain);
        }),
      'DB-007': async () => {
        for (const place of [0.35, 0.6, 0.85]) {
          await damaged((content) => flipped(content, Math.floor(content.length * place)));
          const verdict = await signIn()
            .then(async () => desk.backend.jobs.ended((await desk.client.backups.check()).jobId))
            .then(({ state }) => state)
            .catch(({ code }: { code: string }) => code);
          expect(['failed', 'DATA_UNUSABLE']).toContain(verdict);
          await damaged((content) => flipped(content, Math.floor(content.length * place)));
        }
      },
      'DB-008': async () => {
        openInventoryOf(desk.backend).sqlite.pragma('wal_checkpoint(TRUNCATE)');
        const older = readFileSync(file());
        for (let count = 0; count < 5; count += 1) await desk.client.assets.create(bareAsset);
        await desk.backend.jobs.ended((await desk.client.backups.backUp({})).jobId);
        await closeBackend(desk.backend);
        writeFileSync(file(), older);
        rmSync(file('-wal'), { force: true });
        await desk.restart();
        await signIn();
        expect(await desk.backend.jobs.ended(startGlance(desk.backend, clock))).toMatchObject({
          failure: { code: 'JOURNAL_BROKEN' },
        });
      },
      'DB-010': async () => {
        await closeBackend(desk.backend);
        writeFileSync(file('-shm'), Buffer.alloc(32_768, 7));
        await desk.restart();
        await signIn();
        expect(await found()).toBe(1);
      },
      'DB-011': async () => {
        await closeBackend(desk.backend);
        writeFileSync(file('-journal'), '');
        await desk.restart();
        await signIn();
        expect(await found()).toBe(1);
      },
      'DB-012': () => {
        for (const type of [0x6969, 0x517b, 0xff534d42, -11_317_950]) expect(isNetworkFolder('/data', type)).toBe(true);
        expect(isNetworkFolder('\\\\server\\share\\data', 0)).toBe(true);
        for (const path of ['/data', 'C:\\data', '\\\\?\\C:\\data', '\\\\.\\C:\\data'])
          expect(isNetworkFolder(path, 0xef53)).toBe(false);
      },
      'DB-015': () => {
        for (const code of ['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY_DIRECTORY'])
          expect(storageFailureOf(Object.assign(new Error(code), { code }))).toMatchObject({
            code: 'STORAGE_READ_ONLY',
          });
      },
      'DB-016': async () => {
        openInventoryOf(desk.backend).sqlite.pragma('user_version = 999');
        await desk.restart();
        await expect(signIn()).rejects.toMatchObject({ code: 'DATA_UNUSABLE', data: { problem: 'NEWER_VERSION' } });
      },
      'DB-019': () => {
        const { sqlite } = openInventoryOf(desk.backend);
        expect(sqlite.pragma('trusted_schema', { simple: true })).toBe(0);
        expect(() => sqlite.prepare("SELECT load_extension('/tmp/x.so')").get()).toThrow(
          /not authorized|no such function/,
        );
      },
      'DB-020': async () => {
        // The key slots of another register, under the same name and password.
        const stranger = await openReadyDesk();
        copyFileSync(join(stranger.folder, 'vault.json'), join(desk.folder, 'mine.json'));
        await stranger.close();
        await closeBackend(desk.backend);
        const vault = JSON.parse(readFileSync(join(desk.folder, 'vault.json'), 'utf8')) as {
          operators: { wrapped: string }[];
        };
        const [slot] = vault.operators;
        if (slot) slot.wrapped = `${slot.wrapped.startsWith('A') ? 'B' : 'A'}${slot.wrapped.slice(1)}`;
        writeFileSync(join(desk.folder, 'vault.json'), JSON.stringify(vault));
        await desk.restart();
        await expect(signIn()).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
      },
      'DB-022': () => {
        // Any other program has no key, so to it the file is none of a database.
        const shell = new Database(file(), { timeout: 0 });
        expect(() => shell.exec("UPDATE asset SET name = 'x'")).toThrow(/not a database|malformed|locked/);
        shell.close();
      },
      'DB-024': () => {
        for (const code of ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT'])
          expect(storageFailureOf(Object.assign(new Error(code), { code }))).toMatchObject({ code: 'STORAGE_FULL' });
      },
      'DB-026': async () => {
        const { sqlite } = openInventoryOf(desk.backend);
        sqlite.exec('DROP TRIGGER journal_is_not_changed');
        sqlite.exec("UPDATE journal SET data = '{}' WHERE seq = 3");
        const path = join(desk.folder, 'backups', 'altered.qmbackup');
        const job = await desk.backend.jobs.ended((await desk.client.backups.backUp({ path })).jobId);
        expect(job).toMatchObject({ state: 'failed', failure: { code: 'JOURNAL_BROKEN' } });
        // What was written all the same is looked at again before anything is put in place.
        const target = join(desk.folder, 'restored');
        if (existsSync(path))
          await expect(
            restoreBackup(path, target, { ...credentials, second: null }, desk.surroundings),
          ).rejects.toMatchObject({
            code: 'JOURNAL_BROKEN',
          });
        expect(existsSync(join(target, 'quartermaster.db'))).toBe(false);
      },
      'DB-027': async () => {
        const path = join(desk.folder, 'backups', 'whole.qmbackup');
        await desk.backend.jobs.ended((await desk.client.backups.backUp({ path })).jobId);
        const whole = readFileSync(path);
        const magic = 'QMBACKUP1\n'.length;
        const length = whole.readUInt32BE(magic);
        const header = JSON.parse(whole.toString('utf8', magic + 4, magic + 4 + length)) as { attachments: object[] };
        header.attachments = [{ path: '../x', bytes: 1, sha256: 'a'.repeat(64) }];
        const json = Buffer.from(JSON.stringify(header));
        const size = Buffer.alloc(4);
        size.writeUInt32BE(json.length);
        const forged = join(desk.folder, 'backups', 'forged.qmbackup');
        writeFileSync(
          forged,
          Buffer.concat([whole.subarray(0, magic), size, json, whole.subarray(magic + 4 + length)]),
        );
        const target = join(desk.folder, 'restored');
        await expect(
          restoreBackup(forged, target, { ...credentials, second: null }, desk.surroundings),
        ).rejects.toMatchObject({
          code: 'BACKUP_UNREADABLE',
        });
        expect(existsSync(join(desk.folder, 'x'))).toBe(false);
      },
    },
    // Rights of folders, a crash while migrating and a full disk need a process or a disk of their own: tests/faults.
    ['DB-014', 'DB-018', 'DB-023'],
  );
});

describe('licence keys', () => {
  let desk: TestDesk;
  let id: number;
  let version = 1;
  beforeAll(async () => {
    desk = await openReadyDesk();
    id = await entitle(desk.client, await makeProduct(desk.client));
  });
  afterAll(async () => desk.close());
  const keep = async (key: string) => {
    await desk.client.licences.setKey({ id, version, key });
    version += 1;
    return (await desk.client.licences.revealKey({ id })).key;
  };

  drive('licence_key', {
    'KEY-001': async () => expect(await keep(inputOf('KEY-001'))).toBe(inputOf('KEY-001').trim()),
    'KEY-003': async () => expect(await keep(inputOf('KEY-003'))).toBe(inputOf('KEY-003')),
    'KEY-004': async () => {
      const lines = Array.from({ length: 40 }, (_, at) => `MIIB${at}`.padEnd(64, 'A')).join('\n');
      const pem = `-----BEGIN LICENSE-----\n${lines}\n-----END LICENSE-----`;
      expect(await keep(pem)).toBe(pem);
      await expect(keep('x'.repeat(64 * 1024 + 1))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
    'KEY-005': () => expect(keep('\u0000\u0001')).rejects.toMatchObject({ code: 'INVALID_INPUT' }),
    'KEY-007': async () => {
      await keep('CANARY-KEY-0815');
      await expect(desk.client.licences.setKey({ id, version: 1, key: 'CANARY-KEY-0815' })).rejects.toMatchObject({
        code: 'CHANGED_MEANWHILE',
      });
      expect(JSON.stringify((await desk.client.reports.journal({})).entries)).not.toContain('CANARY');
      const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      const holding = files.filter((one) => readFileSync(join(one.parentPath, one.name)).includes('CANARY'));
      expect(holding.map(({ name }) => name)).toEqual([]);
    },
    'KEY-008': async () => {
      const viewer = await signInAs(desk, 'key-viewer', ['viewer']);
      await expect(viewer.licences.revealKey({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await keep('CANARY-KEY-0816');
      expect(JSON.stringify(await desk.client.licences.getEntitlement({ id }))).not.toContain('CANARY');
    },
    'KEY-009': async () => {
      await keep('FRAGMENT-4711-ZEBRA');
      expect(await desk.client.licences.listEntitlements({ search: '4711-ZEBRA' })).toEqual([]);
      expect((await desk.client.assets.search({ text: '4711-ZEBRA', limit: 20 })).assets).toEqual([]);
    },
    'KEY-011': async () => {
      await keep('MOVED-WITH-THE-BACKUP');
      const path = join(desk.folder, 'backups', 'moved.qmbackup');
      await desk.backend.jobs.ended((await desk.client.backups.backUp({ path })).jobId);
      const target = join(desk.folder, 'elsewhere');
      const wrong = { ...credentials, password: 'of another computer', second: null };
      await expect(restoreBackup(path, target, wrong, desk.surroundings)).rejects.toMatchObject({
        code: 'WRONG_CREDENTIALS',
      });
      expect(existsSync(join(target, 'quartermaster.db'))).toBe(false);
      expect((await desk.client.licences.revealKey({ id })).key).toBe('MOVED-WITH-THE-BACKUP');
    },
  });
});

describe('settings', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openReadyDesk();
  });
  afterAll(async () => desk.close());
  const invalid = (call: Promise<unknown>) => expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const plan = { everyHours: 24, keepDays: 1, keepWeeks: 0, keepMonths: 0 };
  const scheme = async () => (await desk.client.setup.getSettings()).tagScheme;

  drive(
    'settings',
    {
      'SET-002': async () => {
        await desk.client.setup.updateDesk({ idleLockMinutes: 9, loanDays: 14, evil: true } as never);
        expect(await desk.client.setup.getSettings()).toMatchObject({ idleLockMinutes: 9 });
        expect(JSON.stringify(await desk.client.setup.getSettings())).not.toContain('evil');
      },
      'SET-004': async () => {
        for (const idleLockMinutes of [0, 61, 1e9])
          await invalid(desk.client.setup.updateDesk({ idleLockMinutes, loanDays: 14 }));
      },
      'SET-005': async () => {
        // How many attempts are free is no setting, so nothing turns it off.
        await desk.client.setup.updateDesk({ idleLockMinutes: 9, loanDays: 14, maxAttempts: 0 } as never);
        const guess = async () =>
          desk.client.auth
            .signIn({ username: 'nobody-here', password: 'x' })
            .catch(({ code }: { code: string }) => code);
        expect(await guess()).toBe('WRONG_CREDENTIALS');
      },
      'SET-006': () => {
        const file = join(desk.folder, 'vault.json');
        const weak = join(desk.folder, 'weak.json');
        writeFileSync(weak, readFileSync(file, 'utf8').replaceAll('"memoryKiB": 65536', '"memoryKiB": 1'));
        expect(() => Vault.read(weak, desk.surroundings)).toThrow('STORAGE_CORRUPT');
      },
      'SET-008': async () => {
        for (const folder of [desk.folder, join(desk.folder, 'work'), join(desk.folder, 'attachments', '..', 'logs')])
          await expect(desk.client.backups.savePlan({ ...plan, folder })).rejects.toMatchObject({
            code: 'FOLDER_OF_DATA',
          });
      },
      'SET-009': () =>
        expect(desk.client.backups.savePlan({ ...plan, folder: '/proc' })).rejects.toMatchObject({
          code: 'FOLDER_UNUSABLE',
        }),
      'SET-010': async () => {
        await invalid(desk.client.setup.updateTagScheme({ ...(await scheme()), digits: 0 }));
        expect(await scheme()).toMatchObject({ prefix: 'IT-' });
      },
      'SET-012': async () => {
        // Nothing but the own scheme is ever written into a code or followed from one.
        const { outcome, reason } = await desk.client.desk.scan({ session: 'A', text: 'javascript:alert(1)' });
        expect(['refused', 'unknown']).toContain(outcome);
        expect(['FOREIGN_LINK', null]).toContain(reason);
      },
      'SET-014': () => {
        // The environment reaches the packaged application only through what these fuses leave open.
        const packaging = readFileSync(join(tests, '..', 'electron-builder.yml'), 'utf8');
        for (const fuse of ['runAsNode', 'enableNodeCliInspectArguments', 'enableNodeOptionsEnvironmentVariable'])
          expect(packaging).toContain(`  ${fuse}: false\n`);
      },
      'SET-013': async () => {
        const printer = {
          name: 'Somewhere',
          language: 'zpl' as const,
          dpi: 203 as const,
          offsetXDots: 0,
          offsetYDots: 0,
          darkness: null,
        };
        for (const port of [22, 25, 80, 443])
          await invalid(desk.client.labels.savePrinter({ ...printer, id: null, port } as never));
        await invalid(
          desk.client.labels.savePrinter({ ...printer, id: null, host: '127.0.0.1/22', port: 9100 } as never),
        );
      },
    },
    // The window's own file: src/main/shell/window-state.test.ts.
    ['SET-001'],
  );
});

describe('operators', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openReadyDesk();
  });
  afterAll(async () => desk.close());
  const create = (username: string, password: string) =>
    desk.client.auth.createOperator({ username, displayName: username, password, roles: ['viewer'] });
  const signIn = (username: string, password: string) => desk.connect().auth.signIn({ username, password });

  drive('auth', {
    'AUTH-001': () => expect(signIn('root', 'p'.repeat(1_000_000))).rejects.toMatchObject({ code: 'INVALID_INPUT' }),
    'AUTH-002': async () => {
      const spaced = '  correct horse  battery  ';
      await create('spaced', spaced);
      await expect(signIn('spaced', spaced.trim())).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
      expect(await signIn('spaced', spaced)).toMatchObject({ username: 'spaced' });
    },
    'AUTH-003': async () => {
      await create('accent', 'caf\u00E9 au lait sans sucre');
      expect(await signIn('accent', 'cafe\u0301 au lait sans sucre')).toMatchObject({ username: 'accent' });
    },
    'AUTH-005': async () => {
      for (const password of [inputOf('AUTH-005'), 'olivia-2026!', 'Olivia Operator 1'])
        await expect(
          desk.client.auth.createOperator({
            username: 'olivia',
            displayName: 'Olivia Operator',
            password,
            roles: ['viewer'],
          }),
        ).rejects.toMatchObject({ code: 'PASSWORD_TOO_COMMON' });
    },
    'AUTH-006': async () => {
      for (const name of ['Root', 'ｒｏｏｔ', 'ROOT'])
        await expect(create(name, 'eleven green bottles')).rejects.toMatchObject({ code: 'USERNAME_TAKEN' });
      await expect(create('r\u043E\u043Et', 'eleven green bottles')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      // A name that is of another alphabet as a whole is a name.
      expect(await create('\u043E\u043B\u044C\u0433\u0430', 'eleven green bottles')).toHaveProperty('id');
    },
    'AUTH-007': () =>
      expect(signIn(inputOf('AUTH-007'), 'anything at all')).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' }),
    'AUTH-009': async () => {
      const { password } = administrator;
      const { secret } = await desk.client.auth.beginSecondFactor({ password });
      const code = totpCode(secret, totpStep(desk.surroundings.now()));
      const { recoveryCodes } = await desk.client.auth.confirmSecondFactor({ code });
      const [spare = ''] = recoveryCodes;
      const withSpare = () => desk.connect().auth.signIn({ ...credentials, code: spare });
      expect(await withSpare()).toMatchObject({ username: 'root' });
      await expect(withSpare()).rejects.toMatchObject({ code: 'WRONG_CODE' });
      await desk.client.auth.turnSecondFactorOff({ password });
    },
    'AUTH-010': async () => {
      const { password } = administrator;
      const { secret } = await desk.client.auth.beginSecondFactor({ password });
      const codeAt = (minutes: number) =>
        totpCode(secret, totpStep(new Date(Date.parse(desk.surroundings.now()) + minutes * 60_000).toISOString()));
      await desk.client.auth.confirmSecondFactor({ code: codeAt(0) });
      await expect(desk.connect().auth.signIn({ ...credentials, code: codeAt(10) })).rejects.toMatchObject({
        code: 'WRONG_CODE',
      });
      desk.surroundings.pass(60_000);
      expect(await desk.connect().auth.signIn({ ...credentials, code: codeAt(0) })).toMatchObject({ username: 'root' });
      await desk.client.auth.turnSecondFactorOff({ password });
    },
  });
});

describe('time', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openReadyDesk();
  });
  afterEach(async () => desk.close());
  const at = (instant: string) => {
    desk.surroundings.pass(Date.parse(instant) - Date.parse(desk.surroundings.now()));
    desk.session.lastActiveAt = desk.surroundings.now();
  };

  drive('time', {
    'TIME-001': async () => {
      desk.surroundings.pass(-24 * 3_600_000);
      await desk.restart();
      await desk.client.auth.signIn(credentials);
      expect((await desk.client.application.clock()).moved?.seconds).toBe(-24 * 3600);
    },
    'TIME-003': async () => {
      at('2038-01-19T03:14:08.000Z');
      const { id } = await desk.client.assets.create({ ...bareAsset, warrantyUntil: '2041-01-19' });
      expect(await desk.client.assets.get({ id })).toMatchObject({ updatedAt: '2038-01-19T03:14:08.000Z' });
    },
    'TIME-004': async () => {
      at('2017-01-01T00:00:00.000Z');
      const { id } = await desk.client.assets.create(bareAsset);
      expect(await desk.client.assets.get({ id })).toMatchObject({ updatedAt: '2017-01-01T00:00:00.000Z' });
      // The second that no clock of a computer shows is no instant that is taken.
      expect(Number.isNaN(Date.parse('2016-12-31T23:59:60Z'))).toBe(true);
    },
    'TIME-005': async () => {
      at('2026-11-24T23:30:00.000Z');
      const seen: string[] = [];
      for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
        vi.stubEnv('TZ', TZ);
        const { id } = await desk.client.assets.create(bareAsset);
        seen.push((await desk.client.assets.get({ id })).updatedAt);
      }
      vi.unstubAllEnvs();
      expect(new Set(seen)).toEqual(new Set(['2026-11-24T23:30:00.000Z']));
    },
  });
});
