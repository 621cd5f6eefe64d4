import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let asset: { id: number; tag: string };
let saved: string | null = null;

beforeEach(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: () => Promise.resolve(saved) } });
  await desk.client.people.create({ ...barePerson, name: 'Ada', badgeCode: 'B-1' });
  asset = await desk.client.assets.create({ ...bareAsset });
});
afterEach(async () => desk.close());

const scan = (text: string) => desk.client.desk.scan({ session: 'A', text });

describe('expected accessories', () => {
  it('[K2] of a category go out at the desk, are asked for when the asset comes back, and what is missing is kept', async () => {
    await desk.client.custody.setExpected({ kind: 'category', id: bareAsset.categoryId, names: ['Charger', 'Bag'] });
    expect(await desk.client.custody.listExpected()).toMatchObject([{ kind: 'category', names: ['Bag', 'Charger'] }]);
    expect(await desk.client.custody.expectedFor({ assetId: asset.id })).toEqual(['Bag', 'Charger']);
    await scan('B-1');
    expect(await scan(asset.tag)).toMatchObject({ outcome: 'checked_out', accessories: ['Bag', 'Charger'] });
    await expect(desk.client.custody.noteMissing({ assetId: asset.id, missing: ['Bag'] })).rejects.toMatchObject({
      code: 'RETURN_NOT_YET',
    });
    await desk.client.desk.setSubject({ session: 'A', subject: null });
    expect(await scan(asset.tag)).toMatchObject({ outcome: 'checked_in', accessories: ['Bag', 'Charger'] });
    await desk.client.custody.noteMissing({ assetId: asset.id, missing: ['Bag', 'Moon'] });
    expect(await desk.client.custody.chain({ assetId: asset.id })).toMatchObject([{ missing: ['Bag'] }]);
  });

  it('[K2] of a model come on top of those of its category, and none are none', async () => {
    expect(await desk.client.custody.expectedFor({ assetId: asset.id })).toEqual([]);
    const model = {
      name: 'M1',
      number: null,
      manufacturerId: null,
      categoryId: bareAsset.categoryId,
      warrantyMonths: null,
    };
    const { id: modelId } = await desk.client.assets.createModel(model);
    const owned = await desk.client.assets.create({ ...bareAsset, modelId });
    await desk.client.custody.setExpected({ kind: 'model', id: modelId, names: ['Pen'] });
    await desk.client.custody.setExpected({ kind: 'category', id: bareAsset.categoryId, names: ['Charger'] });
    expect(await desk.client.custody.expectedFor({ assetId: owned.id })).toEqual(['Charger', 'Pen']);
    await desk.client.custody.setExpected({ kind: 'model', id: modelId, names: [] });
    expect(await desk.client.custody.expectedFor({ assetId: owned.id })).toEqual(['Charger']);
  });
});

describe('reminding', () => {
  it('[K2] is one text over everything that somebody should have brought back, and is kept', async () => {
    const other = await desk.client.assets.create({ ...bareAsset, name: 'Projector' });
    await scan('B-1');
    for (const text of [asset.tag, other.tag]) await desk.client.desk.scan({ session: 'A', text, dueOn: '2026-11-25' });
    desk.surroundings.pass(3 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    const reminder = await desk.client.custody.prepareReminder({ assetId: asset.id });
    expect(reminder.text).toContain(asset.tag);
    expect(reminder.text).toContain(`${other.tag} Projector (due 2026-11-25)`);
    expect(reminder).toMatchObject({ name: 'Ada', to: null });
    await desk.client.custody.noteReminder({ custodyIds: reminder.custodyIds });
    expect(await desk.client.custody.listDue({})).toMatchObject([
      { remindedAt: '2026-11-27T08:00:00.000Z' },
      { remindedAt: '2026-11-27T08:00:00.000Z' },
    ]);
    await desk.client.custody.checkIn({ assetId: asset.id, placeId: null, condition: null, note: null });
    await expect(desk.client.custody.noteReminder({ custodyIds: reminder.custodyIds })).rejects.toMatchObject({
      code: 'CUSTODY_OVER',
    });
  });
});

describe('who is to be reminded', () => {
  it('[K2] is listed once with everything, by mail file or as sent, and rests for a week', async () => {
    const other = await desk.client.assets.create({ ...bareAsset, name: 'Projector' });
    await scan('B-1');
    for (const text of [asset.tag, other.tag]) await desk.client.desk.scan({ session: 'A', text, dueOn: '2026-11-25' });
    expect(await desk.client.custody.listToRemind()).toEqual([]);
    desk.surroundings.pass(3 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    expect(await desk.client.custody.listToRemind()).toMatchObject([
      { custodian: { name: 'Ada' }, count: 2, daysOver: 2, remindedAt: null, now: true },
    ]);
    saved = null;
    expect(await desk.client.custody.saveReminder({ assetId: asset.id })).toEqual({ path: null });
    expect(await desk.client.custody.listToRemind()).toMatchObject([{ now: true }]);
    saved = join(desk.folder, 'Ada.eml');
    expect(await desk.client.custody.saveReminder({ assetId: asset.id })).toEqual({ path: saved });
    const [head = '', body = ''] = readFileSync(saved, 'utf8').split('\r\n\r\n');
    expect(head).toContain('X-Unsent: 1');
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain(`${other.tag} Projector (due 2026-11-25)`);
    expect(await desk.client.custody.listToRemind()).toMatchObject([
      { remindedAt: '2026-11-27T08:00:00.000Z', now: false },
    ]);
    const { entries } = await desk.client.reports.journal({});
    expect(entries.filter(({ event }) => event === 'custody.reminded')).toHaveLength(2);
    desk.surroundings.pass(7 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    expect(await desk.client.custody.listToRemind()).toMatchObject([{ now: true }]);
    const { custodyIds } = await desk.client.custody.prepareReminder({ assetId: other.id });
    await desk.client.custody.noteReminder({ custodyIds, way: 'mail' });
    expect(await desk.client.custody.listToRemind()).toMatchObject([{ now: false }]);
  });
});

describe('how sure the place is', () => {
  it('[K6] is told with what it rests on, and falls with the days', async () => {
    await scan('B-1');
    await scan(asset.tag);
    const fresh = await desk.client.custody.whereabouts({ assetId: asset.id });
    expect(fresh).toMatchObject({ level: 'sure', evidence: [{ kind: 'scan', at: '2026-11-24T08:00:00.000Z' }] });
    desk.surroundings.pass(100 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    const later = await desk.client.custody.whereabouts({ assetId: asset.id });
    expect(later.confidence).toBeLessThan(fresh.confidence);
    expect(later.level).toBe('doubtful');
    await desk.client.tracking.recordSweep({ assetIds: [asset.id], placeId: null });
    expect(await desk.client.custody.whereabouts({ assetId: asset.id })).toMatchObject({
      level: 'sure',
      evidence: [{ kind: 'rfid' }, { kind: 'scan' }],
    });
  });

  it('[K6] a hand-over by form is known to have been entered by hand, and says the same as the day it was seen last', async () => {
    const people = (await desk.client.people.list({})).rows;
    await desk.client.custody.checkOut({
      assetId: asset.id,
      custodian: { kind: 'person', id: people[0]?.id ?? 0 },
      dueOn: null,
      condition: null,
      note: null,
    });
    const { lastSeenAt } = await desk.client.assets.get({ id: asset.id });
    expect(await desk.client.custody.whereabouts({ assetId: asset.id })).toMatchObject({
      level: 'likely',
      evidence: [{ kind: 'hand', at: lastSeenAt }],
    });
  });

  it('[K6] of what was never seen, or is reported stolen, is not known', async () => {
    await desk.client.assets.changeStatus({ id: asset.id, status: 'stolen', reason: 'gone', despiteDependants: false });
    expect(await desk.client.custody.whereabouts({ assetId: asset.id })).toMatchObject({
      confidence: 0,
      level: 'unknown',
    });
  });
});
