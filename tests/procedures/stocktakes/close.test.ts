import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/features/auth/permissions.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { alsoHold, openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let room: number;
let other: number;
let tags: { here: string; gone: string; elsewhere: string; nowhere: string };
let id: number;

const password = 'correct horse battery';

beforeEach(async () => {
  desk = await openReadyDesk();
  const make = (name: string) => ({
    parentId: null,
    kind: 'room' as const,
    name,
    code: name.toUpperCase(),
    notes: null,
  });
  room = (await desk.client.places.create(make('Room'))).id;
  other = (await desk.client.places.create(make('Other'))).id;
  const at = async (placeId: number | null) => (await desk.client.assets.create({ ...bareAsset, placeId })).tag;
  tags = { here: await at(room), gone: await at(room), elsewhere: await at(other), nowhere: await at(null) };
  desk.surroundings.pass(1000);
});
afterEach(async () => desk.close());

async function plan(scope: object = {}): Promise<number> {
  const planned = await desk.client.stocktakes.plan({
    name: 'Room by room',
    scope: { placeIds: [room], departmentIds: [], categoryIds: [], ...scope },
    method: 'full',
    sampleSize: null,
    seed: null,
    blind: false,
  });
  await desk.client.stocktakes.start({ id: planned.id });
  return planned.id;
}

/** Counts the room so that every result occurs, and ends counting. */
async function countAll(client: Client = desk.client): Promise<void> {
  id = await plan();
  desk.surroundings.pass(1000);
  for (const text of ['ROOM', tags.here, tags.elsewhere, tags.nowhere, 'NEW-1'])
    await client.stocktakes.scan({ id, text });
  desk.surroundings.pass(1000);
  await desk.client.stocktakes.endCounting({ id });
}

async function variances() {
  const { rows } = await desk.client.stocktakes.lines({ id, decided: false });
  return rows.filter(({ result }) => result !== 'found');
}

async function lineOf(item: string): Promise<number> {
  const { rows } = await desk.client.stocktakes.lines({ id });
  return rows.find(({ tag, code }) => (tag ?? code) === item)?.id ?? 0;
}

async function decideAll(client: Client = desk.client): Promise<void> {
  const moved = [await lineOf(tags.elsewhere), await lineOf(tags.nowhere)];
  const because = { id, cause: 'moved_unrecorded', note: null } as const;
  await client.stocktakes.decide({ ...because, lineIds: moved, decision: 'move_record' });
  await client.stocktakes.decide({ ...because, lineIds: [await lineOf(tags.gone)], decision: 'mark_missing' });
  await client.stocktakes.decide({ ...because, lineIds: [await lineOf('NEW-1')], decision: 'register' });
}

async function secondOperator(name: string, roles: Role[] = ['approver']): Promise<Client> {
  await desk.client.auth.createOperator({ username: name, displayName: name, password, roles });
  const client = desk.connect();
  await client.auth.signIn({ username: name, password });
  return client;
}

async function bySecondPerson(needed: boolean): Promise<void> {
  await desk.client.setup.updateStocktakes({ secondPerson: needed });
}

describe('the end of a stocktake', () => {
  it('[K3] a scope is previewed before it is planned', async () => {
    const scope = { placeIds: [room, other], departmentIds: [], categoryIds: [] };
    const preview = { scope, method: 'full', sampleSize: null } as const;
    expect(await desk.client.stocktakes.preview(preview)).toEqual({ population: 3, expected: 3, places: 2, stocks: 0 });
    const drawn = { ...preview, method: 'random', sampleSize: 2 } as const;
    expect(await desk.client.stocktakes.preview(drawn)).toMatchObject({ population: 3, expected: 2 });
  });

  it('[K3] what is not seen yet is told place by place, and what was seen last is told after a restart', async () => {
    id = await plan({ placeIds: [] });
    await desk.client.stocktakes.scan({ id, text: 'ROOM' });
    await desk.client.stocktakes.scan({ id, text: tags.here });
    expect(await desk.client.stocktakes.places({ id })).toEqual([
      { placeId: null, path: null, expected: 1, seen: 0 },
      { placeId: other, path: 'Other', expected: 1, seen: 0 },
      { placeId: room, path: 'Room', expected: 2, seen: 1 },
    ]);
    const open = await desk.client.stocktakes.lines({ id, results: ['missing'], expectedPlaceId: room });
    expect(open.rows.map(({ tag }) => tag)).toEqual([tags.gone]);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password });
    const [last] = await desk.client.stocktakes.recent({ id });
    expect(last).toMatchObject({ outcome: 'found', asset: { tag: tags.here }, place: { id: room, name: 'Room' } });
  });

  it('[K3] two scanners of one operator count at places of their own', async () => {
    id = await plan({ placeIds: [] });
    await desk.client.stocktakes.scan({ id, text: 'ROOM' });
    await desk.client.stocktakes.setPlace({ id, placeId: other, lane: 'B' });
    expect(await desk.client.stocktakes.scan({ id, text: tags.here })).toMatchObject({ outcome: 'found' });
    expect(await desk.client.stocktakes.scan({ id, text: tags.elsewhere, lane: 'B' })).toMatchObject({
      outcome: 'found',
    });
    const { sessions } = await desk.client.stocktakes.get({ id });
    expect(sessions.map(({ lane, place }) => [lane, place?.name])).toEqual([
      ['A', 'Room'],
      ['B', 'Other'],
    ]);
  });

  it('[K3] counting ends once, and can be taken up again until something is decided', async () => {
    await countAll();
    await expect(desk.client.stocktakes.scan({ id, text: tags.gone })).rejects.toMatchObject({
      code: 'STOCKTAKE_STATE',
    });
    await desk.client.stocktakes.resumeCounting({ id });
    expect(await desk.client.stocktakes.scan({ id, text: tags.gone })).toMatchObject({ outcome: 'found' });
    await desk.client.stocktakes.endCounting({ id });
    await desk.client.stocktakes.decide({
      id,
      lineIds: [await lineOf('NEW-1')],
      cause: 'other',
      decision: 'leave',
      note: 'a box',
    });
    await expect(desk.client.stocktakes.resumeCounting({ id })).rejects.toMatchObject({ code: 'VARIANCES_DECIDED' });
    expect(() => desk.backend.inventory?.sqlite.exec("UPDATE stocktake SET state = 'counting'")).toThrow(
      'STOCKTAKE_HAS_DECISIONS',
    );
  });

  it('[K3] each variance needs a decision that suits it, in the database as well', async () => {
    await countAll();
    const line = await lineOf(tags.gone);
    const decision = { id, lineIds: [line], cause: 'lost' as const, note: null };
    await expect(desk.client.stocktakes.decide({ ...decision, decision: 'move_record' })).rejects.toMatchObject({
      code: 'DECISION_UNFIT',
      data: { item: tags.gone },
    });
    await expect(desk.client.stocktakes.decide({ ...decision, decision: 'leave' })).rejects.toMatchObject({
      code: 'DECISION_NEEDS_NOTE',
    });
    await expect(desk.client.stocktakes.close({ id })).rejects.toMatchObject({
      code: 'VARIANCES_OPEN',
      data: { undecided: 4, unapproved: 0 },
    });
    const database = desk.backend.inventory?.sqlite;
    expect(() =>
      database?.exec(
        `UPDATE stocktake_line SET decision = 'register', cause = 'lost', decided_by = 1 WHERE id = ${line}`,
      ),
    ).toThrow('STOCKTAKE_DECISION_UNFIT');
    expect(() =>
      database?.exec(`UPDATE stocktake SET state = 'closed', closed_at = counted_at WHERE id = ${id}`),
    ).toThrow('STOCKTAKE_HAS_OPEN_VARIANCES');
    await desk.client.stocktakes.decide({ ...decision, decision: 'mark_missing' });
    await desk.client.stocktakes.withdraw({ id, lineIds: [line] });
    expect((await variances()).length).toBe(4);
  });

  it('[K3] closing writes the decisions into the register, and what is missing is on the next list', async () => {
    await countAll();
    await decideAll();
    expect(await desk.client.stocktakes.close({ id })).toEqual({ closed: true, remaining: 0 });
    const { rows } = await desk.client.assets.list({ placeId: room });
    expect(Object.fromEntries(rows.map(({ tag, status }) => [tag, status]))).toEqual({
      [tags.here]: 'in_stock',
      [tags.gone]: 'missing',
      [tags.elsewhere]: 'in_stock',
      [tags.nowhere]: 'in_stock',
    });
    const outcomes = (await desk.client.stocktakes.lines({ id })).rows.map((line) => [
      line.tag ?? line.code,
      line.outcome,
    ]);
    expect(Object.fromEntries(outcomes)).toEqual({
      [tags.here]: null,
      [tags.gone]: 'applied',
      [tags.elsewhere]: 'applied',
      [tags.nowhere]: 'applied',
      'NEW-1': 'to_register',
    });
    expect(await desk.client.stocktakes.trend()).toMatchObject([{ expected: 2, found: 1, byCount: 5000 }]);
    id = await plan();
    const next = await desk.client.stocktakes.lines({ id });
    expect(next.rows.filter(({ carriedOver }) => carriedOver).map(({ tag }) => tag)).toEqual([tags.gone]);
    desk.surroundings.pass(1000);
    for (const text of ['ROOM', tags.here, tags.gone, tags.elsewhere, tags.nowhere])
      await desk.client.stocktakes.scan({ id, text });
    await desk.client.stocktakes.endCounting({ id });
    await desk.client.stocktakes.close({ id });
    expect((await desk.client.assets.list({ statuses: ['missing'] })).total).toBe(0);
  });

  it('[K3] what the register learned after the count stays', async () => {
    await countAll();
    await decideAll();
    desk.surroundings.pass(1000);
    const { rows } = await desk.client.assets.list({ search: tags.elsewhere });
    const third = await desk.client.places.create({
      parentId: null,
      kind: 'room',
      name: 'Third',
      code: null,
      notes: null,
    });
    await desk.client.custody.move({ assetId: rows[0]?.id ?? 0, placeId: third.id, note: null });
    await desk.client.stocktakes.close({ id });
    const line = (await desk.client.stocktakes.lines({ id, search: tags.elsewhere })).rows[0];
    expect(line?.outcome).toBe('overtaken');
    expect((await desk.client.assets.list({ placeId: third.id })).total).toBe(1);
  });

  it('[K3] FORM-029: the second person neither counted nor decided', async () => {
    await bySecondPerson(true);
    await alsoHold(desk, 'approver');
    const counter = await secondOperator('counter', ['desk_operator']);
    const outsider = await secondOperator('outsider');
    await countAll(counter);
    await decideAll();
    const lineIds = (await desk.client.stocktakes.lines({ id, decided: true })).rows.map((line) => line.id);
    const approval = { id, lineIds, compensatingControl: 'we look twice' };
    await expect(desk.client.stocktakes.close({ id })).rejects.toMatchObject({ data: { undecided: 0, unapproved: 4 } });
    await expect(counter.stocktakes.approve(approval)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(desk.client.stocktakes.approve(approval)).rejects.toMatchObject({
      code: 'SECOND_PERSON_NEEDED',
      data: { because: 'decided', excusable: false },
    });
    const alone = 'UPDATE stocktake_line SET approved_by = decided_by WHERE decided_by IS NOT NULL';
    expect(() => desk.backend.inventory?.sqlite.exec(alone)).toThrow('CHECK');
    await outsider.stocktakes.approve(approval);
    expect(await desk.client.stocktakes.close({ id })).toEqual({ closed: true, remaining: 0 });
    const [line] = (await desk.client.stocktakes.lines({ id, results: ['missing'] })).rows;
    expect(line).toMatchObject({ decidedBy: 'Rita Root', approvedBy: 'outsider', compensatingControl: null });
  });

  it('[K3] a team of one goes on with what it does instead, in writing and in the journal', async () => {
    await bySecondPerson(true);
    await alsoHold(desk, 'approver');
    await countAll();
    await decideAll();
    const lineIds = (await desk.client.stocktakes.lines({ id, decided: true })).rows.map((line) => line.id);
    await expect(desk.client.stocktakes.approve({ id, lineIds, compensatingControl: null })).rejects.toMatchObject({
      data: { excusable: true },
    });
    await desk.client.stocktakes.approve({ id, lineIds, compensatingControl: 'recount by the auditor in May' });
    expect(await desk.client.stocktakes.close({ id })).toMatchObject({ closed: true });
    const [line] = (await desk.client.stocktakes.lines({ id, results: ['missing'] })).rows;
    expect(line).toMatchObject({ approvedBy: 'Rita Root', compensatingControl: 'recount by the auditor in May' });
  });

  it('[K3] what is closed stays as it is', async () => {
    await countAll();
    await decideAll();
    await desk.client.stocktakes.close({ id });
    const line = await lineOf(tags.gone);
    await expect(desk.client.stocktakes.withdraw({ id, lineIds: [line] })).rejects.toMatchObject({
      code: 'STOCKTAKE_STATE',
    });
    expect(() => desk.backend.inventory?.sqlite.exec("UPDATE stocktake_line SET note = 'x'")).toThrow(
      'STOCKTAKE_IS_CLOSED',
    );
  });
});
