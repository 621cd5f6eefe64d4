import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawSample } from '#backend/features/stocktakes/sampling.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { barePerson } from '#tests/support/assets.ts';
import { alsoHold, openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';
import { bareArticle } from '#tests/support/supplies.ts';

let desk: TestDesk;
let counter: Client;
let approver: Client;
let room: number;
let shelf: number;
let yard: number;
let ada: number;

beforeAll(async () => {
  desk = await openReadyDesk();
  await alsoHold(desk, 'approver');
  const place = async (name: string, kind: 'room' | 'bin', parentId: number | null) =>
    (await desk.client.places.create({ parentId, kind, name, code: null, notes: null })).id;
  room = await place('Store', 'room', null);
  shelf = await place('Shelf', 'bin', room);
  yard = await place('Yard', 'room', null);
  ada = (await desk.client.people.create(barePerson)).id;
  counter = await signInAs(desk, 'cora', ['desk_operator']);
  approver = await signInAs(desk, 'anna', ['approver']);
}, slowHook);
afterAll(async () => desk.close());

async function stocked(name: string, placeId: number, quantity: number): Promise<number> {
  const { id } = await desk.client.supplies.create({ ...bareArticle, name });
  await desk.client.supplies.receive({ articleId: id, placeId, quantity, note: null });
  return id;
}

async function begin({ blind = false, scope = [room] }: { blind?: boolean; scope?: number[] } = {}): Promise<number> {
  const { id } = await desk.client.stocktakes.plan({
    name: 'Supplies',
    scope: { placeIds: scope, departmentIds: [], categoryIds: [] },
    method: 'full',
    sampleSize: null,
    seed: null,
    blind,
  });
  await desk.client.stocktakes.start({ id });
  return id;
}

const lineOf = async (stocktakeId: number, articleId: number, client: Client = desk.client) => {
  const { lines } = await client.supplies.countLines({ stocktakeId });
  const line = lines.find((each) => each.articleId === articleId);
  if (!line) throw new Error('no such line');
  return line;
};
const stockOf = async (id: number) => (await desk.client.supplies.get({ id })).stock;

describe('counting by quantity in a stocktake', () => {
  it('[K3] a spot check draws stocks as it draws assets, so that anybody gets the same ones, and no others stay open', async () => {
    const { id: place } = await desk.client.places.create({
      parentId: null,
      kind: 'room',
      name: 'Drawn from',
      code: null,
      notes: null,
    });
    for (const name of ['P1', 'P2', 'P3', 'P4', 'P5']) await stocked(name, place, 3);
    const scope = { placeIds: [place], departmentIds: [], categoryIds: [] };
    const plan = { name: 'Spot', scope, method: 'random', sampleSize: 2, seed: 'lot', blind: false } as const;
    expect(await desk.client.stocktakes.preview(plan)).toEqual({ population: 0, expected: 0, places: 0, stocks: 2 });
    const draw = async () => {
      const { id } = await desk.client.stocktakes.plan(plan);
      await desk.client.stocktakes.start({ id });
      return { id, lines: (await desk.client.supplies.countLines({ stocktakeId: id })).lines };
    };
    const [first, second] = [await draw(), await draw()];
    expect(first.lines).toHaveLength(2);
    expect(second.lines.map(({ name }) => name)).toEqual(first.lines.map(({ name }) => name));
    const wanted = drawSample('random', 5, 2, 'lot').map((position) => `P${position}`);
    expect(first.lines.map(({ name }) => name).toSorted()).toEqual(wanted);
    for (const { articleId } of first.lines)
      await counter.supplies.count({ stocktakeId: first.id, articleId, placeId: place, quantity: 3 });
    await desk.client.stocktakes.endCounting({ id: first.id });
    expect(await desk.client.stocktakes.close({ id: first.id })).toEqual({ closed: true, remaining: 0 });
  });

  it('[K3] expects what lies in the scope, and what is issued meanwhile is no difference', async () => {
    const inside = await stocked('Inside', shelf, 10);
    const outside = await stocked('Outside', yard, 10);
    const id = await begin();
    const { lines } = await desk.client.supplies.countLines({ stocktakeId: id });
    expect(lines.map(({ articleId }) => articleId)).toContain(inside);
    expect(lines.map(({ articleId }) => articleId)).not.toContain(outside);
    await desk.client.supplies.issue({
      articleId: inside,
      placeId: shelf,
      quantity: 3,
      recipient: { kind: 'person', id: ada },
      note: null,
    });
    await counter.supplies.count({ stocktakeId: id, articleId: inside, placeId: shelf, quantity: 7 });
    expect(await lineOf(id, inside)).toMatchObject({ expected: 10, booked: 7, counted: 7, difference: 0 });
    await expect(
      counter.supplies.count({ stocktakeId: id, articleId: outside, placeId: yard, quantity: 1 }),
    ).rejects.toMatchObject({ code: 'PLACE_OUT_OF_SCOPE' });
    await desk.client.stocktakes.cancel({ id, reason: 'Done with it' });
  });

  it('[K3] a difference gets a decision and goes into the books when the stocktake is closed', async () => {
    const short = await stocked('Short', shelf, 10);
    const kept = await stocked('Kept', shelf, 5);
    const uncounted = await stocked('Uncounted', shelf, 4);
    const id = await begin();
    for (const { articleId, expected } of (await desk.client.supplies.countLines({ stocktakeId: id })).lines)
      if (articleId !== uncounted)
        await counter.supplies.count({
          stocktakeId: id,
          articleId,
          placeId: shelf,
          quantity: articleId === short ? 8 : articleId === kept ? 6 : (expected ?? 0),
        });
    await desk.client.stocktakes.endCounting({ id });
    await expect(
      counter.supplies.count({ stocktakeId: id, articleId: short, placeId: shelf, quantity: 9 }),
    ).rejects.toMatchObject({ code: 'STOCKTAKE_STATE' });
    expect((await desk.client.stocktakes.get({ id })).open).toMatchObject({ variances: 3, undecided: 3 });
    await expect(desk.client.stocktakes.close({ id })).rejects.toMatchObject({ code: 'VARIANCES_OPEN' });
    const decide = async (articleId: number, decision: 'adjust' | 'leave', note: string | null) =>
      desk.client.supplies.decideCount({ lineId: (await lineOf(id, articleId)).id, decision, note });
    await expect(decide(uncounted, 'adjust', null)).rejects.toMatchObject({ code: 'NOT_COUNTED' });
    await expect(decide(kept, 'leave', null)).rejects.toMatchObject({ code: 'DECISION_NEEDS_NOTE' });
    await decide(short, 'adjust', null);
    await decide(kept, 'leave', 'One belongs to the neighbour');
    await decide(uncounted, 'leave', 'Cupboard locked');
    await expect(desk.client.stocktakes.resumeCounting({ id })).rejects.toMatchObject({ code: 'VARIANCES_DECIDED' });
    await desk.client.supplies.receive({ articleId: short, placeId: shelf, quantity: 5, note: null });
    expect(await desk.client.stocktakes.close({ id })).toEqual({ closed: true, remaining: 0 });
    expect([await stockOf(short), await stockOf(kept), await stockOf(uncounted)]).toEqual([13, 5, 4]);
    expect(await lineOf(id, short)).toMatchObject({ outcome: 'applied', difference: -2 });
    const { rows } = await desk.client.supplies.movements({ articleId: short, limit: 1 });
    expect(rows).toMatchObject([{ kind: 'counted', quantity: 2, from: { name: 'Shelf' } }]);
  });

  it('[K3] a scan of the barcode at a place counts one more, and whoever has a box types how many', async () => {
    const cables = await stocked('Cable', shelf, 3);
    const { code } = await desk.client.supplies.get({ id: cables });
    const shelfCode = (await desk.client.places.list({})).find(({ id }) => id === shelf)?.code ?? '';
    const id = await begin();
    expect(await counter.stocktakes.scan({ id, text: code })).toMatchObject({ outcome: 'place_first', supply: null });
    await counter.stocktakes.scan({ id, text: shelfCode });
    for (const counted of [1, 2])
      expect(await counter.stocktakes.scan({ id, text: code })).toMatchObject({
        outcome: 'quantity',
        asset: null,
        supply: { id: cables, name: 'Cable', counted, booked: 3 },
      });
    await counter.supplies.count({ stocktakeId: id, articleId: cables, placeId: shelf, quantity: 30 });
    expect(await counter.stocktakes.scan({ id, text: code })).toMatchObject({ supply: { counted: 31 } });
    expect(await lineOf(id, cables)).toMatchObject({ counted: 31, difference: 28 });
    expect((await desk.client.stocktakes.get({ id })).tally?.unknown).toBe(0);
    await desk.client.stocktakes.cancel({ id, reason: 'Done with it' });
    const blind = await begin({ blind: true });
    await counter.stocktakes.scan({ id: blind, text: shelfCode });
    expect(await counter.stocktakes.scan({ id: blind, text: code })).toMatchObject({
      outcome: 'quantity',
      supply: { counted: 1, booked: null },
    });
    await desk.client.stocktakes.cancel({ id: blind, reason: 'Done with it' });
  });

  it('[K3] counted blind, nobody who counts sees what the books say', async () => {
    const hidden = await stocked('Hidden', shelf, 3);
    const id = await begin({ blind: true });
    expect(await lineOf(id, hidden, counter)).toMatchObject({ expected: null, booked: null, difference: null });
    await counter.supplies.count({ stocktakeId: id, articleId: hidden, placeId: shelf, quantity: 2 });
    expect(await lineOf(id, hidden, counter)).toMatchObject({ counted: 2, booked: null, difference: null });
    expect(await lineOf(id, hidden)).toMatchObject({ expected: 3, difference: -1 });
    await desk.client.stocktakes.cancel({ id, reason: 'Done with it' });
  });

  it('[K3] by policy a second person agrees, who neither counted nor decided', async () => {
    await desk.client.setup.updateStocktakes({ secondPerson: true });
    const twice = await stocked('Twice', yard, 6);
    const id = await begin({ scope: [yard] });
    for (const { articleId, expected } of (await desk.client.supplies.countLines({ stocktakeId: id })).lines) {
      const quantity = articleId === twice ? 5 : (expected ?? 0);
      await counter.supplies.count({ stocktakeId: id, articleId, placeId: yard, quantity });
    }
    await desk.client.stocktakes.endCounting({ id });
    const { id: lineId } = await lineOf(id, twice);
    await expect(approver.supplies.approveCount({ lineId, compensatingControl: null })).rejects.toMatchObject({
      code: 'NOT_DECIDED',
    });
    await desk.client.supplies.decideCount({ lineId, decision: 'adjust', note: null });
    await expect(desk.client.supplies.approveCount({ lineId, compensatingControl: null })).rejects.toMatchObject({
      code: 'SECOND_PERSON_NEEDED',
    });
    await expect(desk.client.stocktakes.close({ id })).rejects.toMatchObject({ data: { unapproved: 1 } });
    await approver.supplies.approveCount({ lineId, compensatingControl: null });
    expect((await desk.client.stocktakes.close({ id })).closed).toBe(true);
    expect(await stockOf(twice)).toBe(5);
    await desk.client.setup.updateStocktakes({ secondPerson: false });
  });

  it('[K3] the database itself keeps counts, decisions and their order', async () => {
    await stocked('Guarded', shelf, 3);
    const id = await begin();
    const { sqlite } = openInventoryOf(desk.backend);
    const refused = {
      [`UPDATE supply_count_line SET expected = 9 WHERE stocktake_id = ${id}`]: 'STOCKTAKE_EXPECTATION_IS_FROZEN',
      [`UPDATE supply_count_line SET decision = 'leave', note = 'x', decided_by = 1 WHERE stocktake_id = ${id}`]:
        'STOCKTAKE_IS_NOT_RECONCILING',
      [`DELETE FROM supply_count_line WHERE stocktake_id = ${id}`]: 'STOCKTAKE_IS_KEPT',
    };
    for (const [statement, reason] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(reason);
    await desk.client.stocktakes.endCounting({ id });
    expect(() => sqlite.exec(`UPDATE stocktake SET state = 'closed', closed_at = 'now' WHERE id = ${id}`)).toThrow(
      'STOCKTAKE_HAS_OPEN_VARIANCES',
    );
  });
});
