import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SupportBundle } from '#backend/features/application/support-bundle/collect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let folder: string;
let text: string;
let bundle: SupportBundle;

/** Columns that hold what people call things by, write about them, or keep secret. */
const ofSomebody =
  /name|tag|serial|mail|phone|number|address|host|notes?|reason|text|badge|code|username|detail|hash|slot|description/;

/** Everything of that kind in any table, except what our own sources could have written. */
function ownTexts(): string[] {
  const { sqlite } = openInventoryOf(desk.backend);
  const tables = sqlite
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    .pluck()
    .all();
  const texts = tables
    .filter((table) => !/^sqlite_|_(?:data|idx|content|docsize|config)$/.test(table))
    .flatMap((table) =>
      (sqlite.pragma(`table_info(${table})`) as { name: string; type: string }[])
        .filter(({ name, type }) => type === 'TEXT' && ofSomebody.test(name))
        .flatMap(({ name }) =>
          sqlite
            .prepare<[], string>(`SELECT DISTINCT "${name}" FROM "${table}" WHERE "${name}" IS NOT NULL`)
            .pluck()
            .all(),
        ),
    );
  // Words of one kind (`in_stock`, `laptop`) are also names of tables and of our own sources.
  return [...new Set(texts)].filter((each) => each.length > 3 && !/^[a-z_.]+$/i.test(each));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-support-'));
  desk = await openReadyDesk({
    sampleData: true,
    host: { chooseSaveFile: async ({ defaultName }) => Promise.resolve(join(folder, defaultName)) },
  });
  await desk.client.setup.updateOrganisation({
    name: 'Canary Harbour',
    currency: 'EUR',
    contact: 'canary@example.com',
  });
  await desk.client.desk.scan({ session: 'A', text: 'IT-000001' });
  const { log } = desk.backend;
  const unique = new Error('UNIQUE constraint failed: asset.tag, near "IT-000001"');
  unique.name = 'SqliteError';
  log.defect(unique, { doing: 'printing labels' });
  log.defect(new Error("Alice Novák can't have IT-000001\n    at Alice (/home/canary/Alice Novák/IT-000001:1:2)"), {
    procedure: 'custody.checkOut',
    subject: 'Alice Novák',
    doing: 'Alice Novák',
  });
  log.info('Alice Novák', { session: 'canary', password: 'canary' });
  writeFileSync(
    join(desk.folder, 'logs', 'shell.log'),
    `${JSON.stringify({ at: '2026-11-24T08:00:00.000Z', event: 'page-gone', reference: '0A1B2C3D', reason: 'oom', code: 5 })}\nnot ours: canary\n`,
  );
  const { path } = await desk.client.application.supportBundle({});
  text = readFileSync(path ?? '', 'utf8');
  bundle = JSON.parse(text) as SupportBundle;
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

describe('the support bundle', () => {
  it('[O6] tells versions, state, counts and what went wrong where', () => {
    expect(bundle).toMatchObject({
      format: 'quartermaster-support-1',
      application: { version: '0.0.0-test' },
      database: { journalMode: 'wal', synchronous: 2, foreignKeys: 1, quickCheck: 'ok' },
    });
    const { sqlite } = openInventoryOf(desk.backend);
    expect(bundle.rows['asset']).toBe(sqlite.prepare('SELECT count(*) FROM asset').pluck().get());
    expect(bundle.integrity.journalEntries).toBeGreaterThan(0);
    expect(bundle.settings['organisation']).toEqual({ name: 'text', currency: 'text', contact: 'text' });
    const [constraint, other] = bundle.logs['quartermaster.log']?.filter(({ level }) => level === 'defect') ?? [];
    expect(constraint).toMatchObject({
      doing: 'printing labels',
      error: { name: 'SqliteError', message: 'UNIQUE constraint failed: asset.tag, near "…"' },
    });
    expect(constraint?.error?.frames[0]).toMatch(/support-bundle\.test\.ts:\d+:\d+/);
    expect(other).toMatchObject({ facts: { procedure: 'custody.checkOut' }, error: { name: 'Error' } });
    expect(other?.error?.message).toBeUndefined();
    expect(bundle.logs['shell.log']).toEqual([
      {
        at: '2026-11-24T08:00:00.000Z',
        event: 'page-gone',
        reference: '0A1B2C3D',
        facts: { reason: 'oom', code: 5 },
      },
    ]);
  });

  it('[O6] has no secret, name, tag or text of the data in it', () => {
    const texts = ownTexts();
    expect(texts).toEqual(expect.arrayContaining(['Alice Novák', 'IT-000001', 'BDG7001', 'PRG-VLTAVA']));
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter((each) => text.includes(each))).toEqual([]);
    for (const planted of ['canary', 'Canary', 'Alice', 'Novák', desk.folder, 'correct horse'])
      expect(text).not.toContain(planted);
  });

  it('[S6] is written down, and overwrites nothing but a bundle', async () => {
    expect((await desk.client.reports.journal({ event: 'application.supportBundleMade' })).entries).toHaveLength(1);
    await expect(
      desk.client.application.supportBundle({ path: join(desk.folder, 'quartermaster.db') }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('[O6] a pack that the application was opened with waits until it was looked at', async () => {
    expect(await desk.client.reports.openedPack()).toEqual({ path: null });
    desk.backend.openedPack = '/tmp/pack.qmpack';
    expect(await desk.client.reports.openedPack()).toEqual({ path: '/tmp/pack.qmpack' });
    await desk.client.reports.forgetOpenedPack();
    expect(await desk.client.reports.openedPack()).toEqual({ path: null });
  });
});
