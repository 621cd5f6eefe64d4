import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeBackend } from '#backend/backend.ts';
import { listContentFiles } from '#backend/kernel/attachments/content-store.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { restoreBackup } from '#backend/features/backups/index.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { keepSecrets, showSecrets, shown } from '#tests/support/secrets.ts';

let desk: TestDesk;
let recoveryPhrase: string;
const { username, password } = administrator;
const eva = { username: 'eva', displayName: 'Eva Desk', password: 'another long secret' };
beforeEach(async () => {
  desk = openDesk();
  ({ recoveryPhrase } = await desk.client.auth.createAdministrator(administrator));
  await desk.client.setup.finish({ sampleData: false });
});
afterEach(async () => desk.close());

const ended = async ({ jobId }: { jobId: string }) => desk.backend.jobs.ended(jobId);
const keyNow = () => Uint8Array.from(desk.backend.inventory?.dataKey ?? []);
const changeKey = async () => ended(await desk.client.keys.changeDataKey({ password }));
/** The backup that follows a change. */
const backedUp = async () => {
  for (const { id } of desk.backend.jobs.list()) await desk.backend.jobs.ended(id);
};
const eventsOf = async (event: string) => (await desk.client.reports.journal({ event })).entries;

async function attachPhoto(): Promise<() => Promise<number>> {
  const { id: assetId } = await desk.client.assets.create(bareAsset);
  const { id } = await desk.client.assets.attach({
    assetId,
    file: new File(['Hold the button for ten seconds.'], 'manual.txt'),
    thumbnail: null,
  });
  return async () => (await desk.client.assets.attachmentContent({ id, thumbnail: false })).size;
}

describe('the data key', () => {
  it('[S5] is changed under everything, with every password, the phrase, the journal and former backups going on to hold', async () => {
    await desk.client.auth.createOperator({ ...eva, roles: ['administrator'] });
    const kept = await keepSecrets(desk);
    const sizeOfPhoto = await attachPhoto();
    const former = join(desk.folder, 'former.qmbackup');
    await ended(await desk.client.backups.backUp({ path: former }));
    await ended(await desk.client.backups.backUp({}));
    writeFileSync(join(desk.folder, 'quartermaster.db.before-0001'), 'a copy under the former key');
    const [keyBefore, filesBefore] = [keyNow(), listContentFiles(join(desk.folder, 'attachments'))];
    const before = await desk.client.keys.overview();
    expect(before).toMatchObject({ changed: null, unready: [], phraseUnready: false, files: 1 });

    const job = await changeKey();
    expect(job).toMatchObject({ state: 'done', result: { files: 1, filesLost: 0 } });
    await backedUp();
    const after = await desk.client.keys.overview();
    expect(after).toMatchObject({ changed: { by: 'Rita Root' }, unsettled: ['Eva Desk'] });
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.sealed.find(({ place }) => place === 'kept_key.sealed')).toMatchObject({ values: 1 });
    expect(after.sealed.filter(({ values }) => values === 0)).toEqual([]);
    expect(await eventsOf('auth.dataKeyChanged')).toHaveLength(1);

    // Nothing of the former key is left beside the register.
    const database = join(desk.folder, 'quartermaster.db');
    expect(() => openSqlite({ file: database, key: keyBefore, readonly: true })).toThrow();
    expect(listContentFiles(join(desk.folder, 'attachments'))).toHaveLength(1);
    expect(listContentFiles(join(desk.folder, 'attachments'))).not.toEqual(filesBefore);
    expect(readdirSync(desk.folder).filter((name) => /key|before/.test(name))).toEqual([]);

    // Everything opens, and what was to be taken back can be.
    expect(await showSecrets(desk.client, kept)).toEqual(shown);
    expect(await sizeOfPhoto()).toBe(32);
    expect(await desk.client.assets.mergeUndoOutlook({ id: kept.mergedId })).toEqual({ obstacles: [] });
    await desk.client.assets.undoMerge({ id: kept.mergedId });
    expect(await desk.client.assets.revealSecret(kept.merged)).toEqual({ text: 'CANARY-MERGED-1111' });
    await ended(await desk.client.spreadsheets.startUndo({ batchId: kept.batchId }));
    expect(await desk.client.assets.revealSecret(kept.laptop)).toEqual({ text: 'CANARY-BEFORE-3333' });

    // The journal is one chain under one key, and the heads of former backups are held against it.
    expect(await ended(await desk.client.reports.verifyJournal({ heads: [] }))).toMatchObject({ result: { ok: true } });
    expect(await ended(await desk.client.backups.check())).toMatchObject({ state: 'done' });
    expect(await ended(await desk.client.backups.drill())).toMatchObject({ state: 'done' });

    // Whoever comes back gives the password that he has, twice over, and after him another change.
    await desk.restart();
    await desk.client.auth.signIn({ username: eva.username, password: eva.password });
    expect(await desk.client.keys.overview()).toMatchObject({ unsettled: [] });
    await desk.restart();
    await desk.client.auth.signIn({ username: eva.username, password: eva.password });
    expect(await ended(await desk.client.keys.changeDataKey({ password: eva.password }))).toMatchObject({
      state: 'done',
    });
    await backedUp();
    expect(await desk.client.keys.overview()).toMatchObject({ unsettled: ['Rita Root'] });
    await desk.restart();
    await desk.client.auth.signIn({ username, password });
    expect(await showSecrets(desk.client, { ...kept, laptop: kept.phone })).toContain('CANARY-LICENCE-4711');
    await desk.restart();
    await desk.client.auth.recover({ username, recoveryPhrase, password: 'fourteen blue bicycles' });
    expect(await ended(await desk.client.backups.check())).toMatchObject({ state: 'done' });

    // A backup from before opens with the passwords of its day.
    const restored = openDesk({}, undefined, undefined);
    await closeBackend(restored.backend);
    const both = { username, password, second: { username: eva.username, password: eva.password } };
    await restoreBackup(former, join(restored.folder, 'restored'), both, desk.surroundings);
    expect(existsSync(join(restored.folder, 'restored', 'quartermaster.db'))).toBe(true);
    await restored.close();
  }, 120_000);

  it('[S5] [O2] is no obstacle to a recovery from a backup of a former key', async () => {
    const sizeOfPhoto = await attachPhoto();
    // One of its own: by the plan the one that follows the change takes its place.
    const path = join(desk.folder, 'former.qmbackup');
    await ended(await desk.client.backups.backUp({ path }));
    await changeKey();
    await backedUp();
    await desk.client.auth.changePassword({ password, newPassword: 'fourteen blue bicycles' });
    await closeBackend(desk.backend);
    const database = join(desk.folder, 'quartermaster.db');
    const content = readFileSync(database);
    content[2000] = (content[2000] ?? 0) ^ 1;
    writeFileSync(database, content);
    await desk.restart();
    const now = { username, password: 'fourteen blue bicycles' };
    await expect(desk.client.backups.recover({ path, ...now })).rejects.toMatchObject({ code: 'BACKUP_OF_FORMER_KEY' });
    expect(await desk.client.backups.recover({ path, ...now, passwordThen: password })).toMatchObject({
      madeAt: expect.any(String),
    });
    await desk.client.auth.signIn(now);
    expect(await sizeOfPhoto()).toBe(32);
    expect(await ended(await desk.client.reports.verifyJournal({ heads: [] }))).toMatchObject({ result: { ok: true } });
    expect(await desk.client.keys.overview()).toMatchObject({ unsettled: [] });
  }, 120_000);

  it('[S5] holds what is entered meanwhile back and loses none of it, and is not changed beside other work', async () => {
    const changing = desk.client.keys.changeDataKey({ password });
    const names = ['Ada', 'Bob', 'Cem', 'Dora'];
    const entered = changing.then(async () =>
      Promise.all(names.map(async (name) => desk.client.people.create({ ...barePerson, name }))),
    );
    expect(await ended(await changing)).toMatchObject({ state: 'done' });
    await entered;
    await backedUp();
    for (const name of names) expect((await desk.client.people.list({ search: name })).total).toBe(1);
    const backup = await desk.client.backups.backUp({});
    await expect(desk.client.keys.changeDataKey({ password })).rejects.toMatchObject({ code: 'JOBS_RUNNING' });
    await ended(backup);
  });

  it('[S5] stays what it is when the change is stopped, asked for with a wrong password, or by who may not', async () => {
    const before = keyNow();
    await expect(desk.client.keys.changeDataKey({ password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    const { jobId } = await desk.client.keys.changeDataKey({ password });
    await desk.client.application.cancelJob({ id: jobId });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'cancelled' });
    expect(keyNow()).toEqual(before);
    expect(readdirSync(desk.folder).filter((name) => name.includes('key'))).toEqual([]);
    await desk.client.people.create(barePerson);
    await desk.client.auth.createOperator({ ...eva, roles: ['desk_operator'] });
    const other = desk.connect();
    await other.auth.signIn({ username: eva.username, password: eva.password });
    await expect(other.keys.changeDataKey({ password: eva.password })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(other.keys.overview()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[S5] waits until something can be sealed for everybody, so that nobody is shut out', async () => {
    await desk.client.auth.createOperator({ ...eva, roles: ['desk_operator'] });
    const file = join(desk.folder, 'vault.json');
    // As a version before this one wrote it.
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/^.*"publicKey".*\n/gm, ''));
    expect(await desk.client.keys.overview()).toMatchObject({
      unready: ['Rita Root', 'Eva Desk'],
      phraseUnready: true,
    });
    await expect(desk.client.keys.changeDataKey({ password })).rejects.toMatchObject({
      code: 'SLOTS_NOT_READY',
      data: { names: 'Eva Desk', phrase: true },
    });
    await desk.connect().auth.signIn({ username: eva.username, password: eva.password });
    await desk.client.keys.issuePhrase({ password });
    expect(await changeKey()).toMatchObject({ state: 'done' });
    await backedUp();
  });
});

describe('the way out', () => {
  it('[S5] is the whole register in clear, for whoever gives the password, with a trace of it', async () => {
    const kept = await keepSecrets(desk);
    const sizeOfPhoto = await attachPhoto();
    const folder = join(desk.folder, 'clear');
    await expect(desk.client.keys.exportDecrypted({ folder, password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    const job = await ended(await desk.client.keys.exportDecrypted({ folder, password }));
    expect(job).toMatchObject({ state: 'done', result: { files: 1, lost: 0, openSealed: true } });
    expect(readdirSync(join(folder, 'files'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.txt$/)]);
    const plain = openSqlite({ file: join(folder, 'quartermaster.db'), key: null });
    const find = plain.prepare<[number], Buffer>('SELECT licence_key FROM entitlement WHERE id = ?').pluck();
    expect(find.get(kept.entitlementId)?.toString('utf8')).toBe('CANARY-LICENCE-4711');
    plain.close();
    expect(await eventsOf('application.decrypted')).toMatchObject([{ data: { folder, openSealed: true } }]);
    expect(await ended(await desk.client.keys.exportDecrypted({ folder, password }))).toMatchObject({
      state: 'failed',
      failure: { code: 'FOLDER_NOT_EMPTY' },
    });
    // The register itself is what it was.
    expect(await showSecrets(desk.client, kept)).toEqual(shown);
    expect(await sizeOfPhoto()).toBe(32);
  }, 60_000);
});

describe('the recovery phrase', () => {
  it('[S5] is made anew by an administrator who is alone, and the former one opens nothing any more', async () => {
    await expect(desk.client.keys.issuePhrase({ password: 'wrong' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    await expect(desk.client.keys.askForPhrase({ reason: 'Lost' })).rejects.toMatchObject({
      code: 'NO_SECOND_ADMINISTRATOR',
    });
    await ended(await desk.client.backups.backUp({}));
    const { recoveryPhrase: anew } = await desk.client.keys.issuePhrase({ password });
    expect(anew).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
    expect(anew).not.toBe(recoveryPhrase);
    expect(await desk.client.keys.overview()).toMatchObject({ phrase: { by: 'Rita Root' } });
    expect(JSON.stringify(await eventsOf('auth.recoveryPhraseIssued'))).not.toContain(anew.slice(0, 9));
    // It is the same register still: what its backups say of the journal is held against it.
    expect(await ended(await desk.client.backups.check())).toMatchObject({ state: 'done' });
    await desk.restart();
    const next = { username, password: 'fourteen blue bicycles' };
    await expect(desk.client.auth.recover({ ...next, recoveryPhrase })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect(await desk.client.auth.recover({ ...next, recoveryPhrase: anew })).toMatchObject({ username });
  });

  it('[S4] [S5] takes four eyes where there is a second administrator, and the database insists on it', async () => {
    await desk.client.auth.createOperator({ ...eva, roles: ['administrator'] });
    const second = desk.connect();
    await second.auth.signIn({ username: eva.username, password: eva.password });
    await expect(desk.client.keys.issuePhrase({ password })).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
    const { id } = await desk.client.keys.askForPhrase({ reason: 'The paper is lost' });
    expect(await second.keys.overview()).toMatchObject({
      needsSecond: true,
      request: { id, askedBy: 'Rita Root', reason: 'The paper is lost', confirmedBy: null },
    });
    await expect(desk.client.keys.decidePhrase({ id, confirmed: true })).rejects.toMatchObject({
      code: 'SECOND_ADMINISTRATOR',
    });
    expect(() =>
      desk.backend.inventory?.sqlite.exec(
        `UPDATE recovery_phrase_request SET decision = 'confirmed', decided_by = asked_by, decided_at = asked_at`,
      ),
    ).toThrow('CHECK');
    await second.keys.decidePhrase({ id, confirmed: true });
    // Whoever confirmed does not get it.
    await expect(second.keys.issuePhrase({ password: eva.password })).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
    expect((await desk.client.keys.issuePhrase({ password })).recoveryPhrase).not.toBe(recoveryPhrase);
    // Once.
    await expect(desk.client.keys.issuePhrase({ password })).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
    expect(() => desk.backend.inventory?.sqlite.exec('DELETE FROM recovery_phrase_request')).toThrow(
      'PHRASE_REQUEST_IS_KEPT',
    );

    const { id: refused } = await desk.client.keys.askForPhrase({ reason: 'Again' });
    await second.keys.decidePhrase({ id: refused, confirmed: false });
    expect((await desk.client.keys.overview()).request).toBeNull();
    const { id: late } = await desk.client.keys.askForPhrase({ reason: 'Once more' });
    desk.surroundings.pass(25 * 3_600_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    expect((await desk.client.keys.overview()).request).toBeNull();
    const events = (await desk.client.reports.journal({ subject: 'vault' })).entries.map(({ event }) => event);
    expect(events.filter((event) => event === 'auth.recoveryPhraseAsked')).toHaveLength(3);
    expect(late).toBeGreaterThan(refused);
  });
});
