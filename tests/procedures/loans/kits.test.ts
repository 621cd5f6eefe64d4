import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let ada: number;
let camera: { id: number; tag: string };
let stand: { id: number; tag: string };
let charger: { id: number; tag: string };
let kit: { id: number; code: string };
const chargers = 2;

beforeEach(async () => {
  desk = await openReadyDesk();
  ada = (await desk.client.people.create({ ...barePerson, name: 'Ada', badgeCode: 'B-1' })).id;
  await desk.client.people.create({ ...barePerson, name: 'Bob', badgeCode: 'B-2' });
  camera = await desk.client.assets.create({ ...bareAsset, name: 'Camera' });
  stand = await desk.client.assets.create({ ...bareAsset, name: 'Stand' });
  charger = await desk.client.assets.create({ ...bareAsset, name: 'Charger', categoryId: chargers });
  kit = await desk.client.loans.saveKit({
    id: null,
    name: 'Video kit',
    code: null,
    content: [{ assetId: camera.id }, { assetId: stand.id }, { categoryId: chargers, quantity: 1 }],
    version: null,
  });
});
afterEach(async () => desk.close());

const scan = (text: string) => desk.client.desk.scan({ session: 'A', text });
const kits = async () => desk.client.loans.listKits();
const statusOf = async (tag: string) => (await desk.client.assets.lookup({ code: tag }))?.status;

describe('a kit', () => {
  it('[K2] has a code of its own, and is complete while all its parts are there', async () => {
    expect(kit.code).toBe('KIT-0001');
    expect(await kits()).toMatchObject([
      {
        name: 'Video kit',
        complete: true,
        out: null,
        parts: [{ state: 'present' }, { state: 'present' }, { asset: { tag: charger.tag } }],
      },
    ]);
    const person = { kind: 'person' as const, id: ada };
    await desk.client.custody.checkOut({
      assetId: stand.id,
      custodian: person,
      dueOn: null,
      condition: null,
      note: null,
    });
    expect(await kits()).toMatchObject([
      { complete: false, parts: [{ state: 'present' }, { state: 'out', holder: 'Ada' }, { state: 'present' }] },
    ]);
  });

  it('[K2] may not take the part, the name or the code of something else', async () => {
    const other = { id: null, name: 'Other', code: null, content: [{ assetId: camera.id }], version: null };
    await expect(desk.client.loans.saveKit(other)).rejects.toMatchObject({
      code: 'IN_OTHER_KIT',
      data: { tag: camera.tag, name: 'Video kit' },
    });
    const free = { ...other, content: [{ categoryId: 1, quantity: 1 }] };
    await expect(desk.client.loans.saveKit({ ...free, name: 'VIDEO KIT' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    await expect(desk.client.loans.saveKit({ ...free, code: 'b-1' })).rejects.toMatchObject({ code: 'KIT_CODE_TAKEN' });
    await expect(desk.client.loans.saveKit({ ...free, id: kit.id, version: 9 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await desk.client.loans.archiveKit({ id: kit.id });
    expect(await kits()).toEqual([]);
  });
});

describe('scanning the label of a kit', () => {
  it('[K1] on its own shows what of it is there', async () => {
    expect(await scan(kit.code)).toMatchObject({ outcome: 'kit_shown', kit: { name: 'Video kit', complete: true } });
  });

  it('[K2] after a badge hands over all its parts in one action, which one undo takes back', async () => {
    const before = await kits();
    await scan('B-1');
    expect(await scan(kit.code)).toMatchObject({
      outcome: 'kit_out',
      sound: 'done',
      undoable: true,
      subject: { assetsHeld: 3 },
    });
    expect(await kits()).toMatchObject([{ out: { holder: 'Ada' }, complete: false }]);
    expect((await desk.client.desk.state({ session: 'A' })).toSign).toHaveLength(3);
    expect(await scan(kit.code)).toMatchObject({ outcome: 'already' });
    await scan(codeOfCard('UNDO'));
    expect(await kits()).toEqual(before);
    expect(await statusOf(camera.tag)).toBe('in_stock');
  });

  it('[K2] names what is missing and hands over the rest', async () => {
    await desk.client.assets.changeStatus({
      id: stand.id,
      status: 'in_maintenance',
      reason: 'broken',
      despiteDependants: false,
    });
    await desk.client.assets.changeStatus({
      id: charger.id,
      status: 'missing',
      reason: 'gone',
      despiteDependants: false,
    });
    await scan('B-1');
    const result = await scan(kit.code);
    expect(result).toMatchObject({ outcome: 'kit_out_incomplete', sound: 'elsewhere' });
    expect(result.kit?.parts.find(({ state }) => state === 'missing')).toBeDefined();
    expect(await statusOf(charger.tag)).toBe('missing');
  });

  it('[K2] that somebody else has is refused, and nothing of it is handed over', async () => {
    await scan('B-1');
    await scan(kit.code);
    await scan('B-2');
    expect(await scan(kit.code)).toMatchObject({ outcome: 'refused', reason: { code: 'KIT_OUT' } });
    expect(await kits()).toMatchObject([{ out: { holder: 'Ada' } }]);
  });

  it('[K2] when it comes back asks for its parts one by one, and notes what did not come', async () => {
    await scan('B-1');
    await scan(kit.code);
    await scan(codeOfCard('DONE'));
    expect(await scan(kit.code)).toMatchObject({ outcome: 'kit_returning', from: 'Ada' });
    expect(await scan(camera.tag)).toMatchObject({
      outcome: 'checked_in',
      kit: { parts: [{ state: 'present' }, { state: 'out' }, { state: 'out' }] },
    });
    await scan(stand.tag);
    expect(await scan(codeOfCard('DONE'))).toMatchObject({
      outcome: 'ended',
      reason: { code: 'KIT_INCOMPLETE', facts: { missing: charger.tag } },
    });
    expect(await kits()).toMatchObject([
      { out: { holder: 'Ada' }, parts: [{ state: 'present' }, { state: 'present' }, { state: 'out' }] },
    ]);
    const entries = await desk.client.reports.journal({ subject: `kit:${kit.id}` });
    expect(JSON.stringify(entries)).toContain('loans.kitReturnedIncomplete');
  });

  it('[K2] comes back as a whole by the CONFIRM card', async () => {
    await scan('B-1');
    await scan(kit.code);
    await scan(codeOfCard('DONE'));
    await scan(kit.code);
    expect(await scan(codeOfCard('CONFIRM'))).toMatchObject({
      outcome: 'kit_back',
      kit: { complete: true },
      undoable: true,
    });
    expect(await kits()).toMatchObject([{ out: null, complete: true }]);
  });
});

describe('a kit in the window', () => {
  it('[K2] goes out and comes back, all of it or with what is missing told', async () => {
    const custodian = { kind: 'person' as const, id: ada };
    expect(await desk.client.loans.handOverKit({ id: kit.id, custodian, dueOn: '2026-12-01' })).toEqual({
      tags: [camera.tag, stand.tag, charger.tag],
      missing: [],
    });
    await expect(desk.client.loans.archiveKit({ id: kit.id })).rejects.toMatchObject({ code: 'KIT_OUT' });
    await expect(desk.client.loans.handOverKit({ id: kit.id, custodian, dueOn: null })).rejects.toMatchObject({
      code: 'KIT_OUT',
    });
    expect(await desk.client.loans.takeBackKit({ id: kit.id, missingAssetIds: [charger.id] })).toEqual({
      tags: [camera.tag, stand.tag],
      missing: [charger.tag],
    });
    await desk.client.loans.takeBackKit({ id: kit.id });
    await expect(desk.client.loans.takeBackKit({ id: kit.id })).rejects.toMatchObject({ code: 'KIT_NOT_OUT' });
  });

  it('[K2] leaves a part that waits for somebody else', async () => {
    const bob = (await desk.client.people.list({ limit: 10, search: 'Bob' })).rows[0]?.id ?? 0;
    await desk.client.loans.reserve({ assetId: stand.id, forPersonId: bob, from: '2026-11-24', to: '2026-11-25' });
    await scan('B-1');
    await scan(kit.code);
    expect(await statusOf(stand.tag)).toBe('in_stock');
    expect(await statusOf(camera.tag)).toBe('in_use');
  });
});
