import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import { bareRequisition } from '#tests/support/procurement.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
const asked: string[] = [];
let answer: string | null;

beforeEach(async () => {
  asked.length = 0;
  answer = null;
  const host = {
    chooseSaveFile: async ({ defaultName }: { defaultName: string }) => {
      asked.push(defaultName);
      return Promise.resolve(answer);
    },
    chooseFile: async () => Promise.resolve(answer),
    showInFolder: async (path: string) => {
      asked.push(path);
      return Promise.resolve();
    },
  };
  desk = await openReadyDesk({ sampleData: true, host });
});
afterEach(async () => desk.close());

describe('the application', () => {
  it('[O6] tells version and data folder before anybody signs in', async () => {
    expect(await desk.connect().application.info()).toMatchObject({ version: '0.0.0-test', dataFolder: desk.folder });
  });

  it('[O3] tells every window what changed, and what jobs do', async () => {
    const window = desk.connect();
    await window.auth.signIn({ username: 'root', password: 'correct horse battery' });
    const changes = await window.application.changes();
    await desk.client.desk.scan({ session: 'A', text: 'BDG7001' });
    const { rows } = await desk.client.assets.list({ statuses: ['in_stock'], limit: 1 });
    await desk.client.desk.scan({ session: 'A', text: rows[0]?.tag ?? '' });
    expect((await changes.next()).value).toEqual({ topics: expect.arrayContaining(['assets', 'custody']) as string[] });
    const updates = await window.application.jobUpdates();
    await desk.client.backups.backUp({ path: join(desk.folder, 'a.qmbackup') });
    expect((await updates.next()).value).toMatchObject({ kind: 'backup', state: 'running' });
    expect((await window.application.jobs())[0]).toMatchObject({ kind: 'backup' });
  });

  it('[O2] asks where a backup goes, and takes no for an answer', async () => {
    expect(await desk.client.backups.chooseFile()).toEqual({ path: null });
    expect(asked).toEqual(['Quartermaster 2026-11-24.qmbackup']);
  });

  it('[O2] notices that the clock of the computer was set back since the last start, and writes it down once', async () => {
    expect(await desk.client.application.clock()).toEqual({ moved: null });
    desk.surroundings.pass(-26 * 3_600_000);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    const { moved } = await desk.client.application.clock();
    expect(moved?.seconds).toBe(-26 * 3600);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect(await desk.client.application.clock()).toEqual({ moved: null });
    const { entries } = await desk.client.reports.journal({ event: 'application.clockMoved' });
    expect(entries).toHaveLength(1);
    const verified = await desk.client.reports.verifyJournal({});
    expect((await desk.backend.jobs.ended(verified.jobId)).result).toMatchObject({
      ok: true,
      firstFault: 'CLOCK_WENT_BACK',
    });
  });

  it('[O4] finds whatever has a page of its own by number or name, and only what the operator may see', async () => {
    const kinds = async (text: string, client = desk.client) =>
      (await client.application.find({ text })).map(({ kind }) => kind);
    expect(await kinds('2nd floor')).toContain('ticket');
    expect(await kinds('fan that rattles')).toEqual(['workOrder']);
    expect(await kinds('office SUITE')).toContain('licence');
    expect(new Set(await kinds('Vltava Recycling'))).toEqual(new Set(['supplier', 'lot']));
    expect(await kinds('File shares come back')).toContain('recoveryPlan');
    expect(await kinds('   ')).toEqual([]);
    expect(await kinds('%')).toEqual([]);

    const { rows } = await desk.client.people.list({ limit: 1 });
    const { id } = await desk.client.procurement.createRequisition({
      ...bareRequisition,
      requesterId: rows[0]?.id ?? 0,
      reason: 'Screens for the drawing office',
    });
    expect(await desk.client.application.find({ text: 'REQ-2026-0001' })).toEqual([
      { kind: 'requisition', id, label: 'REQ-2026-0001', detail: 'Screens for the drawing office' },
    ]);
    await desk.client.auth.createOperator({
      username: 'vera',
      displayName: 'Vera Viewer',
      password: 'correct horse battery',
      roles: ['viewer'],
    });
    const viewer = desk.connect();
    await viewer.auth.signIn({ username: 'vera', password: 'correct horse battery' });
    expect(await kinds('drawing office', viewer)).toEqual([]);
    expect(await kinds('2nd floor', viewer)).toContain('ticket');
  });

  it('[O4] shows a file in its folder', async () => {
    await desk.client.application.showInFolder({ path: '/somewhere/pack.xlsx' });
    expect(asked).toEqual(['/somewhere/pack.xlsx']);
  });

  it('[S5] writes no secret into its log', async () => {
    await desk.client.auth.changePassword({ password: 'correct horse battery', newPassword: 'canary passphrase 77' });
    desk.backend.log.info('test', {
      password: 'canary passphrase 77',
      nested: { recoveryPhrase: 'canary passphrase 77' },
    });
    const log = readFileSync(join(desk.folder, 'logs', 'quartermaster.log'), 'utf8');
    expect(log).not.toContain('canary');
    expect(log).toContain('[hidden]');
  });
});

describe('exporting a list', () => {
  it.each(['xlsx', 'csv'] as const)('[X2] writes what is seen to %s', async (format) => {
    answer = join(desk.folder, `out.${format}`);
    const { jobId } = await desk.client.spreadsheets.exportList({
      list: 'assets',
      filter: { search: 'ThinkPad' },
      format,
    });
    const job = await desk.backend.jobs.ended(jobId ?? '');
    const { total } = await desk.client.assets.list({ search: 'ThinkPad' });
    expect(job).toMatchObject({ state: 'done', result: { rows: total, path: answer } });
    const inspection = await desk.client.spreadsheets.inspect({ path: answer, entity: 'assets', sheet: null });
    expect(inspection.rowCount).toBe(total);
    expect(inspection.mapping.slice(0, 3).map(({ field }) => field)).toEqual(['tag', 'name', 'serial']);
    expect(existsSync(`${answer}.part`)).toBe(false);
  });

  it('[X2] is nothing when nobody says where', async () => {
    expect(await desk.client.spreadsheets.exportList({ list: 'assets', format: 'csv' })).toEqual({ jobId: null });
  });

  it('[I4] offers the fields of an entity, and asks for a file', async () => {
    expect((await desk.client.spreadsheets.listFields({ entity: 'people' })).find(({ key }) => key === 'name')).toEqual(
      { key: 'name', required: true, matches: false },
    );
    answer = '/tmp/some.csv';
    expect(await desk.client.spreadsheets.chooseFile()).toEqual({ path: '/tmp/some.csv' });
  });
});

describe('labels on paper', () => {
  it('[V4] a PDF has one page a label', async () => {
    answer = join(desk.folder, 'labels.pdf');
    const { rows } = await desk.client.assets.list({ limit: 3 });
    expect(
      await desk.client.labels.savePdf({
        kind: 'asset',
        ids: rows.map((row) => row.id),
        templateId: 'asset-50x25',
      }),
    ).toEqual({ path: answer });
    expect(
      readFileSync(answer)
        .toString('latin1')
        .match(/\/Type \/Page\b/g),
    ).toHaveLength(3);
  });
});
