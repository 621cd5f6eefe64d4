import { Buffer } from 'node:buffer';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreBackup } from '#backend/features/backups/index.ts';
import type { Keychain } from '#backend/kernel/vault/keychain.ts';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

const { username, password } = administrator;
const eva = { username: 'eva', displayName: 'Eva Desk', password: 'another long secret' };

/** A keychain that turns back what it wrapped itself, under the account that is signed in to the system. */
class AccountKeychain implements Keychain {
  account = 'rita';
  store = 'gnome_libsecret';

  status: Keychain['status'] = async () => Promise.resolve({ usable: this.store !== 'basic_text', store: this.store });
  wrap: Keychain['wrap'] = async (text) => Promise.resolve(Buffer.from(`${this.account}|${text}`).toString('base64'));
  unwrap: Keychain['unwrap'] = async (wrapped) => {
    const [account, text] = Buffer.from(wrapped, 'base64').toString('utf8').split('|');
    return Promise.resolve(account === this.account ? (text ?? null) : null);
  };
}

let keychain: AccountKeychain;
let desk: TestDesk;
let recoveryPhrase: string;
beforeEach(async () => {
  keychain = new AccountKeychain();
  desk = openDesk({ keychain });
  ({ recoveryPhrase } = await desk.client.auth.createAdministrator(administrator));
  await desk.client.setup.finish({ sampleData: false });
});
afterEach(async () => desk.close());

const vault = () => readFileSync(join(desk.folder, 'vault.json'), 'utf8');
const ownFile = () => join(desk.folder, 'keychain.json');
const turn = async (on: boolean) => desk.client.keys.setKeychain({ on, password });
const signIn = async (who: { username: string; password: string } = { username, password }) =>
  desk.client.auth.signIn({ username: who.username, password: who.password });
const state = async () => (await desk.client.keys.overview()).keychain;

describe('the keychain of the system', () => {
  it('[S5] wraps nothing until somebody turns it on with his password, and says so in the journal', async () => {
    expect(await state()).toEqual({ on: false, usable: true, store: 'gnome_libsecret', closed: [] });
    expect(existsSync(ownFile())).toBe(false);
    await expect(desk.client.keys.setKeychain({ on: true, password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect(await state()).toMatchObject({ on: false });
    await turn(true);
    expect(await state()).toMatchObject({ on: true, closed: [] });
    const { entries } = await desk.client.reports.journal({ event: 'auth.keychainTurnedOn' });
    expect(entries).toMatchObject([{ data: { store: 'gnome_libsecret' } }]);
  });

  it('[S5] is asked for every slot of an operator from then on, of new ones too, and gives back what it took', async () => {
    await turn(true);
    await desk.client.auth.createOperator({ ...eva, roles: ['desk_operator'] });
    const { operators } = JSON.parse(vault()) as { operators: object[] };
    expect(operators.map((slot) => Object.keys(slot).toSorted())).toEqual(
      operators.map(() => ['boxed', 'displayName', 'failures', 'lastFailureAt', 'username']),
    );
    await desk.restart();
    await expect(signIn({ username, password: 'wrong' })).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await signIn(eva);
    await signIn();
    await turn(false);
    expect([existsSync(ownFile()), vault().includes('boxed')]).toEqual([false, false]);
    await desk.restart();
    keychain.account = 'somebody else';
    await signIn(eva);
  });

  it('[S5] keeps a right password from opening a copy in another account, and is never the only copy: the phrase opens', async () => {
    const { id } = await desk.client.auth.createOperator({ ...eva, roles: ['desk_operator'] });
    await turn(true);
    keychain.account = 'another account';
    await desk.restart();
    await expect(signIn()).rejects.toMatchObject({ code: 'KEYCHAIN_NEEDED' });
    await desk.client.auth.recover({ username, recoveryPhrase, password: 'fourteen blue bicycles' });
    const now = { username, password: 'fourteen blue bicycles' };
    await desk.restart();
    await signIn(now);
    // Whose slot stays closed is named; it is neither left behind by a new data key nor taken along unopened.
    expect(await state()).toMatchObject({ on: true, closed: ['Eva Desk'] });
    const lost = { code: 'KEYCHAIN_SLOTS_LOST', data: { names: 'Eva Desk' } };
    await expect(desk.client.keys.setKeychain({ on: true, password: now.password })).rejects.toMatchObject(lost);
    await expect(desk.client.keys.changeDataKey({ password: now.password })).rejects.toMatchObject({
      code: 'SLOTS_NOT_READY',
      data: { names: 'Eva Desk' },
    });
    const change = { id, displayName: eva.displayName, roles: ['desk_operator' as const] };
    await desk.client.auth.updateOperator({ ...change, active: false });
    await desk.client.auth.updateOperator({ ...change, active: true, password: 'sixteen red bicycles' });
    await desk.client.keys.setKeychain({ on: true, password: now.password });
    expect(await state()).toMatchObject({ on: true, closed: [] });
    await desk.restart();
    await signIn({ username: eva.username, password: 'sixteen red bicycles' });
  }, 60_000);

  it('[S5] is refused where it keeps nothing from anybody, and where what it wraps does not come back', async () => {
    keychain.store = 'basic_text';
    await expect(turn(true)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE', data: { store: 'basic_text' } });
    keychain.store = 'kwallet6';
    keychain.unwrap = async () => Promise.resolve(null);
    await expect(turn(true)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    expect(existsSync(ownFile())).toBe(false);
    await desk.restart();
    await signIn();
  });

  it('[S5] [O2] is not asked for backups, which open with the passwords of their day wherever they are', async () => {
    await turn(true);
    const path = join(desk.folder, 'elsewhere.qmbackup');
    const { jobId } = await desk.client.backups.backUp({ path });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    const target = mkdtempSync(join(tmpdir(), 'quartermaster-elsewhere-'));
    rmSync(target, { recursive: true });
    await restoreBackup(path, target, { username, password, second: null }, desk.surroundings);
    expect(existsSync(join(target, 'keychain.json'))).toBe(false);
    rmSync(target, { recursive: true });
  });

  it('[S5] goes on to hold when the data key is changed, and a slot can not be put in the place of another', async () => {
    await desk.client.auth.createOperator({ ...eva, roles: ['desk_operator'] });
    await turn(true);
    const { jobId } = await desk.client.keys.changeDataKey({ password });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    for (const { id } of desk.backend.jobs.list()) await desk.backend.jobs.ended(id);
    expect(JSON.stringify((JSON.parse(vault()) as { operators: object[] }).operators)).not.toContain('renewals');
    await desk.restart();
    await signIn(eva);
    await desk.restart();
    const content = JSON.parse(vault()) as { operators: { username: string; boxed: string }[] };
    const [first, second] = content.operators;
    if (first === undefined || second === undefined) throw new Error('there are two operators');
    [first.boxed, second.boxed] = [second.boxed, first.boxed];
    writeFileSync(join(desk.folder, 'vault.json'), JSON.stringify(content));
    await expect(signIn(eva)).rejects.toMatchObject({ code: 'KEYCHAIN_NEEDED' });
  }, 60_000);
});
