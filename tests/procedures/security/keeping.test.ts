import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleDetails } from '#shared/features/security/keeping.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let operator: Client;
let building: number;
let room: number;
let cage: number;
let personId: number;
let departmentId: number;

const place = async (name: string, kind: 'building' | 'room' | 'rack', parentId: number | null, code: string) =>
  (await desk.client.places.create({ parentId, kind, name, code, notes: null })).id;
const asset = (more: object = {}) => desk.client.assets.create({ ...bareAsset, placeId: room, ...more });
const ruleOf = (more: Partial<RuleDetails> = {}) =>
  desk.client.security.saveRule({
    id: null,
    version: null,
    subject: { about: 'holds_data' },
    placeId: null,
    applies: 'in_stock',
    strict: false,
    note: '',
    ...more,
  });
const back = { condition: null, note: null };
const bareHandOver = { dueOn: null, condition: null, note: null };
async function endAllRules(): Promise<void> {
  for (const { id, version } of await desk.client.security.listRules())
    await desk.client.security.endRule({ id, version });
}
const misplacedTags = async () =>
  (await desk.client.security.listMisplaced({})).rows.map((row) => row.asset.tag).toSorted();

beforeAll(async () => {
  desk = await openReadyDesk();
  operator = await signInAs(desk, 'dora', ['desk_operator']);
  building = await place('House', 'building', null, 'HOUSE');
  room = await place('Open office', 'room', building, 'OFFICE');
  cage = await place('Cage', 'rack', room, 'CAGE');
  ({ id: departmentId } = await desk.client.people.createDepartment({ code: 'IT', name: 'IT' }));
  ({ id: personId } = await desk.client.people.create({ ...barePerson, badgeCode: 'B-1', departmentId }));
}, slowHook);
afterAll(async () => desk.close());

describe('a secure place', () => {
  it('[S1] has a lock and one seal at a time, whose numbers are never used again and whose history stays', async () => {
    const { security } = desk.client;
    await expect(
      security.changeSeal({ placeId: cage, number: 'S-1', removed: 'opened', note: '' }),
    ).rejects.toMatchObject({ code: 'PLACE_NOT_SECURE' });
    await security.markSecure({ placeId: cage, lock: 'L-17', note: 'Key with Dora', version: null });
    await expect(security.markSecure({ placeId: cage, lock: 'L-18', note: '', version: null })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await operator.security.changeSeal({ placeId: cage, number: 'S-1', removed: 'opened', note: '' });
    await operator.security.changeSeal({ placeId: cage, number: 'S-2', removed: 'replaced', note: 'Audit' });
    await expect(
      operator.security.changeSeal({ placeId: cage, number: 's-1', removed: 'opened', note: '' }),
    ).rejects.toMatchObject({ code: 'SEAL_USED_BEFORE', data: { number: 's-1' } });
    await expect(
      operator.security.changeSeal({ placeId: cage, number: null, removed: 'broken', note: '' }),
    ).rejects.toMatchObject({ code: 'SEAL_NEEDS_NOTE' });
    const { own } = await security.placeSecurity({ placeId: cage });
    expect(own).toMatchObject({ lock: 'L-17', note: 'Key with Dora' });
    expect(own?.seals.map(({ number, removed, setBy }) => [number, removed, setBy])).toEqual([
      ['S-2', null, 'dora'],
      ['S-1', 'replaced', 'dora'],
    ]);
    expect(await security.listSecurePlaces()).toEqual([
      expect.objectContaining({ seal: 'S-2', lock: 'L-17', place: { id: cage, name: 'House › Open office › Cage' } }),
    ]);
    expect((await security.placeSecurity({ placeId: room })).own).toBeNull();
    await expect(operator.security.markSecure({ placeId: room, lock: '', note: '', version: null })).rejects.toThrow();
    const { sqlite } = openInventoryOf(desk.backend);
    for (const statement of [
      "UPDATE secure_seal SET number = 'X'",
      'DELETE FROM secure_seal',
      "UPDATE secure_seal SET note = 'x' WHERE removed_at IS NOT NULL",
    ])
      expect(() => sqlite.exec(statement), statement).toThrow('SEAL_IS_KEPT');
  });

  it('[S1] says who may enter: people, departments and titles; what lies within asks the same', async () => {
    const { security } = desk.client;
    const box = await desk.client.places.create({ parentId: cage, kind: 'bin', name: 'Box', code: 'BOX', notes: null });
    const may = () => security.mayEnter({ placeId: box.id, personId });
    expect(await may()).toEqual({ allowed: false, by: null });
    const { id } = await security.letIn({ placeId: cage, who: { kind: 'department', departmentId } });
    expect(await may()).toEqual({ allowed: true, by: 'department' });
    await expect(security.letIn({ placeId: cage, who: { kind: 'department', departmentId } })).rejects.toMatchObject({
      code: 'MAY_ENTER_ALREADY',
    });
    await security.letIn({ placeId: cage, who: { kind: 'person', personId } });
    await security.letIn({ placeId: cage, who: { kind: 'title', title: 'Guard' } });
    expect(await may()).toEqual({ allowed: true, by: 'person' });
    await security.shutOut({ id });
    expect((await security.placeSecurity({ placeId: cage })).own?.entrants.map(({ title }) => title)).toEqual([
      null,
      'Guard',
    ]);
    expect((await security.placeSecurity({ placeId: box.id })).within).toMatchObject({ id: cage });
    expect(await security.mayEnter({ placeId: building, personId })).toEqual({ allowed: true, by: null });
  });
});

describe('the door of a secure place', () => {
  const scan = (text: string, who = operator) => who.desk.scan({ session: 'A', text });
  const state = () => operator.desk.state({ session: 'A' });

  it('[S1] says to each badge that is scanned yes or no, and writes the visit or the attempt down', async () => {
    const { security } = desk.client;
    await security.markSecure({ placeId: room, lock: 'O-1', note: '', version: null });
    await security.letIn({ placeId: room, who: { kind: 'department', departmentId } });
    await desk.client.people.create({ ...barePerson, name: 'Vic Visitor', badgeCode: 'B-2' });
    expect(await scan('%QM-ENTRY')).toMatchObject({ outcome: 'door', subject: null });
    expect(await scan('B-1')).toMatchObject({ outcome: 'refused', reason: { code: 'NO_DOOR' } });
    expect(await scan('HOUSE')).toMatchObject({ outcome: 'refused', reason: { code: 'PLACE_NOT_SECURE' } });
    expect(await scan('OFFICE')).toMatchObject({ outcome: 'door', subject: { id: room } });
    expect(await scan('B-1')).toMatchObject({
      outcome: 'admitted',
      sound: 'done',
      visit: { person: { id: personId }, place: 'Open office', by: 'department', inside: 1 },
    });
    expect(await scan('B-2')).toMatchObject({
      outcome: 'turned_away',
      visit: { verdict: 'not_listed', inside: 1 },
      reason: { code: 'DOOR_NOT_LISTED', facts: { name: 'Vic Visitor', place: 'Open office' } },
    });
    expect(await scan('B-404')).toMatchObject({ outcome: 'turned_away', reason: { code: 'DOOR_BADGE_UNKNOWN' } });
    expect((await state()).door).toEqual({ inside: 1 });
    // What somebody carries changes hands nowhere at a door.
    const { tag, id } = await asset();
    expect(await scan(tag)).toMatchObject({ outcome: 'refused', reason: { code: 'AT_THE_DOOR' } });
    expect((await desk.client.assets.get({ id })).custodian).toBeNull();
    // Whoever is inside leaves by the same badge, whatever was said of him meanwhile.
    expect(await scan('B-1')).toMatchObject({ outcome: 'left', sound: 'again', visit: { inside: 0 } });
    await scan('%QM-DONE');
    expect((await state()).door).toBeNull();
    expect(await security.listVisits({ placeId: room })).toMatchObject({
      inside: 0,
      rows: [
        { person: null, badge: 'B-404', admitted: false },
        { person: { name: 'Vic Visitor' }, admitted: false, by: null, leftAt: null },
        { person: { id: personId }, admitted: true, by: 'department', recordedBy: 'dora' },
      ],
    });
    const { entries } = await desk.client.reports.journal({ subject: `place:${room}` });
    expect(entries.map(({ event }) => event).slice(0, 4)).toEqual([
      'security.leftPlace',
      'security.turnedAway',
      'security.turnedAway',
      'security.entered',
    ]);
    const { own } = await security.placeSecurity({ placeId: room });
    await security.unmarkSecure({ placeId: room, version: own?.version ?? 0 });
  });

  it('[S1] is that of the nearest secure place, opened from its page, and no badge leads past the table', async () => {
    const { security } = desk.client;
    const { id: guard } = await desk.client.people.create({
      ...barePerson,
      name: 'Gus',
      badgeCode: 'B-3',
      title: 'guard',
    });
    const { id: box } = (await desk.client.places.list({})).find(({ code }) => code === 'BOX') ?? { id: 0 };
    const atDoor = { session: 'A', atDoor: true } as const;
    await expect(
      operator.desk.setSubject({ ...atDoor, subject: { kind: 'place', id: building } }),
    ).rejects.toMatchObject({ code: 'PLACE_NOT_SECURE' });
    await operator.desk.setSubject({ ...atDoor, subject: { kind: 'place', id: box } });
    expect(await scan('B-3')).toMatchObject({ outcome: 'admitted', visit: { place: 'Cage', by: 'title' } });
    await operator.desk.setSubject({ session: 'A', subject: null });
    expect(await security.passDoor({ placeId: cage, personId: guard })).toEqual({
      verdict: 'left',
      by: null,
      inside: 0,
    });
    await desk.client.people.archive({ id: guard });
    expect(await security.passDoor({ placeId: cage, personId: guard })).toMatchObject({ verdict: 'has_gone' });
    expect(await security.mayEnter({ placeId: cage, personId: guard })).toEqual({ allowed: false, by: 'title' });
    await expect(security.passDoor({ placeId: building, personId })).rejects.toMatchObject({
      code: 'PLACE_NOT_SECURE',
    });
    // Whoever may move nothing decides at no door.
    const auditor = await signInAs(desk, 'otto', ['auditor']);
    expect(await scan('%QM-ENTRY', auditor)).toMatchObject({ reason: { code: 'MAY_NOT_ASK_AT_DOOR' } });
    await expect(auditor.security.passDoor({ placeId: cage, personId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { sqlite } = openInventoryOf(desk.backend);
    for (const [statement, refused] of [
      ["UPDATE secure_visit SET admitted = 1, by = 'person' WHERE admitted = 0", 'VISIT_IS_KEPT'],
      ['DELETE FROM secure_visit', 'VISIT_IS_KEPT'],
      [
        `INSERT INTO secure_visit (place_id, person_id, came_at, recorded_by, admitted, by)
         VALUES (${cage}, ${guard}, '2026-01-01T00:00:00.000Z', 1, 1, 'title')`,
        'VISIT_NOT_ALLOWED',
      ],
    ] as const)
      expect(() => sqlite.exec(statement), statement).toThrow(refused);
  });
});

describe('what has to be kept in a secure place', () => {
  it('[S1] is listed while it is not, on the asset too, and no more once it is moved there', async () => {
    const { id, tag } = await asset();
    const { id: ruleId } = await ruleOf();
    expect(await misplacedTags()).toContain(tag);
    expect((await desk.client.security.keepingOf({ assetId: id })).rules).toEqual([
      expect.objectContaining({ id: ruleId, kept: false, about: 'holds_data' }),
    ]);
    expect((await desk.client.security.listRules())[0]?.broken).toBeGreaterThan(0);
    await operator.custody.move({ assetId: id, placeId: cage, note: null });
    expect(await misplacedTags()).not.toContain(tag);
    expect((await desk.client.security.keepingOf({ assetId: id })).rules[0]?.kept).toBe(true);
    await endAllRules();
    expect(await desk.client.security.listMisplaced({})).toEqual({ rows: [], total: 0 });
  });

  it('[S1] is told at the desk when a scan puts it elsewhere, and refused where the rule is strict', async () => {
    const { id, tag } = await asset();
    await ruleOf({ subject: { about: 'asset', assetId: id } });
    const scan = (text: string) => operator.desk.scan({ session: 'A', text });
    await scan('CAGE');
    expect(await scan(tag)).toMatchObject({ outcome: 'moved', notes: [] });
    await scan('HOUSE');
    expect(await scan(tag)).toMatchObject({ outcome: 'moved', notes: [{ code: 'KEEP_SECURE', facts: { tag } }] });
    await endAllRules();
    await ruleOf({ subject: { about: 'asset', assetId: id }, placeId: cage, strict: true, applies: 'always' });
    await scan('CAGE');
    await scan(tag);
    await scan('OFFICE');
    expect(await scan(tag)).toMatchObject({
      outcome: 'refused',
      reason: { code: 'KEPT_SECURE', facts: { place: 'Cage' } },
    });
    await scan('B-1');
    expect(await scan(tag)).toMatchObject({ outcome: 'refused', reason: { code: 'KEPT_SECURE' } });
    expect(await desk.client.assets.get({ id })).toMatchObject({ place: { id: cage }, custodian: null });
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() =>
      sqlite.exec(`INSERT INTO custody (asset_id, custodian_kind, person_id, started_at, condition_out, handed_over_by, from_status)
        VALUES (${id}, 'person', ${personId}, '2026-11-24T08:00:00.000Z', 'good', 1, 'in_stock')`),
    ).toThrow('ASSET_KEPT_SECURE');
    await endAllRules();
  });

  it('[S1] may be out with somebody when the rule is about what is in stock only', async () => {
    const { id, tag } = await asset();
    await ruleOf({ strict: true });
    await operator.custody.checkOut({ ...bareHandOver, assetId: id, custodian: { kind: 'person', id: personId } });
    expect(await misplacedTags()).not.toContain(tag);
    await expect(operator.custody.checkIn({ ...back, assetId: id, placeId: building })).rejects.toMatchObject({
      code: 'KEPT_SECURE',
    });
    await operator.custody.checkIn({ ...back, assetId: id, placeId: cage });
    await endAllRules();
  });

  it('[S1] [S3] can be what holds data that matter so much; an incident about it matters as much from the start', async () => {
    const { id, tag } = await asset();
    await ruleOf({ subject: { about: 'data_class', dataClass: 'personal' }, note: 'Data protection' });
    await ruleOf({ subject: { about: 'category', categoryId: 1 }, applies: 'always' });
    await operator.security.classifyAsset({ assetId: id, dataClass: 'personal' });
    const row = (await desk.client.security.listMisplaced({})).rows.find((each) => each.asset.tag === tag);
    expect(row?.rules.map(({ about }) => about)).toEqual(['data_class', 'category']);
    const incident = await operator.incidents.declare({ kind: 'lost', assetIds: [id], description: 'Gone' });
    expect((await desk.client.incidents.response({ id: incident.id })).dataClass).toBe('personal');
    expect(await misplacedTags()).not.toContain(tag);
    await endAllRules();
  });

  it('[S1] names no place that is not locked, and no place is opened that a rule needs', async () => {
    await expect(ruleOf({ placeId: building })).rejects.toMatchObject({ code: 'PLACE_NOT_SECURE' });
    const { id } = await ruleOf({ placeId: cage });
    await expect(
      desk.client.security.saveRule({
        id,
        version: 7,
        subject: { about: 'holds_data' },
        placeId: cage,
        applies: 'always',
        strict: false,
        note: '',
      }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const version = (await desk.client.security.placeSecurity({ placeId: cage })).own?.version ?? 0;
    await expect(desk.client.security.unmarkSecure({ placeId: cage, version })).rejects.toMatchObject({
      code: 'PLACE_KEEPS_THINGS',
      data: { rules: 1 },
    });
    await expect(
      operator.security.saveRule({
        id: null,
        version: null,
        subject: { about: 'holds_data' },
        placeId: null,
        applies: 'always',
        strict: true,
        note: '',
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await endAllRules();
    await desk.client.security.unmarkSecure({ placeId: cage, version });
    expect(await desk.client.security.listSecurePlaces()).toEqual([]);
  });
});
