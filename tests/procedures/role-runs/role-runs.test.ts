import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { bareProfile, publishedProfile } from '#tests/support/configuration.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let personId: number;
let kitId: number;
let sales: number;
const phones = 13;
const laptops = 2;

beforeEach(async () => {
  desk = await openReadyDesk();
  const { client } = desk;
  sales = (await client.people.createDepartment({ name: 'Sales', code: null })).id;
  personId = (await client.people.create({ ...barePerson, name: 'Jo', departmentId: sales })).id;
  kitId = (
    await client.roleKits.save({
      id: null,
      version: 1,
      role: 'Advisor',
      notes: '',
      lines: [
        { categoryId: laptops, modelId: null, quantity: 1 },
        { categoryId: phones, modelId: null, quantity: 1 },
      ],
      extras: [
        { kind: 'licence', name: 'Office' },
        { kind: 'training', name: 'Security' },
        { kind: 'access', name: 'VPN' },
      ],
    })
  ).id;
  for (const [tag, categoryId] of [
    ['L-1', laptops],
    ['L-2', laptops],
    ['P-1', phones],
    ['M-1', 18],
  ] as const)
    await client.assets.create({ ...bareAsset, tag, categoryId });
});
afterEach(async () => desk.close());

const soon = '2026-12-01';
const idOf = async (tag: string) => (await desk.client.assets.search({ text: tag, limit: 1 })).assets[0]?.id ?? 0;
const handOver = async (tag: string, id = personId) =>
  desk.client.custody.checkOut({
    assetId: await idOf(tag),
    custodian: { kind: 'person', id },
    dueOn: null,
    condition: null,
    note: null,
  });
const start = async (kind: 'joiner' | 'mover' | 'leaver', kit: number | null = kitId) =>
  (await desk.client.roleRuns.start({ personId, kind, kitId: kit, dueOn: soon })).id;
const itemsOf = async (id: number) =>
  (await desk.client.roleRuns.get({ id })).list.map(({ action, kind, name, state }) => [action, kind, name, state]);

describe('a joiner', () => {
  it('[D5] is handed what the role needs by scanning, with licences, trainings and access in the same run', async () => {
    const { client } = desk;
    await handOver('L-1');
    const planned = { personId, kind: 'joiner', kitId } as const;
    expect((await client.roleRuns.compare(planned)).map(({ action, kind, name }) => [action, kind, name])).toEqual([
      ['hand_out', 'asset', 'Phones'],
      ['hand_out', 'licence', 'Office'],
      ['hand_out', 'training', 'Security'],
      ['hand_out', 'access', 'VPN'],
    ]);
    const id = await start('joiner');
    await expect(start('joiner')).rejects.toMatchObject({ code: 'RUN_OPEN', data: { name: 'Jo' } });
    await expect(client.roleRuns.scan({ id, code: 'M-1' })).rejects.toMatchObject({
      code: 'NOT_ON_THE_LIST',
      data: { tag: 'M-1' },
    });
    await expect(client.roleRuns.scan({ id, code: 'nothing' })).rejects.toMatchObject({ code: 'CODE_UNKNOWN' });
    expect(await client.roleRuns.scan({ id, code: 'p-1' })).toMatchObject({ did: 'handed_out', tag: 'P-1' });
    expect((await client.custody.heldBy({ kind: 'person', id: personId })).map(({ tag }) => tag)).toEqual(
      expect.arrayContaining(['L-1', 'P-1']),
    );
    const list = (await client.roleRuns.get({ id })).list;
    expect(list[0]).toMatchObject({ state: 'done', newAsset: { tag: 'P-1' }, doneBy: 'Rita Root' });
    await expect(client.roleRuns.settle({ itemId: list[0]?.id ?? 0, to: { state: 'done' } })).rejects.toMatchObject({
      code: 'DONE_BY_SCANNING',
    });
    await client.roleRuns.settle({ itemId: list[1]?.id ?? 0, to: { state: 'done' } });
    await client.roleRuns.settle({ itemId: list[2]?.id ?? 0, to: { state: 'waived', reason: 'Has it already' } });
    expect((await itemsOf(id)).map(([, , name, state]) => [name, state])).toEqual([
      ['Phones', 'done'],
      ['Office', 'done'],
      ['Security', 'waived'],
      ['VPN', 'open'],
    ]);
    await client.roleRuns.setDue({ itemId: list[3]?.id ?? 0, dueOn: '2026-12-24' });
    expect(await client.roleRuns.listTasks()).toMatchObject([
      { name: 'VPN', dueOn: '2026-12-24', person: { name: 'Jo' }, runKind: 'joiner' },
    ]);
    expect(await client.roleRuns.list({})).toMatchObject([{ role: 'Advisor', items: 4, open: 1 }]);
    await client.roleRuns.settle({ itemId: list[3]?.id ?? 0, to: { state: 'done' } });
    expect(await client.roleRuns.list({})).toEqual([]);
    expect((await client.roleRuns.list({ done: true })).map((run) => run.id)).toEqual([id]);
    const journal = await client.reports.journal({ subject: `person:${personId}` });
    expect(journal.entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['roleRuns.started', 'roleRuns.itemSettled', 'roleRuns.dueSet']),
    );
  });

  it('[D5] what is handed over at the desk counts as well, and counts no more when it is taken back', async () => {
    const { client } = desk;
    const id = await start('joiner');
    await client.desk.setSubject({ session: 'A', subject: { kind: 'person', id: personId } });
    await client.desk.scan({ session: 'A', text: 'L-2' });
    expect((await client.roleRuns.get({ id })).list[0]).toMatchObject({ state: 'done', newAsset: { tag: 'L-2' } });
    await client.desk.undo({ session: 'A' });
    expect((await client.roleRuns.get({ id })).list[0]).toMatchObject({ state: 'open', newAsset: null });
  });

  it('[D5] [D1] gets nothing that is not ready', async () => {
    await publishedProfile(desk.client, { ...bareProfile, categoryId: laptops });
    const id = await start('joiner');
    await expect(desk.client.roleRuns.scan({ id, code: 'L-1' })).rejects.toMatchObject({ code: 'CONFIGURATION_OPEN' });
    expect((await itemsOf(id))[0]?.[3]).toBe('open');
  });

  it('[D5] a run that was a mistake is cancelled and asks for nothing', async () => {
    const id = await start('joiner');
    await desk.client.roleRuns.cancel({ id, reason: 'Did not come' });
    expect(await desk.client.roleRuns.listTasks()).toEqual([]);
    await expect(desk.client.roleRuns.scan({ id, code: 'L-1' })).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
    expect(await desk.client.roleRuns.get({ id })).toMatchObject({ cancelledBecause: 'Did not come' });
  });
});

describe('a mover', () => {
  it('[D5] changes what is of another model, gives back what the role needs no more, and keeps what he learnt', async () => {
    const { client } = desk;
    await start('joiner');
    for (const tag of ['L-1', 'P-1']) await handOver(tag);
    const maker = await client.assets.createManufacturer({ name: 'Quiet' });
    const model = { name: 'Quiet 14', number: null, manufacturerId: maker.id, categoryId: laptops, warrantyMonths: 12 };
    const modelId = (await client.assets.createModel(model)).id;
    await client.assets.create({ ...bareAsset, tag: 'Q-1', categoryId: laptops, modelId });
    const { id: other } = await client.roleKits.save({
      id: null,
      version: 1,
      role: 'Engineer',
      notes: '',
      lines: [{ categoryId: laptops, modelId, quantity: 1 }],
      extras: [{ kind: 'licence', name: 'office' }],
    });
    const id = await start('mover', other);
    expect(await itemsOf(id)).toEqual([
      ['change', 'asset', 'Quiet 14', 'open'],
      ['collect', 'asset', 'Phones', 'open'],
      ['collect', 'access', 'VPN', 'open'],
    ]);
    expect(await client.roleRuns.scan({ id, code: 'L-1' })).toMatchObject({ did: 'collected' });
    expect((await itemsOf(id))[0]?.[3], 'the other one is still to go out').toBe('open');
    expect(await client.roleRuns.scan({ id, code: 'Q-1' })).toMatchObject({ did: 'handed_out' });
    expect((await itemsOf(id))[0]?.[3]).toBe('done');
    await client.custody.checkIn({ assetId: await idOf('P-1'), placeId: null, condition: null, note: null });
    expect((await itemsOf(id))[1]?.[3], 'it came back at the desk').toBe('done');
  });
});

describe('who needs a run', () => {
  it('[D5] is told by the register of people, whoever wrote it: a first day, a move, a last day', async () => {
    const { client } = desk;
    const expected = async () =>
      (await client.roleRuns.listExpected()).map(({ kind, person, on }) => [kind, person.name, on]);
    expect(await expected()).toEqual([]);
    const jo = { ...barePerson, name: 'Jo', departmentId: sales };
    await client.people.update({ ...jo, id: personId, version: 1, startsOn: '2026-12-01' });
    expect(await expected()).toEqual([['joiner', 'Jo', '2026-12-01']]);
    await start('joiner');
    expect(await expected()).toEqual([]);
    const { id: departmentId } = await client.people.createDepartment({ name: 'Engineering', code: null });
    await client.people.update({ ...jo, id: personId, version: 2, departmentId, startsOn: '2026-12-01' });
    expect(await expected()).toEqual([['mover', 'Jo', '2026-11-24']]);
    await start('mover');
    await client.people.update({ ...jo, id: personId, version: 3, departmentId, endsOn: '2026-12-20' });
    expect(await expected()).toEqual([['leaver', 'Jo', '2026-12-20']]);
    await start('leaver', null);
    expect(await expected()).toEqual([]);
  });
});

describe('a leaver', () => {
  it('[D5] is reminded of before the last day, and past it an incident is proposed until all is back', async () => {
    const { client } = desk;
    await handOver('L-1');
    await handOver('P-1');
    await client.people.update({
      ...barePerson,
      name: 'Jo',
      departmentId: sales,
      id: personId,
      version: 1,
      endsOn: '2026-11-26',
    });
    const id = await start('leaver', null);
    expect(await itemsOf(id)).toEqual([
      ['collect', 'asset', 'Laptops', 'open'],
      ['collect', 'asset', 'Phones', 'open'],
    ]);
    expect(await client.roleRuns.listUnreturned()).toMatchObject([
      { person: { name: 'Jo' }, daysOver: -2, runId: id, decision: null, assets: [{ tag: 'L-1' }, { tag: 'P-1' }] },
    ]);
    const decide = async (decision: 'incident' | 'excused', reason: string) =>
      client.roleRuns.decideUnreturned({ personId, decision, reason });
    await expect(decide('incident', 'Too early')).rejects.toMatchObject({ code: 'NOTHING_UNRETURNED' });
    desk.surroundings.pass(3 * 86_400_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    expect(await client.roleRuns.scan({ id, code: 'L-1' })).toMatchObject({ did: 'collected' });
    expect(await client.roleRuns.listUnreturned()).toMatchObject([{ daysOver: 1, assets: [{ tag: 'P-1' }] }]);
    const mail = await client.roleRuns.prepareLeaverMail({ personId, language: 'en' });
    expect(mail.text).toContain('- P-1');
    expect(mail.text).toContain('2026-11-26');
    await client.roleRuns.remindLeaver({ personId, language: 'en', way: 'mail' });
    const { incident } = await decide('incident', 'Does not answer');
    const declared = await client.incidents.get({ id: incident?.id ?? 0 });
    expect(declared).toMatchObject({
      kind: 'lost',
      source: 'leaver',
      happenedOn: '2026-11-26',
      description: 'Does not answer',
      person: { id: personId },
      assets: [{ tag: 'P-1', status: 'lost' }],
    });
    // Once is enough.
    await expect(decide('incident', 'Again')).rejects.toMatchObject({ code: 'NOTHING_UNRETURNED' });
    expect((await client.roleRuns.listUnreturned())[0]).toMatchObject({ incident });
    expect((await client.roleRuns.listUnreturned())[0]?.decision).toMatchObject({
      decision: 'incident',
      reason: 'Does not answer',
      by: 'Rita Root',
    });
    expect(() => desk.backend.inventory?.sqlite.exec("UPDATE leaver_decision SET reason = 'x'")).toThrow(
      'LEAVER_DECISION_IS_KEPT',
    );
    await expect(client.roleRuns.scan({ id, code: 'P-1' })).rejects.toMatchObject({ code: 'ASSET_FROZEN' });
    await client.incidents.takeInHand({ id: declared.id, version: declared.version });
    const { version } = await client.incidents.get({ id: declared.id });
    await client.incidents.close({ id: declared.id, version, outcome: 'recovered', note: 'It came by post' });
    expect(await client.roleRuns.listUnreturned()).toEqual([]);
  });
});
