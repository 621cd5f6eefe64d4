import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';
import { bareArticle } from '#tests/support/supplies.ts';

let desk: TestDesk;
let shelf: number;
let bin: number;
let ada: number;
let operator: Awaited<ReturnType<typeof signInAs>>;

beforeAll(async () => {
  desk = await openReadyDesk();
  const place = async (name: string, code: string) =>
    (await desk.client.places.create({ parentId: null, kind: 'room', name, code, notes: null })).id;
  shelf = await place('Shelf', 'SHELF');
  bin = await place('Bin', 'BIN');
  ada = (await desk.client.people.create({ ...barePerson, badgeCode: 'B-1' })).id;
  operator = await signInAs(desk, 'otto', ['desk_operator']);
}, slowHook);
afterAll(async () => desk.close());

let count = 0;
/** A new article of which so many lie on the shelf. */
async function stocked(quantity: number, more: Partial<typeof bareArticle> = {}): Promise<number> {
  count += 1;
  const { id } = await desk.client.supplies.create({ ...bareArticle, name: `Article ${count}`, ...more });
  if (quantity > 0) await desk.client.supplies.receive({ articleId: id, placeId: shelf, quantity, note: null });
  return id;
}

const toAda = () => ({ kind: 'person' as const, id: ada });
const binsOf = async (id: number) =>
  Object.fromEntries(
    (await desk.client.supplies.get({ id })).bins.map(({ place, quantity }) => [place.name, quantity]),
  );
const eventsOf = async (id: number) =>
  openInventoryOf(desk.backend)
    .sqlite.prepare<[string], string>('SELECT event FROM journal WHERE subject = ? ORDER BY seq')
    .pluck()
    .all(`article:${id}`);

describe('articles', () => {
  it('[K2] have unit, reorder level and quantity, supplier and a barcode of their own', async () => {
    const { id: supplierId } = await desk.client.suppliers.create({
      name: 'Cable House',
      contact: null,
      email: null,
      phone: null,
      notes: null,
    });
    const { id } = await desk.client.supplies.create({
      ...bareArticle,
      name: 'Patch cable 2 m',
      unit: 'piece',
      reorderLevel: 10,
      reorderQuantity: 25,
      supplierId,
      supplierArticle: 'CH-200',
    });
    expect(await desk.client.supplies.get({ id })).toMatchObject({
      name: 'Patch cable 2 m',
      code: expect.stringMatching(/^S\d{5}$/) as string,
      supplier: { name: 'Cable House' },
      supplierArticle: 'CH-200',
      stock: 0,
      low: true,
      bins: [],
    });
    const found = await desk.client.supplies.list({ search: 'CH-200' });
    expect(found.rows.map((row) => row.id)).toEqual([id]);
  });

  it('[K2] never share a code with anything else that is scanned', async () => {
    const { tag } = await desk.client.assets.create(bareAsset);
    for (const code of [tag, 'SHELF', 'B-1'])
      await expect(desk.client.supplies.create({ ...bareArticle, code })).rejects.toMatchObject({
        code: 'CODE_TAKEN',
      });
    await desk.client.supplies.create({ ...bareArticle, code: '4006381333931' });
    await expect(desk.client.supplies.create({ ...bareArticle, code: '4006381333931' })).rejects.toMatchObject({
      code: 'CODE_TAKEN',
    });
  });

  it('[K2] two people editing one do not overwrite each other', async () => {
    const id = await stocked(0);
    await desk.client.supplies.update({ ...bareArticle, name: 'Mice', id, version: 1 });
    await expect(desk.client.supplies.update({ ...bareArticle, name: 'Rats', id, version: 1 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
  });

  it('[K2] are archived only when none is left, and so are their places', async () => {
    const id = await stocked(2);
    await expect(desk.client.supplies.archive({ id })).rejects.toMatchObject({ code: 'ARTICLE_IN_STOCK' });
    await expect(desk.client.places.archive({ id: shelf })).rejects.toMatchObject({
      code: 'NOT_EMPTY',
      data: { articles: expect.any(Number) as number },
    });
    await desk.client.supplies.issue({ articleId: id, placeId: shelf, quantity: 2, recipient: toAda(), note: null });
    await desk.client.supplies.archive({ id });
    await expect(
      desk.client.supplies.receive({ articleId: id, placeId: shelf, quantity: 1, note: null }),
    ).rejects.toMatchObject({ code: 'ARTICLE_ARCHIVED' });
    expect((await desk.client.supplies.list({})).rows.map((row) => row.id)).not.toContain(id);
  });
});

describe('movements', () => {
  it('[K2] receive, issue, return and move change the stock of their places and stand in the journal', async () => {
    const id = await stocked(10);
    await desk.client.supplies.issue({ articleId: id, placeId: shelf, quantity: 3, recipient: toAda(), note: null });
    await desk.client.supplies.takeBack({ articleId: id, placeId: bin, quantity: 1, recipient: toAda(), note: null });
    await desk.client.supplies.move({ articleId: id, fromPlaceId: shelf, toPlaceId: bin, quantity: 2, note: null });
    expect(await binsOf(id)).toEqual({ Shelf: 5, Bin: 3 });
    const { rows, total } = await desk.client.supplies.movements({ articleId: id, limit: 3 });
    expect([rows.map((row) => row.kind), total]).toEqual([['moved', 'returned', 'issued'], 4]);
    expect(rows[2]).toMatchObject({ quantity: 3, from: { name: 'Shelf' }, recipient: { kind: 'person' } });
    expect((await desk.client.supplies.get({ id })).out).toEqual([
      { kind: 'person', id: ada, name: 'Ada Example', quantity: 2 },
    ]);
    expect(await eventsOf(id)).toEqual([
      'supplies.created',
      'supplies.received',
      'supplies.issued',
      'supplies.returned',
      'supplies.moved',
    ]);
  });

  it('[K2] go to a team, an asset or a piece of work as well as to a person', async () => {
    const id = await stocked(10);
    const { id: teamId } = await desk.client.people.createDepartment({ name: 'Field service', code: null });
    const { id: assetId } = await desk.client.assets.create(bareAsset);
    const recipients = [
      { kind: 'team' as const, id: teamId },
      { kind: 'asset' as const, id: assetId },
      { kind: 'work' as const, name: 'Move of office 3' },
    ];
    for (const recipient of recipients)
      await desk.client.supplies.issue({ articleId: id, placeId: null, quantity: 1, recipient, note: null });
    const { out } = await desk.client.supplies.get({ id });
    expect(out.map((each) => each.kind).toSorted()).toEqual(['asset', 'team', 'work']);
  });

  it('[K2] never take more than is there, whichever way', async () => {
    const id = await stocked(2);
    const short = { code: 'STOCK_SHORT', data: { available: 2, wanted: 3 } };
    await expect(
      desk.client.supplies.issue({ articleId: id, placeId: shelf, quantity: 3, recipient: toAda(), note: null }),
    ).rejects.toMatchObject(short);
    await expect(
      desk.client.supplies.move({ articleId: id, fromPlaceId: shelf, toPlaceId: bin, quantity: 3, note: null }),
    ).rejects.toMatchObject(short);
    await expect(
      desk.client.supplies.move({ articleId: id, fromPlaceId: shelf, toPlaceId: shelf, quantity: 1, note: null }),
    ).rejects.toMatchObject({ code: 'SAME_PLACE' });
    expect(await binsOf(id)).toEqual({ Shelf: 2 });
  });

  it('[K2] nobody brings back more than he was given', async () => {
    const id = await stocked(5);
    await desk.client.supplies.issue({ articleId: id, placeId: shelf, quantity: 2, recipient: toAda(), note: null });
    await expect(
      desk.client.supplies.takeBack({ articleId: id, placeId: shelf, quantity: 3, recipient: toAda(), note: null }),
    ).rejects.toMatchObject({ code: 'RETURN_EXCEEDS', data: { out: 2 } });
    await desk.client.supplies.takeBack({ articleId: id, placeId: shelf, quantity: 3, recipient: null, note: null });
    expect(await binsOf(id)).toEqual({ Shelf: 6 });
  });

  it('[K2] nothing is issued to somebody who has left', async () => {
    const id = await stocked(1);
    const { id: gone } = await desk.client.people.create({ ...barePerson, name: 'Gone', endsOn: '2020-01-01' });
    await expect(
      desk.client.supplies.issue({
        articleId: id,
        placeId: null,
        quantity: 1,
        recipient: { kind: 'person', id: gone },
        note: null,
      }),
    ).rejects.toMatchObject({ code: 'CUSTODIAN_GONE' });
  });

  it('[K2] a stock is adjusted with a reason, by who may, from what was on the screen', async () => {
    const id = await stocked(5);
    const adjust = { articleId: id, placeId: shelf, before: 5, quantity: 3, reason: 'Two broken' };
    await expect(operator.supplies.adjust(adjust)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(desk.client.supplies.adjust({ ...adjust, reason: ' ' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(desk.client.supplies.adjust({ ...adjust, before: 6 })).rejects.toMatchObject({
      code: 'STOCK_MOVED_MEANWHILE',
      data: { quantity: 5 },
    });
    await expect(desk.client.supplies.adjust({ ...adjust, quantity: 5 })).rejects.toMatchObject({
      code: 'NOTHING_TO_ADJUST',
    });
    const { movementId } = await desk.client.supplies.adjust(adjust);
    expect(await binsOf(id)).toEqual({ Shelf: 3 });
    await expect(operator.supplies.undo({ movementId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[K2] the last one is undone by a movement of its own, and then the one before', async () => {
    const id = await stocked(5);
    const issue = { articleId: id, placeId: shelf, recipient: toAda(), note: null };
    const first = await desk.client.supplies.issue({ ...issue, quantity: 1 });
    const second = await desk.client.supplies.issue({ ...issue, quantity: 2 });
    await expect(desk.client.supplies.undo(first)).rejects.toMatchObject({ code: 'MOVEMENT_NOT_LAST' });
    const reversal = await desk.client.supplies.undo(second);
    expect(await binsOf(id)).toEqual({ Shelf: 4 });
    for (const again of [second, reversal])
      await expect(desk.client.supplies.undo(again)).rejects.toMatchObject({ code: 'MOVEMENT_UNDONE' });
    await desk.client.supplies.undo(first);
    expect(await binsOf(id)).toEqual({ Shelf: 5 });
    const shown = await desk.client.supplies.get({ id });
    expect(shown.out).toEqual([]);
    expect((await eventsOf(id)).slice(-2)).toEqual(['supplies.reversed', 'supplies.reversed']);
  });

  it('[K2] the database itself keeps the stock from going below zero and movements from changing', async () => {
    const id = await stocked(1);
    const { sqlite } = openInventoryOf(desk.backend);
    const insert = `INSERT INTO supply_movement (article_id, at, kind, quantity, from_place_id, to_place_id, recipient_kind, work, operator_id, journal_seq)
      VALUES (${id}, 'now', 'issued', 2, ${shelf}, NULL, 'work', 'x', 1, 1)`;
    const refused = {
      [insert]: 'SUPPLY_BELOW_ZERO',
      'UPDATE supply_movement SET quantity = 9': 'SUPPLY_MOVEMENT_IS_KEPT',
      'DELETE FROM supply_movement': 'SUPPLY_MOVEMENT_IS_KEPT',
      'DELETE FROM supply_stock': 'SUPPLY_STOCK_IS_KEPT',
      'DELETE FROM supply_article': 'SUPPLY_ARTICLE_IS_KEPT',
      'UPDATE supply_stock SET quantity = -1': 'CHECK',
      "UPDATE supply_article SET archived_at = 'now'": 'SUPPLY_ARTICLE_IN_STOCK',
    };
    for (const [statement, reason] of Object.entries(refused))
      expect(() => sqlite.exec(statement), statement).toThrow(reason);
  });
});

describe('reorder proposals', () => {
  it('[K2] name what has come down to its level, how many to buy, and how many were used', async () => {
    const full = await stocked(11, { reorderLevel: 10, reorderQuantity: 5 });
    const low = await stocked(10, { reorderLevel: 10, reorderQuantity: 5 });
    await desk.client.supplies.issue({ articleId: low, placeId: shelf, quantity: 6, recipient: toAda(), note: null });
    await desk.client.supplies.takeBack({
      articleId: low,
      placeId: shelf,
      quantity: 1,
      recipient: toAda(),
      note: null,
    });
    const proposals = await desk.client.supplies.proposals();
    expect(proposals.find(({ id }) => id === low)).toMatchObject({ stock: 5, proposed: 10, used: 5 });
    expect(proposals.map(({ id }) => id)).not.toContain(full);
    const listed = await desk.client.supplies.list({ low: true });
    expect(listed.rows.map(({ id }) => id)).toContain(low);
  });
});

describe('at the desk', () => {
  it('[K2] the barcode of an article after a badge issues one, or as many as were keyed in', async () => {
    const id = await stocked(5, { code: 'ART-1' });
    await operator.desk.scan({ session: 'A', text: 'B-1' });
    const one = await operator.desk.scan({ session: 'A', text: 'ART-1' });
    expect(one).toMatchObject({ outcome: 'issued', sound: 'done', supply: { quantity: 1, stock: 4, place: 'Shelf' } });
    const three = await operator.desk.scan({ session: 'A', text: 'ART-1', quantity: 3 });
    expect(three).toMatchObject({ outcome: 'issued', supply: { quantity: 3, stock: 1 }, undoable: true });
    const short = await operator.desk.scan({ session: 'A', text: 'ART-1', quantity: 2 });
    expect(short).toMatchObject({ outcome: 'refused', reason: { code: 'STOCK_SHORT' } });
    expect((await operator.desk.undo({ session: 'A' })).outcome).toBe('undone');
    expect(await binsOf(id)).toEqual({ Shelf: 4 });
    await operator.desk.scan({ session: 'A', text: '%QM-DONE' });
  });

  it('[K2] on its own the barcode shows how many there are and where', async () => {
    const id = await stocked(3, { code: 'ART-2' });
    const shown = await operator.desk.scan({ session: 'B', text: 'ART-2' });
    expect(shown).toMatchObject({ outcome: 'stock', supply: { id, stock: 3, quantity: null, place: 'Shelf' } });
    expect(await binsOf(id)).toEqual({ Shelf: 3 });
  });
});
