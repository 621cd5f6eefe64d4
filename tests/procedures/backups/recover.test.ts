import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { barePerson } from '#tests/support/assets.ts';

let desk: TestDesk;
let path: string;
let recoveryPhrase: string;
const { username, password } = administrator;
beforeEach(async () => {
  desk = openDesk();
  ({ recoveryPhrase } = await desk.client.auth.createAdministrator(administrator));
  await addPerson('Ada Before');
  const { jobId } = await desk.client.backups.backUp({});
  await desk.backend.jobs.ended(jobId);
  path = (await desk.client.backups.overview()).runs[0]?.path ?? '';
  await addPerson('Bob After');
});
afterEach(async () => desk.close());

const addPerson = async (name: string) => desk.client.people.create({ ...barePerson, name });
const database = () => join(desk.folder, 'quartermaster.db');

/** Turns bits of the database file while nobody has it open. */
async function damage(where: 'begin' | 'middle'): Promise<Buffer> {
  await closeBackend(desk.backend);
  const content = readFileSync(database());
  const at = where === 'begin' ? 2000 : Math.floor(content.length / 2);
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(database(), content);
  await desk.restart();
  return content;
}

describe('a register that can not be read any more', () => {
  it('[O2] is recovered from its newest backup, and what was damaged is kept as it is', async () => {
    const damaged = await damage('begin');
    await expect(desk.client.auth.signIn({ username, password })).rejects.toMatchObject({
      code: 'DATA_UNUSABLE',
      data: { problem: 'CORRUPT' },
    });
    expect(await desk.client.backups.found()).toMatchObject([{ path, madeAt: '2026-11-24T08:00:00.000Z' }]);
    const recovered = await desk.client.backups.recover({ path, username, password });
    expect(recovered).toMatchObject({ madeAt: '2026-11-24T08:00:00.000Z' });
    expect(readFileSync(join(recovered.setAside, 'quartermaster.db')).equals(damaged)).toBe(true);
    expect(await desk.client.auth.status()).toMatchObject({ state: 'signed-out' });
    await desk.client.auth.signIn({ username, password });
    expect((await desk.client.people.list({ search: 'Ada Before' })).total).toBe(1);
    expect((await desk.client.people.list({ search: 'Bob After' })).total).toBe(0);
    const { entries } = await desk.client.reports.journal({ event: 'application.recovered' });
    expect(entries).toHaveLength(1);
    const { jobId } = await desk.client.backups.check();
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('turn'))).toEqual([]);
  });

  it('[O2] is found even where only its middle is damaged', async () => {
    await damage('middle');
    expect(await desk.client.backups.recover({ path, username, password })).toMatchObject({
      madeAt: '2026-11-24T08:00:00.000Z',
    });
  });

  it('[O2] is not turned back as long as it is whole, not by a wrong password, and not while somebody works', async () => {
    await expect(desk.client.backups.recover({ path, username, password })).rejects.toMatchObject({
      code: 'NOT_DAMAGED',
    });
    await desk.restart();
    await expect(desk.client.backups.recover({ path, username, password })).rejects.toMatchObject({
      code: 'NOT_DAMAGED',
    });
    const damaged = await damage('begin');
    await expect(desk.client.backups.recover({ path, username, password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect(readFileSync(database()).equals(damaged)).toBe(true);
    expect(existsSync(join(desk.folder, 'damaged'))).toBe(false);
  });

  it('[O2] takes no damaged backup, none of another register, and nothing that is none', async () => {
    const other = openDesk();
    // Another key: chance repeats in tests.
    other.surroundings.randomBytes(1);
    await other.client.auth.createAdministrator(administrator);
    await other.backend.jobs.ended((await other.client.backups.backUp({})).jobId);
    const [foreign] = (await other.client.backups.overview()).runs;
    const damaged = await damage('begin');
    const recover = async (from: string) => desk.client.backups.recover({ path: from, username, password });
    await expect(recover(foreign?.path ?? '')).rejects.toMatchObject({ code: 'BACKUP_OF_ANOTHER' });
    const rotten = join(desk.folder, 'rotten.qmbackup');
    const content = readFileSync(path);
    content[content.length - 5000] = (content[content.length - 5000] ?? 0) ^ 1;
    writeFileSync(rotten, content);
    await expect(recover(rotten)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
    await expect(recover(database())).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });
    await expect(recover(join(desk.folder, 'gone.qmbackup'))).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' });
    expect(readFileSync(database()).equals(damaged)).toBe(true);
    await other.close();
  });

  it('[S4] is recovered by whoever may back up, and by nobody else', async () => {
    const eva = { username: 'eva', displayName: 'Eva Desk', password: 'another long secret' };
    await desk.client.auth.createOperator({ ...eva, roles: ['desk_operator'] });
    await desk.backend.jobs.ended((await desk.client.backups.backUp({})).jobId);
    const [newest] = (await desk.client.backups.overview()).runs;
    await damage('begin');
    await expect(
      desk.client.backups.recover({ path: newest?.path ?? '', username: eva.username, password: eva.password }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[S4] [O2] takes four eyes where there is a second administrator: his password, or the sealed phrase', async () => {
    const eva = { username: 'eva', displayName: 'Eva Second', password: 'another long secret' };
    const bob = { username: 'bob', displayName: 'Bob Desk', password: 'yet another long secret' };
    await desk.client.auth.createOperator({ ...eva, roles: ['administrator'] });
    await desk.client.auth.createOperator({ ...bob, roles: ['desk_operator'] });
    const both = join(desk.folder, 'both.qmbackup');
    await desk.backend.jobs.ended((await desk.client.backups.backUp({ path: both })).jobId);
    const damaged = await damage('begin');
    const recover = async (second: Parameters<typeof desk.client.backups.recover>[0]['second']) =>
      desk.client.backups.recover({ path: both, username, password, second });
    const needed = { code: 'RESTORE_NEEDS_SECOND', data: { names: 'Eva Second' } };
    await expect(recover(null)).rejects.toMatchObject(needed);
    // Neither he himself nor somebody who may not.
    await expect(recover({ username, password })).rejects.toMatchObject(needed);
    await expect(recover({ username: bob.username, password: bob.password })).rejects.toMatchObject(needed);
    await expect(recover({ username: eva.username, password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    await expect(recover({ recoveryPhrase: 'WRONG' })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(readFileSync(database()).equals(damaged)).toBe(true);
    await recover({ recoveryPhrase });
    await damage('begin');
    await recover({ username: eva.username, password: eva.password });
    await desk.client.auth.signIn({ username, password });
    const [entry] = (await desk.client.reports.journal({ event: 'application.recovered' })).entries;
    expect(entry).toMatchObject({ data: { by: 'root', confirmedBy: 'eva' } });
  }, 60_000);

  it('[O2] a file is chosen where none was found', async () => {
    const own = openDesk({ chooseFile: async () => Promise.resolve('/mnt/other.qmbackup') });
    expect(await own.client.backups.chooseFound()).toEqual({ path: '/mnt/other.qmbackup' });
    expect(await own.client.backups.found()).toEqual([]);
    await own.close();
  });
});
