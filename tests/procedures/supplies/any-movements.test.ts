import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { slowHook } from '#tests/support/procurement.ts';
import { bareArticle } from '#tests/support/supplies.ts';

let desk: TestDesk;
let places: number[];
let people: number[];

beforeAll(async () => {
  desk = await openReadyDesk();
  places = [];
  for (const name of ['One', 'Two', 'Three'])
    places.push((await desk.client.places.create({ parentId: null, kind: 'room', name, code: null, notes: null })).id);
  people = [];
  for (const name of ['Ada', 'Ben']) people.push((await desk.client.people.create({ ...barePerson, name })).id);
}, slowHook);
afterAll(async () => desk.close());

const place = fc.nat(2);
const person = fc.nat(1);
const quantity = fc.integer({ min: 1, max: 6 });

/** One thing that somebody may try with the stock of an article. */
const anyStep = fc.oneof(
  fc.record({ act: fc.constant('receive' as const), place, quantity }),
  fc.record({ act: fc.constant('issue' as const), place: fc.option(place), quantity, person }),
  fc.record({ act: fc.constant('takeBack' as const), place, quantity, person: fc.option(person) }),
  fc.record({ act: fc.constant('move' as const), place, to: place, quantity }),
  fc.record({ act: fc.constant('adjust' as const), place, quantity: fc.nat(9) }),
  fc.record({ act: fc.constant('undo' as const), back: fc.nat(3) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

const at = (index: number | null) => (index === null ? null : (places[index] ?? 0));
const to = (index: number) => ({ kind: 'person' as const, id: people[index] ?? 0 });
const stockOf = async (articleId: number, placeId: number) =>
  (await desk.client.supplies.get({ id: articleId })).bins.find((bin) => bin.place.id === placeId)?.quantity ?? 0;

async function take(articleId: number, step: Step, done: number[]): Promise<{ movementId: number }> {
  const { supplies } = desk.client;
  const note = null;
  switch (step.act) {
    case 'receive':
      return supplies.receive({ articleId, placeId: at(step.place) ?? 0, quantity: step.quantity, note });
    case 'issue':
      return supplies.issue({
        articleId,
        placeId: at(step.place),
        quantity: step.quantity,
        recipient: to(step.person),
        note,
      });
    case 'takeBack':
      return supplies.takeBack({
        articleId,
        placeId: at(step.place) ?? 0,
        quantity: step.quantity,
        recipient: step.person === null ? null : to(step.person),
        note,
      });
    case 'move':
      return supplies.move({
        articleId,
        fromPlaceId: at(step.place) ?? 0,
        toPlaceId: at(step.to) ?? 0,
        quantity: step.quantity,
        note,
      });
    case 'adjust': {
      const placeId = at(step.place) ?? 0;
      const before = await stockOf(articleId, placeId);
      return supplies.adjust({ articleId, placeId, before, quantity: step.quantity, reason: 'Counted' });
    }
    case 'undo':
      return supplies.undo({ movementId: done.at(-1 - step.back) ?? 999_999 });
  }
}

/** What a place should hold by its movements alone, worked out here and not by the database. */
function summed(articleId: number): Record<number, number> {
  const rows = openInventoryOf(desk.backend)
    .sqlite.prepare<[number], { quantity: number; from_place_id: number | null; to_place_id: number | null }>(
      'SELECT quantity, from_place_id, to_place_id FROM supply_movement WHERE article_id = ? ORDER BY id',
    )
    .all(articleId);
  const sums: Record<number, number> = {};
  for (const row of rows) {
    if (row.from_place_id !== null) sums[row.from_place_id] = (sums[row.from_place_id] ?? 0) - row.quantity;
    if (row.to_place_id !== null) sums[row.to_place_id] = (sums[row.to_place_id] ?? 0) + row.quantity;
    // Not only at the end: at no moment was there less than nothing.
    expect(Math.min(0, ...Object.values(sums))).toBe(0);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

describe('any sequence of movements', () => {
  it('[K2] leaves in every bin the sum of its movements, which is never negative', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { id } = await desk.client.supplies.create(bareArticle);
        const done: number[] = [];
        const refusals = ['STOCK_SHORT', 'RETURN_EXCEEDS', 'SAME_PLACE', 'NOTHING_TO_ADJUST', 'NOT_FOUND'];
        for (const step of steps) {
          try {
            done.push((await take(id, step, done)).movementId);
          } catch (error) {
            const { code } = error as { code: string };
            expect([...refusals, 'MOVEMENT_UNDONE', 'MOVEMENT_NOT_LAST']).toContain(code);
          }
        }
        const { bins, stock, out } = await desk.client.supplies.get({ id });
        const shown = Object.fromEntries(bins.map((bin) => [bin.place.id, bin.quantity]));
        expect(shown).toEqual(summed(id));
        expect(stock).toBe(bins.reduce((sum, bin) => sum + bin.quantity, 0));
        expect(out.every((each) => each.quantity > 0)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('[K2] undone from the last to the first, leaves nothing anywhere', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { id } = await desk.client.supplies.create(bareArticle);
        const done: number[] = [];
        for (const step of steps) {
          if (step.act === 'undo') continue;
          await take(id, step, done).then(
            ({ movementId }) => done.push(movementId),
            () => undefined,
          );
        }
        for (const movementId of done.toReversed()) await desk.client.supplies.undo({ movementId });
        expect(await desk.client.supplies.get({ id })).toMatchObject({ stock: 0, bins: [], out: [] });
      }),
      { numRuns: 15 },
    );
  });
});
