import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rolesOfOneAlone } from '#shared/features/auth/permissions.ts';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let recoveryPhrase: string;
beforeEach(async () => {
  desk = openDesk();
  ({ recoveryPhrase } = await desk.client.auth.createAdministrator(administrator));
});
afterEach(async () => desk.close());

const credentials = { username: administrator.username, password: administrator.password };
const wrong = { ...credentials, password: 'not the password' };

describe('first run', () => {
  it('[O1] happens once', async () => {
    expect(await desk.client.auth.status()).toMatchObject({
      state: 'signed-in',
      operator: { username: 'root', roles: [...rolesOfOneAlone].toSorted() },
    });
    await expect(desk.connect().auth.createAdministrator(administrator)).rejects.toMatchObject({
      code: 'ALREADY_SET_UP',
    });
  });

  it('[S4] refuses a password that everybody tries first', async () => {
    const fresh = openDesk();
    await expect(
      fresh.client.auth.createAdministrator({ ...administrator, password: 'Password1234' }),
    ).rejects.toMatchObject({ code: 'PASSWORD_TOO_COMMON' });
    expect(await fresh.client.auth.status()).toMatchObject({ state: 'first-run' });
    await fresh.close();
  });
});

describe('signing in', () => {
  it('[S4] opens the database after a restart, and says nothing before', async () => {
    await desk.restart();
    expect(await desk.client.auth.status()).toMatchObject({
      state: 'signed-out',
      knownOperators: [{ username: 'root', displayName: 'Rita Root' }],
    });
    await expect(desk.client.assets.counts()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await desk.client.auth.signIn(credentials)).toMatchObject({ displayName: 'Rita Root' });
    expect(await desk.client.assets.counts()).toMatchObject({ total: 0 });
  });

  it('[S4] answers an unknown name and a wrong password alike', async () => {
    await desk.restart();
    await expect(desk.client.auth.signIn(wrong)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await expect(desk.client.auth.signIn({ ...credentials, username: 'nobody' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
  });

  it('[S4] holds off after five failures, also across a restart', async () => {
    await desk.restart();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(desk.client.auth.signIn(wrong)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    }
    await desk.restart();
    await expect(desk.client.auth.signIn(credentials)).rejects.toMatchObject({
      code: 'TRY_LATER',
      data: { seconds: 60 },
    });
    desk.surroundings.pass(61_000);
    expect(await desk.client.auth.signIn(credentials)).toMatchObject({ username: 'root' });
  });

  it('[S4] many guesses at once win no more of them than one after the other', async () => {
    await desk.restart();
    const guesses = Array.from({ length: 9 }, async () =>
      desk.client.auth.signIn(wrong).catch((error: unknown) => error),
    );
    const codes = (await Promise.all(guesses)).map((error) => (error as { code: string }).code);
    expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(5);
    expect(codes.filter((code) => code === 'TRY_LATER')).toHaveLength(4);
  });

  it('[S4] waits until the database that is being closed is closed', async () => {
    const leaving = desk.client.auth.signOut();
    expect(await desk.connect().auth.signIn(credentials)).toMatchObject({ username: 'root' });
    await leaving;
  });

  it('[S6] leaves failures in the journal', async () => {
    await expect(desk.client.auth.unlock({ password: 'not the password' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    const { entries } = await desk.client.reports.journal({ event: 'auth.signInFailed' });
    expect(entries[0]?.data).toEqual({ username: 'root', code: 'WRONG_CREDENTIALS' });
  });

  it('[S5] the printed phrase opens with a new password, in any spelling', async () => {
    await desk.restart();
    const typed = recoveryPhrase.toLowerCase().replaceAll('-', ' ');
    await desk.client.auth.recover({ username: 'root', recoveryPhrase: typed, password: 'a whole new passphrase' });
    await desk.restart();
    await expect(desk.client.auth.signIn(credentials)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await desk.client.auth.signIn({ ...credentials, password: 'a whole new passphrase' })).toMatchObject({
      username: 'root',
    });
  });
});

describe('the lock', () => {
  it('[S4] answers nothing but the way back in', async () => {
    await desk.client.auth.lock();
    expect(await desk.client.auth.status()).toMatchObject({ state: 'locked' });
    await expect(desk.client.assets.counts()).rejects.toMatchObject({ code: 'LOCKED' });
    await desk.client.auth.unlock({ password: administrator.password });
    expect(await desk.client.assets.counts()).toMatchObject({ total: 0 });
  });

  it('[S4] falls by itself when nobody touches the desk', async () => {
    desk.surroundings.pass(11 * 60_000);
    await expect(desk.client.assets.counts()).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('[S4] stays away while somebody does', async () => {
    desk.surroundings.pass(9 * 60_000);
    await desk.client.auth.touch();
    desk.surroundings.pass(9 * 60_000);
    expect(await desk.client.assets.counts()).toMatchObject({ total: 0 });
  });
});

describe('operators', () => {
  const auditor = {
    username: 'ann',
    displayName: 'Ann Auditor',
    password: 'seventeen green bottles',
    roles: ['auditor' as const],
  };

  it('[S4] have the rights of their roles at the next call', async () => {
    const { id } = await desk.client.auth.createOperator(auditor);
    const window = desk.connect();
    await window.auth.signIn({ username: 'ann', password: auditor.password });
    expect((await window.reports.journal({})).total).toBeGreaterThan(0);
    await expect(window.desk.scan({ session: 'A', text: 'x' })).resolves.toMatchObject({ outcome: 'unknown' });
    await expect(window.setup.finish({ sampleData: false })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { permission: 'settings.edit' },
    });
    await desk.client.auth.updateOperator({ id, displayName: 'Ann', roles: ['desk_operator'], active: true });
    await expect(window.reports.journal({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[S4] are out at once when disabled, and stay out', async () => {
    const { id } = await desk.client.auth.createOperator(auditor);
    const window = desk.connect();
    await window.auth.signIn({ username: 'ann', password: auditor.password });
    await desk.client.auth.updateOperator({ id, displayName: 'Ann', roles: ['auditor'], active: false });
    await expect(window.assets.counts()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    await expect(window.auth.signIn({ username: 'ann', password: auditor.password })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
  });

  it('[S4] are let in again only with a new password', async () => {
    const { id } = await desk.client.auth.createOperator(auditor);
    const disabled = { id, displayName: 'Ann', roles: ['auditor' as const], active: false };
    await desk.client.auth.updateOperator(disabled);
    await expect(desk.client.auth.updateOperator({ ...disabled, active: true })).rejects.toMatchObject({
      code: 'PASSWORD_REQUIRED',
    });
    await desk.client.auth.updateOperator({ ...disabled, active: true, password: 'eighteen green bottles' });
    const window = desk.connect();
    expect(await window.auth.signIn({ username: 'ann', password: 'eighteen green bottles' })).toMatchObject({
      username: 'ann',
    });
  });

  it('[S4] the last administrator can neither be disabled nor demoted', async () => {
    await expect(
      desk.client.auth.updateOperator({ id: 1, displayName: 'Rita', roles: ['auditor'], active: true }),
    ).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  });

  it('[S4] change their password with the old one', async () => {
    await expect(
      desk.client.auth.changePassword({ password: 'wrong', newPassword: 'another long passphrase' }),
    ).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await desk.client.auth.changePassword({ password: administrator.password, newPassword: 'another long passphrase' });
    await desk.restart();
    expect(await desk.client.auth.signIn({ ...credentials, password: 'another long passphrase' })).toMatchObject({
      username: 'root',
    });
  });
});

describe('what lies on the disk', () => {
  it('[S5] holds neither names nor serials nor passwords in clear', async () => {
    await desk.client.setup.finish({ sampleData: true });
    await desk.client.auth.signOut();
    const content = readFileSync(join(desk.folder, 'quartermaster.db')).toString('latin1');
    for (const secret of ['SQLite format 3', 'ThinkPad', 'IT-000001', administrator.password])
      expect(content).not.toContain(secret);
    expect(readFileSync(join(desk.folder, 'vault.json'), 'utf8')).not.toContain(administrator.password);
  });
});
