import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doDue } from '#backend/features/backups/keep-plan.ts';
import { startGlance } from '#backend/features/backups/run.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { administrator, openDesk, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let folder: string;
beforeEach(async () => {
  desk = await openReadyDesk();
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-other-disk-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await desk.close();
});

const dayMs = 24 * 3_600_000;
const plan = { everyHours: 24, keepDays: 2, keepWeeks: 0, keepMonths: 0 };
const ended = async (jobId: string | null) => desk.backend.jobs.ended(jobId ?? '');
const overview = async () => desk.client.backups.overview();
/** Time goes by, and somebody is at the desk at the end of it. */
function pass(milliseconds: number): void {
  desk.surroundings.pass(milliseconds);
  desk.session.lastActiveAt = desk.surroundings.now();
}

describe('backups by the plan', () => {
  it('[O2] are written when they are due, read back, and make room for one another', async () => {
    await desk.client.backups.savePlan({ ...plan, folder });
    expect(await overview()).toMatchObject({ standing: 'never', folder, runs: [] });
    for (let day = 0; day < 4; day += 1) {
      expect(await ended(await doDue(desk.backend))).toMatchObject({ kind: 'backup', state: 'done' });
      pass(dayMs);
    }
    expect(readdirSync(folder).toSorted()).toEqual([
      'Quartermaster 2026-11-26 080000.qmbackup',
      'Quartermaster 2026-11-27 080000.qmbackup',
    ]);
    const { runs, standing } = await overview();
    expect(standing).toBe('fine');
    expect(runs).toHaveLength(4);
    expect(runs.map(({ failure }) => failure)).toEqual([null, null, null, null]);
    expect(runs.filter(({ removedAt }) => removedAt !== null)).toHaveLength(2);
    expect(runs[0]?.entries).toBeGreaterThan(0);
    const { entries } = await desk.client.reports.journal({ event: 'application.backedUp' });
    expect(entries).toHaveLength(4);
  });

  it('[O2] are followed by the check of the register and the trial of a restore', async () => {
    await desk.client.backups.savePlan({ ...plan, folder });
    const kinds = [];
    for (let look = 0; look < 4; look += 1) {
      const jobId = await doDue(desk.backend);
      if (jobId !== null) kinds.push((await ended(jobId)).kind);
    }
    expect(kinds).toEqual(['backup', 'backup_drill', 'check']);
    expect((await overview()).runs.map(({ kind, failure }) => `${kind} ${failure}`)).toEqual([
      'check null',
      'drill null',
      'backup null',
    ]);
    expect(existsSync(join(desk.folder, 'work', 'drill'))).toBe(false);
  });

  it('[O2] of the same second are two files, and the newest is never what makes room', async () => {
    await desk.client.backups.savePlan({ ...plan, folder });
    for (let times = 0; times < 3; times += 1) await ended((await desk.client.backups.backUp({})).jobId);
    expect(readdirSync(folder)).toHaveLength(1);
    expect((await overview()).runs.map(({ removedAt }) => removedAt !== null)).toEqual([false, true, true]);
    expect(existsSync((await overview()).runs[0]?.path ?? '')).toBe(true);
  });

  it('[O2] that fail are told, tried again after an hour, and leave nothing half written', async () => {
    await desk.client.backups.savePlan({ ...plan, folder });
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    expect(await ended(await doDue(desk.backend))).toMatchObject({ state: 'failed' });
    expect(await overview()).toMatchObject({ standing: 'failing', runs: [{ kind: 'backup' }] });
    expect((await overview()).runs[0]?.failure).not.toBeNull();
    rmSync(folder);
    mkdirSync(folder);
    pass(59 * 60_000);
    const sooner = await doDue(desk.backend);
    expect(sooner === null ? null : (await ended(sooner)).kind).not.toBe('backup');
    pass(60_000);
    expect(await ended(await doDue(desk.backend))).toMatchObject({ kind: 'backup', state: 'done' });
    expect((await overview()).standing).toBe('fine');
  });

  it('[O2] a backup that rotted is found by its trial', async () => {
    await desk.client.backups.savePlan({ ...plan, folder });
    await expect(desk.client.backups.drill()).rejects.toMatchObject({ code: 'NO_BACKUP' });
    await ended((await desk.client.backups.backUp({})).jobId);
    const [name = ''] = readdirSync(folder);
    const content = readFileSync(join(folder, name));
    content[content.length - 5000] = (content[content.length - 5000] ?? 0) ^ 1;
    writeFileSync(join(folder, name), content);
    const tried = await ended((await desk.client.backups.drill()).jobId);
    expect(tried).toMatchObject({ state: 'failed', failure: { code: 'BACKUP_DAMAGED' } });
    expect((await overview()).runs[0]).toMatchObject({ kind: 'drill', failure: 'BACKUP_DAMAGED' });
  });

  it('[O2] a folder that is not there is refused, and the plan is for whoever may back up', async () => {
    await expect(desk.client.backups.savePlan({ ...plan, folder: join(desk.folder, 'nowhere') })).rejects.toMatchObject(
      { code: 'FOLDER_UNUSABLE' },
    );
    expect(await overview()).toMatchObject({ plan: { everyHours: 24, folder: null }, besideData: true });
  });

  it('[O2] the register is looked at after a start: only what is wrong is kept, like an end that was cut off', async () => {
    const look = async () => ended(startGlance(desk.backend, clock));
    await ended((await desk.client.backups.backUp({})).jobId);
    expect(await look()).toMatchObject({ kind: 'check', state: 'done' });
    expect((await overview()).runs.map(({ kind }) => kind)).toEqual(['backup']);

    const { sqlite } = openInventoryOf(desk.backend);
    sqlite.exec('DROP TRIGGER journal_is_not_deleted');
    sqlite.exec('DELETE FROM journal WHERE seq > 2');
    expect(await look()).toMatchObject({ state: 'failed', failure: { code: 'JOURNAL_BROKEN' } });
    expect((await overview()).runs[0]).toMatchObject({ kind: 'check', failure: 'JOURNAL_BROKEN' });
  });

  it('[O2] the register is read from end to end when somebody asks, and a turned bit is found', async () => {
    expect(await ended((await desk.client.backups.check()).jobId)).toMatchObject({ state: 'done' });
    expect((await overview()).runs[0]).toMatchObject({ kind: 'check', failure: null });
    const database = join(desk.folder, 'quartermaster.db');
    desk.backend.inventory?.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    const content = readFileSync(database);
    const middle = Math.floor(content.length / 2);
    content[middle] = (content[middle] ?? 0) ^ 1;
    writeFileSync(database, content);
    expect(await ended((await desk.client.backups.check()).jobId)).toMatchObject({ state: 'failed' });
  });

  it('[S6] a journal whose end was cut off is found by what the backups say, another register’s say nothing', async () => {
    await ended((await desk.client.backups.backUp({})).jobId);
    const other = openDesk();
    other.surroundings.randomBytes(1);
    await other.client.auth.createAdministrator(administrator);
    const foreign = join(desk.folder, 'backups', 'foreign.qmbackup');
    await other.backend.jobs.ended((await other.client.backups.backUp({ path: foreign })).jobId);
    await other.close();
    expect(await ended((await desk.client.backups.check()).jobId)).toMatchObject({ state: 'done' });

    const { sqlite } = openInventoryOf(desk.backend);
    const seqs = sqlite.prepare<[], { seq: number }>('SELECT seq FROM journal ORDER BY seq DESC LIMIT 4').all();
    const [, , , kept] = seqs;
    const triggers = sqlite
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'")
      .all();
    for (const { name } of triggers) sqlite.exec(`DROP TRIGGER ${name}`);
    sqlite.pragma('foreign_keys = OFF');
    sqlite.prepare('DELETE FROM journal WHERE seq > ?').run(kept?.seq);
    sqlite.pragma('foreign_keys = ON');
    expect(await ended((await desk.client.backups.check()).jobId)).toMatchObject({
      state: 'failed',
      failure: { code: 'JOURNAL_BROKEN' },
    });
  });

  it('[O2] where they go is chosen in a dialog of the system', async () => {
    const own = await openReadyDesk({ host: { chooseFolder: async () => Promise.resolve('/mnt/backups') } });
    expect(await own.client.backups.chooseFolder()).toEqual({ path: '/mnt/backups' });
    await own.close();
  });

  it('[O2] what is written elsewhere by hand is never cleared away', async () => {
    const own = join(desk.folder, 'mine.qmbackup');
    await ended((await desk.client.backups.backUp({ path: own })).jobId);
    await desk.client.backups.savePlan({ ...plan, folder });
    for (let day = 0; day < 4; day += 1) {
      pass(dayMs);
      await ended(await doDue(desk.backend));
    }
    expect(existsSync(own)).toBe(true);
  });
});
