import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Declaration } from '#shared/features/incidents/contract.ts';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let operator: Client;
let store: number;
let count = 0;
let laptop: { id: number; tag: string };
let ada: { id: number; badge: string };

beforeAll(async () => {
  desk = await openReadyDesk();
  const place = { parentId: null, kind: 'room' as const, name: 'Store', code: 'STORE', notes: null };
  store = (await desk.client.places.create(place)).id;
  operator = await signInAs(desk, 'dora', ['desk_operator']);
}, slowHook);
afterAll(async () => desk.close());

beforeEach(async () => {
  count += 1;
  const badge = `BADGE-${count}`;
  const person = await desk.client.people.create({ ...barePerson, name: `Ada ${count}`, badgeCode: badge });
  ada = { id: person.id, badge };
  laptop = await desk.client.assets.create({ ...bareAsset, placeId: store });
  await desk.client.custody.checkOut(toAda(laptop.id));
});

const toAda = (assetId: number) => ({
  assetId,
  custodian: { kind: 'person' as const, id: ada.id },
  dueOn: null,
  condition: null,
  note: null,
});
const back = { placeId: null, condition: null, note: null };

/** What the window sends, with what it fills in by itself. */
const report = (kind: Declaration['kind'], assetIds = [laptop.id], client: Client = desk.client) =>
  client.incidents.declare({ kind, assetIds, description: 'Left in a train' });
const incidentOf = (id: number) => desk.client.incidents.get({ id });
const assetOf = (id = laptop.id) => desk.client.assets.get({ id });

async function takenInHand(kind: Declaration['kind'], assetIds = [laptop.id]): Promise<number> {
  const { id } = await report(kind, assetIds);
  await desk.client.incidents.takeInHand({ id, version: (await incidentOf(id)).version });
  return id;
}

async function close(id: number, outcome: 'recovered' | 'written_off' | 'mistaken' | 'repaired' | 'settled') {
  return desk.client.incidents.close({ id, version: (await incidentOf(id)).version, outcome, note: 'Told the police' });
}

describe('an incident', () => {
  it('[S3] is declared with what, whom and where, and stands open first in the list', async () => {
    const { id, number } = await report('stolen', [laptop.id], operator);
    expect(await incidentOf(id)).toMatchObject({
      number,
      kind: 'stolen',
      state: 'open',
      description: 'Left in a train',
      person: { id: ada.id, name: `Ada ${count}` },
      place: { id: store, name: 'Store' },
      openedBy: 'dora',
      assets: [{ id: laptop.id, status: 'stolen', custodian: { name: `Ada ${count}` }, foundAt: null }],
      timeline: [{ kind: 'asset_added', asset: { name: laptop.tag } }, { kind: 'declared' }],
    });
    const { rows } = await desk.client.incidents.list({ search: laptop.tag });
    expect(rows).toMatchObject([{ id, assets: laptop.tag, person: `Ada ${count}`, place: 'Store' }]);
    expect((await desk.client.incidents.list({ assetId: laptop.id, kinds: ['lost'] })).rows).toEqual([]);
    const journal = await desk.client.reports.assetJournal({ assetId: laptop.id });
    expect(journal[0]).toMatchObject({ event: 'incidents.assetReported', reason: 'Left in a train' });
  });

  it('[S3] goes page by page, what is not closed first', async () => {
    await close(await takenInHand('damaged'), 'repaired');
    await report('other');
    const all = await desk.client.incidents.list({});
    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.client.incidents.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.rows.map(({ id }) => id));
    const states = all.rows.map(({ state }) => state === 'closed');
    expect(states).toEqual(states.toSorted((one, other) => Number(one) - Number(other)));
    expect(all.total).toBe(all.rows.length);
  });

  it('[S3] freezes custody: nobody gets the asset, nobody is released from it, and it stays lost', async () => {
    const { id, number } = await report('lost');
    const frozen = { code: 'ASSET_FROZEN', data: { tag: laptop.tag, number } };
    await expect(desk.client.custody.checkIn({ assetId: laptop.id, ...back })).rejects.toMatchObject(frozen);
    await expect(desk.client.custody.checkOut(toAda(laptop.id))).rejects.toMatchObject(frozen);
    await expect(
      desk.client.custody.extend({ assetId: laptop.id, dueOn: '2026-12-24', reason: null, despiteReservation: false }),
    ).rejects.toMatchObject(frozen);
    for (const status of ['in_stock', 'missing', 'retiring'] as const)
      await expect(
        desk.client.assets.changeStatus({ id: laptop.id, status, reason: 'Why not' }),
        status,
      ).rejects.toMatchObject({ code: expect.stringMatching(/ASSET_FROZEN|STILL_HELD|RETIRES_ELSEWHERE/u) });
    await desk.client.assets.changeStatus({ id: laptop.id, status: 'stolen', reason: 'Somebody saw it' });
    expect(await assetOf()).toMatchObject({ status: 'stolen', custodian: { id: ada.id } });
    await expect(report('stolen')).rejects.toMatchObject({ code: 'ALREADY_IN_INCIDENT', data: { number } });
    expect((await incidentOf(id)).assets).toHaveLength(1);
  });

  it('[S3] freezes custody in the database as well, and keeps its own history', async () => {
    const { id } = await report('stolen');
    const { sqlite } = openInventoryOf(desk.backend);
    const refused = {
      [`UPDATE custody SET ended_at = '2030-01-01', taken_back_by = 1, condition_in = 'good' WHERE asset_id = ${laptop.id}`]:
        'CUSTODY_IS_FROZEN',
      [`UPDATE custody SET due_on = '2030-01-01' WHERE asset_id = ${laptop.id}`]: 'CUSTODY_IS_FROZEN',
      [`INSERT INTO custody (asset_id, custodian_kind, person_id, started_at, condition_out, handed_over_by, from_status)
        VALUES (${laptop.id}, 'person', ${ada.id}, 'now', 'good', 1, 'in_stock')`]: 'CUSTODY_IS_FROZEN',
      [`UPDATE asset SET status = 'in_stock' WHERE id = ${laptop.id}`]: 'ASSET_IS_FROZEN',
      [`UPDATE incident SET state = 'closed', outcome = 'mistaken', closed_by = 1, closed_at = 'now', in_hand_of = 1 WHERE id = ${id}`]:
        'INCIDENT_STATE_SKIPPED',
      [`UPDATE incident SET description = 'Nothing' WHERE id = ${id}`]: 'INCIDENT_IS_KEPT',
      [`DELETE FROM incident WHERE id = ${id}`]: 'INCIDENT_IS_KEPT',
      [`DELETE FROM incident_asset WHERE incident_id = ${id}`]: 'INCIDENT_IS_KEPT',
      [`UPDATE incident_entry SET at = 'then' WHERE incident_id = ${id}`]: 'INCIDENT_IS_KEPT',
    };
    for (const [statement, because] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(because);
  });

  it('[S3] is taken in hand, noted, and closed with an outcome that suits it', async () => {
    const { id } = await report('damaged');
    expect(await assetOf()).toMatchObject({ condition: 'damaged', status: 'in_use' });
    await expect(close(id, 'repaired')).rejects.toMatchObject({ code: 'INCIDENT_STATE', data: { state: 'open' } });
    const { version } = await incidentOf(id);
    await desk.client.incidents.takeInHand({ id, version });
    await expect(desk.client.incidents.close({ id, version, outcome: 'repaired', note: 'Late' })).rejects.toMatchObject(
      { code: 'CHANGED_MEANWHILE' },
    );
    await operator.incidents.addNote({ id, text: ' The screen is cracked \n' });
    await expect(close(id, 'recovered')).rejects.toMatchObject({ code: 'OUTCOME_UNFIT' });
    await close(id, 'repaired');
    const closed = await incidentOf(id);
    expect(closed).toMatchObject({
      state: 'closed',
      outcome: 'repaired',
      inHandOf: 'Rita Root',
      closedBy: 'Rita Root',
    });
    expect(closed.timeline.map(({ kind, text }) => [kind, text])).toEqual([
      ['closed', 'Told the police'],
      ['note', 'The screen is cracked'],
      ['taken_in_hand', null],
      ['asset_added', null],
      ['declared', null],
    ]);
    await expect(desk.client.incidents.addNote({ id, text: 'More' })).rejects.toMatchObject({ code: 'INCIDENT_STATE' });
    await desk.client.custody.checkIn({ assetId: laptop.id, ...back });
  });

  it('[S3] puts what was recovered into stock, and what was written off with nobody', async () => {
    const other = await desk.client.assets.create({ ...bareAsset, placeId: store });
    await desk.client.custody.checkOut(toAda(other.id));
    const id = await takenInHand('stolen', [laptop.id, other.id]);
    await desk.client.incidents.markFound({ id, assetId: other.id, placeId: store });
    await expect(desk.client.incidents.markFound({ id, assetId: other.id, placeId: null })).rejects.toMatchObject({
      code: 'FOUND_ALREADY',
    });
    expect(await assetOf(other.id)).toMatchObject({ status: 'stolen', custodian: { id: ada.id } });
    await close(id, 'written_off');
    expect(await assetOf(other.id)).toMatchObject({ status: 'in_stock', custodian: null });
    expect(await assetOf()).toMatchObject({ status: 'stolen', custodian: null });
    expect(await desk.client.custody.chain({ assetId: laptop.id })).toMatchObject([{ takenBackBy: 'Rita Root' }]);
    const again = await takenInHand('lost', [laptop.id]);
    await close(again, 'recovered');
    expect(await assetOf()).toMatchObject({ status: 'in_stock', custodian: null });
  });

  it('[S3] leaves everything as it was when nothing had happened', async () => {
    const id = await takenInHand('lost');
    await close(id, 'mistaken');
    expect(await assetOf()).toMatchObject({ status: 'in_use', custodian: { id: ada.id } });
    await desk.client.custody.checkIn({ assetId: laptop.id, ...back });
    expect(await assetOf()).toMatchObject({ status: 'in_stock' });
  });

  it('[S3] is refused about nothing, about what is not here, in the future, and to who may not', async () => {
    await expect(
      desk.client.incidents.declare({ kind: 'other', assetIds: [], description: 'A door stood open' }),
    ).rejects.toMatchObject({ code: 'INCIDENT_ABOUT_NOTHING' });
    await expect(
      desk.client.incidents.declare({ kind: 'other', assetIds: [], placeId: store, description: ' ' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(
      desk.client.incidents.declare({
        kind: 'lost',
        assetIds: [laptop.id],
        happenedOn: '2030-01-01',
        description: 'Tomorrow',
      }),
    ).rejects.toMatchObject({ code: 'HAPPENED_LATER' });
    const { id } = await desk.client.incidents.declare({
      kind: 'other',
      assetIds: [],
      placeId: store,
      description: 'A door stood open',
      source: 'list',
    });
    expect(await incidentOf(id)).toMatchObject({ place: { id: store }, person: null, assets: [], source: 'list' });
    await expect(operator.incidents.takeInHand({ id, version: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { sqlite } = openInventoryOf(desk.backend);
    const { incidents } = sqlite.prepare('SELECT count(*) AS incidents FROM incident WHERE kind = ?').get('lost') as {
      incidents: number;
    };
    await desk.client.incidents.declare({ kind: 'damaged', assetIds: [laptop.id], description: 'Scratched' });
    expect(sqlite.prepare("SELECT count(*) FROM incident WHERE kind = 'lost'").pluck().get()).toBe(incidents);
  });
});

describe('what an incident is about at the desk', () => {
  const scan = (text: string) => desk.client.desk.scan({ session: 'A', text });

  it('[S2] raises the alarm, and going on notes that it turned up while it stays locked', async () => {
    const { id, number } = await report('stolen');
    await scan('STORE');
    expect(await scan(laptop.tag)).toMatchObject({
      outcome: 'alarm',
      reason: { code: 'ASSET_STOLEN' },
      incident: { id, number },
    });
    expect(await scan(codeOfCard('CONFIRM'))).toMatchObject({
      outcome: 'found_noted',
      reason: { code: 'INCIDENT_OPEN', facts: { number: String(number) } },
      undoable: false,
    });
    const told = await incidentOf(id);
    expect(told.assets).toMatchObject([{ status: 'stolen', foundAtPlace: 'Store', custodian: { id: ada.id } }]);
    await scan(laptop.tag);
    expect(await scan(codeOfCard('CONFIRM'))).toMatchObject({ outcome: 'found_noted' });
    expect((await incidentOf(id)).timeline.filter(({ kind }) => kind === 'found')).toHaveLength(1);
    await desk.client.desk.setSubject({ session: 'A', subject: null });
  });

  it('[K1] a scan before a report can’t be undone after it', async () => {
    await scan(ada.badge);
    const other = await desk.client.assets.create({ ...bareAsset, placeId: store });
    expect(await scan(other.tag)).toMatchObject({ outcome: 'checked_out' });
    await report('lost', [other.id]);
    await expect(desk.client.desk.undo({ session: 'A' })).rejects.toMatchObject({
      code: 'UNDO_REFUSED',
      data: { reason: 'incidents.assetReported' },
    });
    await desk.client.desk.setSubject({ session: 'A', subject: null });
  });

  it('[K2] a kit that comes back by its label leaves a lost part where it is', async () => {
    const parts = [await desk.client.assets.create(bareAsset), await desk.client.assets.create(bareAsset)];
    const content = parts.map(({ id }) => ({ assetId: id }));
    const code = `KIT-${count}`;
    const kit = await desk.client.loans.saveKit({ id: null, name: `Kit ${count}`, code, content, version: null });
    await desk.client.loans.handOverKit({ id: kit.id, custodian: { kind: 'person', id: ada.id }, dueOn: null });
    await report('lost', [parts[0]?.id ?? 0]);
    const { missing } = await desk.client.loans.takeBackKit({ id: kit.id });
    expect(missing).toEqual([parts[0]?.tag]);
    expect(await assetOf(parts[1]?.id)).toMatchObject({ status: 'in_stock' });
  });
});

describe('an incident out of a stocktake', () => {
  it('[K3] is opened by the decision when the stocktake is closed, one for what was decided together', async () => {
    const room = { parentId: null, kind: 'room' as const, name: `Room ${count}`, code: `ROOM-${count}`, notes: null };
    const { id: placeId } = await desk.client.places.create(room);
    const gone: { id: number; tag: string }[] = [];
    for (let left = 3; left > 0; left -= 1) gone.push(await desk.client.assets.create({ ...bareAsset, placeId }));
    desk.surroundings.pass(1000);
    const { id } = await desk.client.stocktakes.plan({
      name: 'Room',
      scope: { placeIds: [placeId], departmentIds: [], categoryIds: [] },
      method: 'full',
      sampleSize: null,
      seed: null,
      blind: false,
    });
    await desk.client.stocktakes.start({ id });
    await desk.client.stocktakes.endCounting({ id });
    const lines = (await desk.client.stocktakes.lines({ id })).rows;
    const [first, second, third] = lines.map((line) => line.id);
    const decided = { id, decision: 'open_incident', cause: 'stolen' } as const;
    await expect(
      desk.client.stocktakes.decide({ ...decided, lineIds: [first ?? 0], note: null }),
    ).rejects.toMatchObject({ code: 'DECISION_NEEDS_NOTE' });
    const note = 'The door was forced';
    await desk.client.stocktakes.decide({ ...decided, lineIds: [first ?? 0, second ?? 0], note });
    desk.surroundings.pass(1000);
    await desk.client.stocktakes.decide({ ...decided, cause: 'lost', lineIds: [third ?? 0], note: 'Nobody knows' });
    expect(await desk.client.stocktakes.close({ id })).toEqual({ closed: true, remaining: 0 });
    const after = (await desk.client.stocktakes.lines({ id })).rows;
    expect(after.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    const [one, same, other] = after.map(({ incident }) => incident?.id ?? 0);
    expect(one).toBe(same);
    expect(other).not.toBe(one);
    expect(await incidentOf(one ?? 0)).toMatchObject({
      kind: 'stolen',
      source: 'stocktake',
      stocktake: { id, name: 'Room' },
      description: note,
      place: { id: placeId },
    });
    expect((await incidentOf(one ?? 0)).assets.map(({ status }) => status)).toEqual(['stolen', 'stolen']);
    expect(await incidentOf(other ?? 0)).toMatchObject({ kind: 'lost', description: 'Nobody knows' });
  });

  it('[K3] learns that its asset was counted somewhere, and keeps it locked', async () => {
    const id = await takenInHand('lost');
    const plan = await desk.client.stocktakes.plan({
      name: 'Store',
      scope: { placeIds: [store], departmentIds: [], categoryIds: [] },
      method: 'full',
      sampleSize: null,
      seed: null,
      blind: false,
    });
    const stocktake = { id: plan.id };
    await desk.client.stocktakes.start(stocktake);
    desk.surroundings.pass(1000);
    await desk.client.stocktakes.scan({ ...stocktake, text: 'STORE' });
    await desk.client.stocktakes.scan({ ...stocktake, text: laptop.tag });
    await desk.client.stocktakes.endCounting(stocktake);
    const { rows } = await desk.client.stocktakes.lines(stocktake);
    const seen = rows.filter(({ tag }) => tag === laptop.tag).map((line) => line.id);
    const others = rows.filter((line) => line.result === 'missing').map((line) => line.id);
    const because = { ...stocktake, cause: 'moved_unrecorded' as const };
    await desk.client.stocktakes.decide({ ...because, lineIds: seen, decision: 'move_record', note: null });
    if (others.length > 0)
      await desk.client.stocktakes.decide({ ...because, lineIds: others, decision: 'leave', note: 'Counted later' });
    expect(await desk.client.stocktakes.close(stocktake)).toMatchObject({ closed: true });
    expect((await incidentOf(id)).assets).toMatchObject([{ status: 'lost', foundAtPlace: 'Store' }]);
    expect((await incidentOf(id)).assets[0]?.foundAt).not.toBeNull();
  });
});
