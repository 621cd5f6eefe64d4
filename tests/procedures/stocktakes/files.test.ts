import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { bareArticle } from '#tests/support/supplies.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let path: string;
let home: TestDesk;
let away: TestDesk;
let room: number;
let id: number;

const host = { chooseSaveFile: () => Promise.resolve(path), chooseFile: () => Promise.resolve(path) };
const planned = { method: 'full' as const, sampleSize: null, seed: null };

beforeEach(async () => {
  home = await openReadyDesk({ host });
  away = await openReadyDesk({ host });
  // The other workstation has a chance of its own.
  away.surroundings.randomBytes(5);
  const make = (name: string) => ({
    parentId: null,
    kind: 'room' as const,
    name,
    code: name.toUpperCase(),
    notes: null,
  });
  room = (await home.client.places.create(make('Room'))).id;
  const other = (await home.client.places.create(make('Other'))).id;
  for (const [tag, serial, placeId] of [
    ['A-1', 'SN-1', room],
    ['A-2', 'SN-2', room],
    ['A-3', 'SN-3', other],
  ] as const)
    await home.client.assets.create({ ...bareAsset, tag, serial, placeId, name: `Laptop ${tag}` });
  home.surroundings.pass(1000);
  away.surroundings.pass(2000);
  id = await begin();
  // Two desks are set up, each with the key of its vault.
}, 60_000);
afterEach(async () => {
  await home.close();
  await away.close();
});

async function begin(blind = false): Promise<number> {
  const scope = { placeIds: [room], departmentIds: [], categoryIds: [] };
  const plan = await home.client.stocktakes.plan({ ...planned, name: 'Room', scope, blind });
  await home.client.stocktakes.start({ id: plan.id });
  return plan.id;
}

/** Gives the list out and takes it in at the other workstation. @returns the stocktake there */
async function carryOut(stocktake = id, file = 'list.qmplan'): Promise<number> {
  path = join(home.folder, file);
  await home.client.stocktakes.giveOut({ id: stocktake });
  return (await away.client.stocktakes.takeIn()).id ?? 0;
}

async function carryBack(there: number, file = 'count.qmcount'): Promise<void> {
  path = join(home.folder, file);
  await away.client.stocktakes.handBack({ id: there });
}

async function countThere(there: number, ...codes: string[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const text of codes) {
    away.surroundings.pass(1000);
    outcomes.push((await away.client.stocktakes.scan({ id: there, text })).outcome);
  }
  return outcomes;
}

// Every file is read in a process of its own, which takes its time on a busy machine.
describe('a count at another workstation', { timeout: 120_000 }, () => {
  it('[K3] is counted there by tag and serial without a register, and merges with both witnesses', async () => {
    for (const text of ['ROOM', 'A-1']) await home.client.stocktakes.scan({ id, text });
    const there = await carryOut();
    expect(await countThere(there, 'A-1', 'ROOM', 'A-1', 'sn-2', 'SN-2', 'A-3')).toEqual([
      'place_first',
      'place',
      'found',
      'found',
      'again',
      'unknown',
    ]);
    const list = await away.client.stocktakes.lines({ id: there, results: ['found'] });
    expect(list.rows.map(({ tag, name, expectedPlace }) => [tag, name, expectedPlace])).toEqual([
      ['A-1', 'Laptop A-1', 'Room'],
      ['A-2', 'Laptop A-2', 'Room'],
    ]);
    expect((await away.client.assets.list({})).total).toBe(0);
    await carryBack(there);
    expect((await away.client.stocktakes.get({ id: there })).state).toBe('closed');
    const { joined } = await home.client.stocktakes.join({ id });
    expect(joined).toMatchObject({ sightings: 3 });
    expect(joined?.fingerprint).toMatch(/^([0-9A-F]{4}-){3}[0-9A-F]{4}$/);
    const { rows } = await home.client.stocktakes.lines({ id });
    expect(rows.map(({ tag, code, result, witnesses }) => [tag ?? code, result, witnesses])).toEqual([
      ['A-1', 'found', 2],
      ['A-2', 'found', 1],
      ['A-3', 'unexpected', 1],
    ]);
    const { sessions } = await home.client.stocktakes.get({ id });
    expect(sessions.map(({ origin, sightings }) => [origin, sightings])).toEqual([
      ['here', 1],
      ['file', 3],
    ]);
  });

  it('[K3] what is counted by quantity goes there by code and comes back with both witnesses', async () => {
    const { id: articleId } = await home.client.supplies.create({ ...bareArticle, name: 'Cable', code: 'C-1' });
    await home.client.supplies.receive({ articleId, placeId: room, quantity: 5, note: null });
    id = await begin();
    for (const text of ['ROOM', 'C-1', 'C-1']) await home.client.stocktakes.scan({ id, text });
    const there = await carryOut();
    expect(readFileSync(path, 'utf8')).toContain('Cable');
    expect(await countThere(there, 'ROOM', 'C-1', 'C-1', 'A-1')).toEqual(['place', 'quantity', 'quantity', 'found']);
    const there1 = (await away.client.places.list({})).find(({ code }) => code === 'ROOM')?.id ?? 0;
    await away.client.supplies.countListed({ stocktakeId: there, code: 'C-1', placeId: there1, quantity: 3 });
    expect((await away.client.supplies.list({})).rows).toEqual([]);
    // What is issued here after it was counted there is no difference.
    home.surroundings.pass(3_600_000);
    await home.client.auth.unlock({ password: 'correct horse battery' }).catch(() => undefined);
    await home.client.supplies.issue({
      articleId,
      placeId: room,
      quantity: 1,
      recipient: { kind: 'work', name: 'Repairs' },
      note: null,
    });
    await carryBack(there);
    await home.client.stocktakes.join({ id });
    const [line] = (await home.client.supplies.countLines({ stocktakeId: id })).lines;
    expect(line).toMatchObject({ counted: 3, booked: 5, difference: -2 });
    expect(line?.witnesses.map(({ quantity }) => quantity)).toEqual([2, 3]);
  });

  it('[K3] counted blind, the file holds no list and nothing is told', async () => {
    const blind = await begin(true);
    const there = await carryOut(blind);
    expect(readFileSync(path, 'utf8')).not.toContain('A-1');
    expect(await countThere(there, 'ROOM', 'A-1', 'NOBODY')).toEqual(['place', 'recorded', 'recorded']);
    await carryBack(there);
    await home.client.stocktakes.join({ id: blind });
    await home.client.stocktakes.endCounting({ id: blind });
    expect((await home.client.stocktakes.get({ id: blind })).tally).toMatchObject({ found: 1, missing: 1, unknown: 1 });
  });

  it('[K3] comes back once, and only to the stocktake that gave it out', async () => {
    const there = await carryOut();
    await countThere(there, 'ROOM', 'A-1');
    await carryBack(there);
    const another = await begin();
    await expect(home.client.stocktakes.join({ id: another })).rejects.toMatchObject({
      code: 'COUNT_FILE_OF_OTHER_STOCKTAKE',
    });
    await home.client.stocktakes.join({ id });
    await expect(home.client.stocktakes.join({ id })).rejects.toMatchObject({ code: 'COUNT_FILE_TAKEN_ALREADY' });
    await expect(away.client.stocktakes.handBack({ id: there })).rejects.toMatchObject({ code: 'STOCKTAKE_STATE' });
    expect((await home.client.stocktakes.lines({ id, results: ['found'] })).rows[0]?.witnesses).toBe(1);
  });

  it('[K3] a list is taken in once, and not where it was given out', async () => {
    await carryOut();
    await expect(away.client.stocktakes.takeIn()).rejects.toMatchObject({ code: 'COUNT_FILE_TAKEN_ALREADY' });
    await expect(home.client.stocktakes.takeIn()).rejects.toMatchObject({ code: 'COUNT_FILE_OF_THIS_DATABASE' });
  });

  it('[K3] a changed file is refused and nothing of it is taken', async () => {
    const there = await carryOut();
    await countThere(there, 'ROOM', 'A-1');
    await carryBack(there);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"A-1"', '"A-2"'));
    await expect(home.client.stocktakes.join({ id })).rejects.toMatchObject({ code: 'COUNT_FILE_TAMPERED' });
    writeFileSync(path, text.replace(/"seal":"../, '"seal":"zz'));
    await expect(home.client.stocktakes.join({ id })).rejects.toMatchObject({ code: 'COUNT_FILE_UNREADABLE' });
    expect((await home.client.stocktakes.get({ id })).sessions).toEqual([]);
  });

  it('[K3] who counted there may not approve here', async () => {
    await home.client.setup.updateStocktakes({ secondPerson: true });
    id = await begin();
    const account = { username: 'mira', displayName: 'Mira', password: 'correct horse battery' };
    await home.client.auth.createOperator({ ...account, roles: ['approver'] });
    await home.client.auth.createOperator({ ...account, username: 'third', displayName: 'Third', roles: ['auditor'] });
    await away.client.auth.createOperator({ ...account, roles: ['desk_operator'] });
    const there = await carryOut();
    const counter = away.connect();
    await counter.auth.signIn({ username: 'mira', password: account.password });
    await counter.stocktakes.scan({ id: there, text: 'ROOM' });
    await counter.stocktakes.scan({ id: there, text: 'A-1' });
    await carryBack(there);
    await home.client.stocktakes.join({ id });
    await home.client.stocktakes.endCounting({ id });
    const [line] = (await home.client.stocktakes.lines({ id, results: ['missing'] })).rows;
    const lineIds = [line?.id ?? 0];
    await home.client.stocktakes.decide({ id, lineIds, cause: 'lost', decision: 'mark_missing', note: null });
    const approver = home.connect();
    await approver.auth.signIn({ username: 'mira', password: account.password });
    await expect(approver.stocktakes.approve({ id, lineIds, compensatingControl: null })).rejects.toMatchObject({
      code: 'SECOND_PERSON_NEEDED',
      data: { because: 'counted' },
    });
  });
});
