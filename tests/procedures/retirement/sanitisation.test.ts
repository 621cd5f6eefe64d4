import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProcedureDetails } from '#shared/features/retirement/sanitisation.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';
import { bareProcedure, decommission } from '#tests/support/retirement.ts';

let desk: TestDesk;
let wiper: Client;
let second: Client;
let count = 0;
let laptop: { id: number; tag: string };

beforeAll(async () => {
  desk = await openReadyDesk();
  wiper = await signInAs(desk, 'wanda', ['sanitiser']);
  second = await signInAs(desk, 'vera', ['verifier']);
}, slowHook);
afterAll(async () => desk.close());

beforeEach(async () => {
  count += 1;
  laptop = await desk.client.assets.create({ ...bareAsset, serial: `LAPTOP-${count}` });
  await desk.client.retirement.saveSanitisationPolicy({ least: 'clear', witness: 'always', verify: true });
});

const serialOf = (name: string) => `${name}-${count}`;
const addDisk = async (name = 'DISK', assetId = laptop.id) =>
  (await wiper.retirement.addMedium({ assetId, type: 'hdd', serial: serialOf(name) })).id;
const record = (mediumId: number, details: Partial<ProcedureDetails> = {}) =>
  wiper.retirement.recordSanitisation({ ...bareProcedure, ...details, mediumId });
const mediaOf = (assetId = laptop.id) => desk.client.retirement.media({ assetId });
const leave = (assetId = laptop.id) =>
  desk.client.retirement.dispose({ assetIds: [assetId], outcome: 'destroyed', note: 'Gone' });
async function confirm(assetId = laptop.id): Promise<void> {
  const waiting = (await second.retirement.listToWitness()).filter(({ asset }) => asset.id === assetId);
  await second.retirement.witness({ ids: waiting.map(({ id }) => id) });
}

describe('an asset that holds data', () => {
  it('[R3] leaves when each of its media was sanitised, verified, and confirmed by a second person', async () => {
    await decommission(desk.client, laptop.id);
    await expect(leave()).rejects.toMatchObject({ code: 'MEDIA_UNKNOWN', data: { tag: laptop.tag } });
    const [one, two] = [await addDisk('ONE'), await addDisk('TWO')];
    const refused = (serials: string) => ({ code: 'MEDIA_NOT_SANITISED', data: { tag: laptop.tag, serials } });
    await expect(leave()).rejects.toMatchObject(refused(`${serialOf('ONE')}, ${serialOf('TWO')}`));
    await record(one, { tool: 'nwipe', toolVersion: '0.37', passes: 3 });
    expect((await mediaOf()).media.map(({ state }) => state)).toEqual(['to_witness', 'open']);
    await record(two, { technique: 'degauss', verification: 'sample', samplePercent: 10 });
    await expect(leave()).rejects.toMatchObject(refused(`${serialOf('ONE')}, ${serialOf('TWO')}`));
    await confirm();
    const { media, mayLeave } = await mediaOf();
    expect(mayLeave).toBe(true);
    expect(media).toMatchObject([
      {
        state: 'proved',
        records: [
          { method: 'clear', tool: 'nwipe', toolVersion: '0.37', passes: 3, operator: 'wanda', witness: 'vera' },
        ],
      },
      { state: 'proved', records: [{ method: 'purge', verification: 'sample', samplePercent: 10 }] },
    ]);
    await leave();
    expect(await desk.client.assets.get({ id: laptop.id })).toMatchObject({ status: 'disposed' });
    // What was proved stays to be seen when it has left.
    expect((await mediaOf()).media[0]?.records).toHaveLength(1);
    await expect(addDisk('LATE')).rejects.toMatchObject({ code: 'ASSET_CLOSED' });
  });

  it('[R3] is confirmed by nobody who did it himself, in the application or in the database', async () => {
    await decommission(desk.client, laptop.id);
    const disk = await addDisk();
    await record(disk);
    const [waiting] = (await second.retirement.listToWitness()).filter(({ asset }) => asset.id === laptop.id);
    const ids = [waiting?.id ?? 0];
    await expect(wiper.retirement.witness({ ids })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const both = await signInAs(desk, `both${count}`, ['sanitiser', 'verifier']);
    await both.retirement.recordSanitisation({ ...bareProcedure, mediumId: disk });
    const own = (await both.retirement.listToWitness()).filter(({ operator }) => operator === `both${count}`);
    await expect(both.retirement.witness({ ids: own.map(({ id }) => id) })).rejects.toMatchObject({
      code: 'WITNESS_IS_OPERATOR',
      data: { serial: serialOf('DISK') },
    });
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() =>
      sqlite.exec(
        'UPDATE sanitisation SET witness_id = operator_id, witnessed_at = recorded_at WHERE witness_id IS NULL',
      ),
    ).toThrow('CHECK');
    await second.retirement.witness({ ids });
    await expect(second.retirement.witness({ ids })).rejects.toMatchObject({ code: 'WITNESSED_ALREADY' });
  });

  it('[R3] has a medium that failed destroyed, and nothing else counts for it', async () => {
    await decommission(desk.client, laptop.id);
    const disk = await addDisk();
    await expect(record(disk, { result: 'failed' })).rejects.toMatchObject({ code: 'FAILURE_UNTOLD' });
    await record(disk, { result: 'failed', failure: '12 sectors' });
    expect((await mediaOf()).media).toMatchObject([{ state: 'failed' }]);
    await expect(record(disk)).rejects.toMatchObject({ code: 'DESTROY_AFTER_FAILURE' });
    await expect(leave()).rejects.toMatchObject({ code: 'MEDIA_NOT_SANITISED' });
    await record(disk, { technique: 'shred', verification: 'visual' });
    await confirm();
    await leave();
  });

  it('[R3] is measured by the policy of the day: too weak, unverified, unfit', async () => {
    await desk.client.retirement.saveSanitisationPolicy({ least: 'purge', witness: 'destroy', verify: true });
    await decommission(desk.client, laptop.id);
    const disk = await addDisk();
    await record(disk);
    expect((await mediaOf()).media).toMatchObject([{ state: 'insufficient' }]);
    await record(disk, { technique: 'secure_erase', verification: 'none' });
    expect((await mediaOf()).media).toMatchObject([{ state: 'insufficient' }]);
    await expect(record(disk, { technique: 'block_erase' })).rejects.toMatchObject({ code: 'TECHNIQUE_UNFIT' });
    await record(disk, { technique: 'secure_erase' });
    expect((await mediaOf()).media).toMatchObject([{ state: 'proved' }]);
    // A policy that asks for more later does not undo what was good enough when it was done.
    await desk.client.retirement.saveSanitisationPolicy({ least: 'destroy', witness: 'always', verify: true });
    await leave();
  });

  it('[R3] may have nothing in it, when two say so; a medium that was moved is still to be proved where it went', async () => {
    const other = await desk.client.assets.create({ ...bareAsset, name: 'Other' });
    await decommission(desk.client, laptop.id);
    const disk = await addDisk();
    await expect(wiper.retirement.addMedium({ assetId: laptop.id, type: 'none', serial: null })).rejects.toMatchObject({
      code: 'MEDIA_THERE',
    });
    await wiper.retirement.moveMedium({ id: disk, assetId: other.id, reason: 'Reused' });
    await expect(leave()).rejects.toMatchObject({ code: 'MEDIA_UNKNOWN' });
    const { id: nothing } = await wiper.retirement.addMedium({ assetId: laptop.id, type: 'none', serial: null });
    await expect(wiper.retirement.moveMedium({ id: nothing, assetId: other.id, reason: 'No' })).rejects.toMatchObject({
      code: 'MEDIUM_OF_NOTHING',
    });
    await desk.client.retirement.saveSanitisationPolicy({ least: 'clear', witness: 'never', verify: true });
    await record(nothing, { technique: 'looked_inside', verification: 'visual' });
    await expect(leave()).rejects.toMatchObject({ code: 'MEDIA_NOT_SANITISED' });
    await confirm();
    await leave();
    await decommission(desk.client, other.id);
    await expect(leave(other.id)).rejects.toMatchObject({ data: { serials: serialOf('DISK') } });
    await expect(addDisk('DISK')).rejects.toMatchObject({ code: 'ASSET_CLOSED' });
    const third = await desk.client.assets.create({ ...bareAsset, name: 'Third' });
    await expect(addDisk('disk', third.id)).rejects.toMatchObject({
      code: 'MEDIUM_KNOWN',
      data: { serial: serialOf('disk'), tag: other.tag },
    });
  });

  it('[R3] is not sanitised before its user gave it back, nor before it is on its way out, nor tomorrow', async () => {
    const disk = await addDisk();
    await expect(record(disk)).rejects.toMatchObject({ code: 'NOT_RETIRING' });
    const { id: personId } = await desk.client.people.create({ ...barePerson, name: `Ada ${count}` });
    const custodian = { kind: 'person' as const, id: personId };
    await desk.client.custody.checkOut({ assetId: laptop.id, custodian, dueOn: null, condition: null, note: null });
    await decommission(desk.client, laptop.id);
    await expect(record(disk, { doneAt: '2026-11-20T10:00:00.000Z' })).rejects.toMatchObject({
      code: 'SANITISED_TOO_EARLY',
      data: { since: '2026-11-24' },
    });
    await expect(record(disk, { doneAt: '2026-12-20T10:00:00.000Z' })).rejects.toMatchObject({
      code: 'SANITISED_LATER',
    });
    await record(disk);
    await confirm();
    expect((await mediaOf()).mayLeave).toBe(true);
    // Taken back and given out again it holds data again: what was proved says nothing any more.
    await desk.client.retirement.takeBack({ assetId: laptop.id, reason: 'Needed' });
    await decommission(desk.client, laptop.id);
    await expect(leave()).rejects.toMatchObject({ code: 'MEDIA_NOT_SANITISED' });
  });

  it('[R3] is guarded by the database as well, and so is every record', async () => {
    await decommission(desk.client, laptop.id);
    const disk = await addDisk();
    await record(disk);
    const { sqlite } = openInventoryOf(desk.backend);
    const out = `UPDATE asset SET status = 'disposed' WHERE id = ${laptop.id}`;
    expect(() => sqlite.exec(out)).toThrow('ASSET_NOT_SANITISED');
    const refused = {
      [`DELETE FROM medium WHERE id = ${disk}`]: 'MEDIUM_IS_KEPT',
      [`UPDATE medium SET serial = 'X' WHERE id = ${disk}`]: 'MEDIUM_IS_KEPT',
      "UPDATE sanitisation SET result = 'passed'": 'SANITISATION_IS_KEPT',
      'DELETE FROM sanitisation': 'SANITISATION_IS_KEPT',
      [`INSERT INTO asset (tag, name, category_id, status, condition, created_at, updated_at)
        VALUES ('GONE-${count}', 'x', 1, 'disposed', 'good', 'now', 'now')`]: 'ASSET_NOT_SANITISED',
    };
    for (const [statement, because] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(because);
    await confirm();
    await leave();
  });
});

describe('sanitising by scanner', () => {
  it('[R3] records one procedure for each asset or medium that is scanned, and says which may leave', async () => {
    const tablet = await desk.client.assets.create({ ...bareAsset, name: 'Tablet' });
    const keyboard = (await desk.client.assets.listCategories()).find(({ key }) => key === 'keyboard')?.id ?? 0;
    const plain = await desk.client.assets.create({ ...bareAsset, categoryId: keyboard });
    await decommission(desk.client, laptop.id, tablet.id, plain.id);
    await desk.client.retirement.saveSanitisationPolicy({ least: 'clear', witness: 'never', verify: true });
    const scan = (code: string) => wiper.retirement.recordByScan({ ...bareProcedure, code, type: 'hdd' });
    // No medium is known of it: its own serial stands for the one inside.
    expect(await scan(laptop.tag)).toMatchObject({ tag: laptop.tag, serial: `LAPTOP-${count}`, mayLeave: true });
    await expect(scan(tablet.tag)).rejects.toMatchObject({ code: 'SERIAL_MISSING', data: { tag: tablet.tag } });
    await addDisk('ONE', tablet.id);
    await addDisk('TWO', tablet.id);
    await expect(scan(tablet.tag)).rejects.toMatchObject({ code: 'MEDIA_SEVERAL' });
    expect(await scan(serialOf('ONE'))).toMatchObject({ tag: tablet.tag, mayLeave: false });
    // One is left, so the asset says enough.
    expect(await scan(tablet.tag)).toMatchObject({ serial: serialOf('TWO'), mayLeave: true });
    await expect(scan('NOBODY')).rejects.toMatchObject({ code: 'CODE_UNKNOWN' });
    const stored = await desk.client.assets.create({ ...bareAsset, serial: `STORED-${count}` });
    await expect(scan(stored.tag)).rejects.toMatchObject({ code: 'NOT_RETIRING' });
    await leave(plain.id);
  });
});

describe('reports', () => {
  it('[R3] are matched by serial, recorded once, and tell what is left over and why', async () => {
    await decommission(desk.client, laptop.id);
    await addDisk('GOOD');
    await addDisk('BAD');
    const csv = [
      'Serial,Method,Result,Verification,Message,Date',
      `${serialOf('GOOD')},Overwrite,passed,full,,2026-11-24T07:00:00Z`,
      `${serialOf('BAD')},Overwrite,failed,full,I/O error,2026-11-24T07:00:00Z`,
      'STRANGER,Overwrite,passed,full,,2026-11-24T07:00:00Z',
    ].join('\n');
    const seen = await desk.client.retirement.readReport({ text: csv });
    expect(seen.lines.map(({ serial, result, refused }) => [serial, result, refused])).toEqual([
      [serialOf('GOOD'), 'passed', null],
      [serialOf('BAD'), 'failed', null],
      ['STRANGER', 'passed', 'MEDIUM_UNKNOWN'],
    ]);
    expect(await desk.client.retirement.importReport({ text: csv })).toEqual({ recorded: 1, failed: 1, left: 1 });
    await expect(desk.client.retirement.importReport({ text: csv })).rejects.toMatchObject({ code: 'REPORT_KNOWN' });
    expect((await mediaOf()).media.map(({ state }) => state)).toEqual(['to_witness', 'failed']);
    await expect(desk.client.retirement.readReport({ text: 'Dear Sir' })).rejects.toMatchObject({
      code: 'REPORT_NOT_READ',
    });
    await expect(
      desk.client.retirement.importReport({ text: 'Serial,Result\nSTRANGER,passed\n' }),
    ).rejects.toMatchObject({ code: 'REPORT_MATCHES_NOTHING' });
    expect(await desk.client.retirement.sanitisationPolicy()).toMatchObject({ least: 'clear' });
  });
});
