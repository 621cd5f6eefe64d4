import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { totpCode, totpStep } from '#backend/kernel/vault/totp.ts';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let recoveryPhrase: string;
beforeEach(async () => {
  desk = openDesk();
  ({ recoveryPhrase } = await desk.client.auth.createAdministrator(administrator));
});
afterEach(async () => desk.close());

const { username, password } = administrator;
const codeNow = (secret: string): string => totpCode(secret, totpStep(desk.surroundings.now()));
const nextStep = () => desk.surroundings.pass(30_000);

async function turnOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await desk.client.auth.beginSecondFactor({ password });
  const { recoveryCodes } = await desk.client.auth.confirmSecondFactor({ code: codeNow(secret) });
  nextStep();
  return { secret, recoveryCodes };
}

describe('the second factor', () => {
  it('[S4] is asked for from the first right code on, and lets nobody in without it', async () => {
    const { secret } = await desk.client.auth.beginSecondFactor({ password });
    await expect(desk.client.auth.confirmSecondFactor({ code: '000000' })).rejects.toMatchObject({
      code: 'WRONG_CODE',
    });
    expect(await desk.client.auth.secondFactor()).toEqual({ since: null, recoveryCodesLeft: 0 });
    await desk.client.auth.confirmSecondFactor({ code: codeNow(secret) });
    expect(await desk.client.auth.secondFactor()).toMatchObject({ recoveryCodesLeft: 10 });
    expect(await desk.client.auth.listOperators()).toMatchObject([{ username, secondFactor: true }]);
    await desk.restart();
    await expect(desk.client.auth.signIn({ username, password })).rejects.toMatchObject({
      code: 'SECOND_FACTOR_REQUIRED',
    });
    expect(desk.backend.inventory).toBeNull();
    expect(await desk.client.auth.status()).toMatchObject({ state: 'signed-out' });
    nextStep();
    expect(await desk.client.auth.signIn({ username, password, code: codeNow(secret) })).toMatchObject({ username });
  });

  it('[S4] a wrong password says nothing of it', async () => {
    await turnOn();
    await desk.restart();
    await expect(desk.client.auth.signIn({ username, password: 'not the password' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
  });

  it('[S4] takes a code once, also after a restart and with the clock set back', async () => {
    const { secret } = await turnOn();
    const code = codeNow(secret);
    await desk.client.auth.signOut();
    await desk.client.auth.signIn({ username, password, code });
    await desk.restart();
    await expect(desk.client.auth.signIn({ username, password, code })).rejects.toMatchObject({ code: 'WRONG_CODE' });
    desk.surroundings.pass(-3_600_000);
    await expect(desk.client.auth.signIn({ username, password, code: codeNow(secret) })).rejects.toMatchObject({
      code: 'WRONG_CODE',
    });
  });

  it('[S4] holds off after five wrong codes, counted apart from passwords and across a restart', async () => {
    const { secret } = await turnOn();
    await desk.restart();
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(desk.client.auth.signIn({ username, password, code: '000000' })).rejects.toMatchObject({
        code: 'WRONG_CODE',
      });
    await desk.restart();
    await expect(desk.client.auth.signIn({ username, password, code: codeNow(secret) })).rejects.toMatchObject({
      code: 'TRY_LATER',
      data: { seconds: 60 },
    });
    desk.surroundings.pass(61_000);
    expect(await desk.client.auth.signIn({ username, password, code: codeNow(secret) })).toMatchObject({ username });
    const events = (await desk.client.reports.journal({ event: 'auth.secondFactorFailed' })).entries;
    expect(events).toHaveLength(5);
  });

  it('[S4] a recovery code opens once, however it is typed, and new ones take the place of all', async () => {
    const { recoveryCodes, secret } = await turnOn();
    const [first = '', second = ''] = recoveryCodes;
    await desk.client.auth.signOut();
    await desk.client.auth.signIn({ username, password, code: first.toLowerCase().replace('-', ' ') });
    expect(await desk.client.auth.secondFactor()).toMatchObject({ recoveryCodesLeft: 9 });
    await desk.client.auth.signOut();
    await expect(desk.client.auth.signIn({ username, password, code: first })).rejects.toMatchObject({
      code: 'WRONG_CODE',
    });
    await desk.client.auth.signIn({ username, password, code: codeNow(secret) });
    const renewed = await desk.client.auth.renewRecoveryCodes({ password });
    expect(renewed.recoveryCodes).toHaveLength(10);
    await desk.client.auth.signOut();
    await expect(desk.client.auth.signIn({ username, password, code: second })).rejects.toMatchObject({
      code: 'WRONG_CODE',
    });
  });

  it('[S4] is turned off with the password, reset for somebody by whoever manages operators, given up by the phrase', async () => {
    await turnOn();
    await expect(desk.client.auth.turnSecondFactorOff({ password: 'not the password' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    await desk.client.auth.turnSecondFactorOff({ password });
    await expect(desk.client.auth.turnSecondFactorOff({ password })).rejects.toMatchObject({
      code: 'SECOND_FACTOR_OFF',
    });
    await turnOn();
    await desk.client.auth.resetSecondFactor({ id: 1, reason: 'Telephone lost' });
    expect(await desk.client.auth.listOperators()).toMatchObject([{ secondFactor: false }]);
    await turnOn();
    await desk.restart();
    await desk.client.auth.recover({ username, recoveryPhrase, password: 'another long secret' });
    expect(await desk.client.auth.secondFactor()).toEqual({ since: null, recoveryCodesLeft: 0 });
  });

  it('[S5] keeps the seed sealed for its operator and recovery codes as hashes', async () => {
    const { secret, recoveryCodes } = await turnOn();
    const rows = desk.backend.inventory?.sqlite.prepare('SELECT seed FROM operator_second_factor').all() ?? [];
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const dump = JSON.stringify(desk.backend.inventory?.sqlite.prepare('SELECT * FROM operator_recovery_code').all());
    for (const code of recoveryCodes) expect(dump).not.toContain(code);
    const journal = JSON.stringify(await desk.client.reports.journal({}));
    for (const kept of [secret, ...recoveryCodes]) expect(journal).not.toContain(kept);
  });
});
