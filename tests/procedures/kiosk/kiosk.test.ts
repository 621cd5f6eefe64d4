import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isContractProcedure } from '@orpc/contract';
import { contract } from '#shared/contract.ts';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { slowHook } from '#tests/support/procurement.ts';
import { bareArticle } from '#tests/support/supplies.ts';

let desk: TestDesk;
let kiosk: Client;
const filled: boolean[] = [];

/** a laptop is lent here, a server is not; a second window stays at the desk. */
beforeAll(async () => {
  const setKiosk = async (on: boolean) => {
    filled.push(on);
    return Promise.resolve();
  };
  desk = await openReadyDesk({ host: { setKiosk } });
  kiosk = desk.connect();
  await kiosk.auth.signIn(administrator);
  await desk.client.kiosk.setPolicy({ categoryIds: [1], idleSeconds: 30, blockOverdue: true });
}, slowHook);
afterAll(async () => desk.close());

let loaner: { id: number; tag: string };
let ada: string;
let ben: string;
let count = 0;

/** Two people and a laptop of their own for each test, before a kiosk that waits for a badge. */
beforeEach(async () => {
  count += 1;
  [ada, ben] = [`ADA-${count}`, `BEN-${count}`];
  await desk.client.people.create({ ...barePerson, badgeCode: ada });
  await desk.client.people.create({ ...barePerson, name: `Ben ${count}`, badgeCode: ben });
  loaner = await desk.client.assets.create({ ...bareAsset, name: 'Loan laptop' });
  if (!(await kiosk.auth.status()).kiosk) await kiosk.kiosk.start();
  await kiosk.kiosk.finish();
  const open = (await desk.client.kiosk.exceptions({})).map(({ id }) => id);
  if (open.length > 0) await desk.client.kiosk.settle({ ids: open, note: 'Of the test before' });
});

const scan = (text: string) => kiosk.kiosk.scan({ text });
const waiting = async () => desk.client.kiosk.exceptions({});
const statusOf = async (tag: string) => (await desk.client.assets.lookup({ code: tag }))?.status;
const slow = { timeout: 60_000 };

describe('kiosk mode', () => {
  it('[K1] refuses every procedure but its own few, whatever the page asks for', async () => {
    const open: string[] = [];
    for (const [slice, own] of Object.entries(contract))
      for (const [name, procedure] of Object.entries(own)) {
        if (!isContractProcedure(procedure)) continue;
        const call = (kiosk as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[
          slice
        ]?.[name];
        const { kiosk: marked } = procedure['~orpc'].meta as { kiosk?: true };
        if (marked === true) open.push(`${slice}.${name}`);
        else await expect(call?.({}), `${slice}.${name}`).rejects.toMatchObject({ code: 'IN_KIOSK' });
      }
    expect(open.toSorted()).toEqual([
      'application.info',
      'auth.status',
      'auth.unlock',
      'devices.scans',
      'kiosk.finish',
      'kiosk.leave',
      'kiosk.reportDamage',
      'kiosk.scan',
      'kiosk.setReturning',
      'kiosk.state',
    ]);
  });

  it('[K1] is left with the password of who started it and with no other', slow, async () => {
    await expect(kiosk.kiosk.leave({ password: 'not the password' })).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect((await kiosk.auth.status()).kiosk).toBe(true);
    await expect(kiosk.assets.list({})).rejects.toMatchObject({ code: 'IN_KIOSK' });
    desk.surroundings.pass(60_000);
    await kiosk.kiosk.leave({ password: administrator.password });
    expect((await kiosk.auth.status()).kiosk).toBe(false);
    expect((await kiosk.assets.list({})).total).toBeGreaterThan(0);
    await expect(kiosk.kiosk.state()).rejects.toMatchObject({ code: 'NOT_IN_KIOSK' });
    expect(filled.slice(-2)).toEqual([true, false]);
  });

  it('[K1] never locks itself, and a screen that was locked comes back to the kiosk', slow, async () => {
    desk.surroundings.pass(3 * 60 * 60_000);
    // The desk's own window has locked itself meanwhile.
    await expect(waiting()).rejects.toMatchObject({ code: 'LOCKED' });
    expect((await scan(ada)).outcome).toBe('welcome');
    expect((await kiosk.auth.status()).state).toBe('signed-in');
    for (const session of desk.backend.sessions) if (session.kiosk !== null) session.locked = true;
    await expect(scan(ada)).rejects.toMatchObject({ code: 'LOCKED' });
    await kiosk.auth.unlock({ password: administrator.password });
    expect((await kiosk.auth.status()).kiosk).toBe(true);
    await desk.client.auth.unlock({ password: administrator.password });
  });

  it('[K1] hears no notices of what the desk does, also not by a stream that was open before', slow, async () => {
    const other = desk.connect();
    await other.auth.signIn(administrator);
    const changes = await other.application.changes();
    await other.kiosk.start();
    const next = changes.next();
    await desk.client.suppliers.create({ name: 'X', contact: null, email: null, phone: null, notes: null });
    const told = await Promise.race([next.then(() => 'told'), other.kiosk.state().then(() => 'silent')]);
    expect(told).toBe('silent');
  });

  it('[K1] is not started before somebody has said what is lent', async () => {
    const policy = await desk.client.kiosk.policy();
    await desk.client.kiosk.setPolicy({ ...policy, categoryIds: [] });
    await expect(desk.client.kiosk.start()).rejects.toMatchObject({ code: 'NOTHING_TO_LEND' });
    await desk.client.kiosk.setPolicy(policy);
    expect(await desk.client.kiosk.policy()).toEqual(policy);
  });
});

describe('a visit', () => {
  it('[K1] a badge and an item lend it until the day that the policy says, and the item again brings it back', async () => {
    expect(await scan(ada)).toMatchObject({ outcome: 'welcome', borrower: { name: 'Ada Example', holds: [] } });
    expect(await scan(loaner.tag)).toMatchObject({
      outcome: 'borrowed',
      sound: 'done',
      item: { kind: 'asset', tag: loaner.tag, dueOn: expect.any(String) as string },
      borrower: { holds: [{ tag: loaner.tag }] },
    });
    expect(await statusOf(loaner.tag)).toBe('on_loan');
    expect((await scan(loaner.tag)).outcome).toBe('already');
    await kiosk.kiosk.finish();
    expect((await kiosk.kiosk.state()).borrower).toBeNull();
    await scan(ada);
    expect(await scan(loaner.tag)).toMatchObject({ outcome: 'returned', borrower: { holds: [] } });
    expect(await statusOf(loaner.tag)).toBe('in_stock');
    expect(await waiting()).toEqual([]);
    const events = openInventoryOf(desk.backend)
      .sqlite.prepare("SELECT event FROM journal WHERE event LIKE 'kiosk.%' OR event LIKE 'custody.%' ORDER BY seq")
      .pluck()
      .all();
    expect(events.slice(-4)).toEqual(['custody.checkedOut', 'kiosk.borrowed', 'custody.checkedIn', 'kiosk.returned']);
  });

  it('[K1] an item without a badge asks for the badge, and nothing moves', async () => {
    expect(await scan(loaner.tag)).toMatchObject({ outcome: 'refused', reason: { code: 'BADGE_FIRST' }, waits: false });
    expect(await statusOf(loaner.tag)).toBe('in_stock');
  });

  it('[K1] ends when nobody scans for so long, so that nobody borrows in the name of who was there before', async () => {
    await scan(ada);
    const { endsAt } = await kiosk.kiosk.state();
    expect(Date.parse(endsAt ?? '') - Date.parse(desk.surroundings.now())).toBe(30_000);
    desk.surroundings.pass(30_000);
    expect((await kiosk.kiosk.state()).borrower).toBeNull();
    expect(await scan(loaner.tag)).toMatchObject({ outcome: 'refused', reason: { code: 'BADGE_FIRST' } });
  });

  it('[K1] another badge is another visit, and DONE ends one', async () => {
    await scan(ada);
    await scan(loaner.tag);
    expect(await scan(ben)).toMatchObject({ outcome: 'welcome', borrower: { name: `Ben ${count}`, holds: [] } });
    expect((await kiosk.kiosk.state()).items).toEqual([]);
    expect((await scan(codeOfCard('DONE'))).outcome).toBe('finished');
    expect((await kiosk.kiosk.state()).borrower).toBeNull();
    expect(await scan(codeOfCard('UNDO'))).toMatchObject({ reason: { code: 'CARD_NOT_HERE' }, waits: false });
  });
});

describe('pools, kits and supplies', () => {
  const open = { categoryIds: [], idleSeconds: 30, blockOverdue: true };
  const setRules = (rules: object) => desk.client.kiosk.setPolicy({ ...open, ...rules });
  afterAll(() => setRules({ categoryIds: [1] }));

  it('[K1] what a pool lends goes out for as long as the pool says, and not from whoever reserved it', async () => {
    const members = [loaner, await desk.client.assets.create(bareAsset)].map(({ id }) => id);
    const pool = { id: null, name: `Pool ${count}`, loanDays: 2, assetIds: members, version: null };
    await desk.client.loans.savePool(pool);
    await setRules({ categoryIds: [4] });
    await scan(ada);
    expect(await scan(loaner.tag)).toMatchObject({ outcome: 'refused', reason: { code: 'NOT_LENT_HERE' } });
    await setRules({ pools: true });
    const today = desk.surroundings.now().slice(0, 10);
    const holder = (await desk.client.people.list({ search: `Ben ${count}` })).rows[0];
    const wish = { forPersonId: holder?.id ?? 0, from: today, to: today };
    await desk.client.loans.reserve({ ...wish, assetId: loaner.id });
    expect(await scan(loaner.tag)).toMatchObject({
      outcome: 'refused',
      reason: { code: 'RESERVED_FOR_OTHER' },
      waits: true,
    });
    await scan(ben);
    expect(await scan(loaner.tag)).toMatchObject({ outcome: 'borrowed', item: { dueOn: today } });
    expect(await desk.client.loans.listReservations({ assetId: loaner.id })).toEqual([]);
  });

  it('[K1] a kit goes out whole by its label, comes back by it, and waits until somebody has looked into it', async () => {
    const other = await desk.client.assets.create(bareAsset);
    const content = [{ assetId: loaner.id }, { assetId: other.id }];
    const code = `KIT-${count}`;
    await desk.client.loans.saveKit({ id: null, name: `Kit ${count}`, code, content, version: null });
    await setRules({ kits: true });
    await scan(ada);
    expect(await scan(code)).toMatchObject({ outcome: 'borrowed', item: { kind: 'kit', name: `Kit ${count}` } });
    expect((await kiosk.kiosk.state()).items.map(({ did, item }) => [did, item.id])).toEqual([
      ['borrowed', loaner.id],
      ['borrowed', other.id],
    ]);
    await scan(ben);
    expect(await scan(code)).toMatchObject({ outcome: 'refused', reason: { code: 'HELD_BY_OTHER' } });
    await scan(ada);
    expect(await scan(code)).toMatchObject({ outcome: 'returned', waits: true, borrower: { holds: [] } });
    expect((await waiting()).at(-1)).toMatchObject({ kind: 'to_check', reason: { code: 'KIT_RETURNED' } });
    expect([await statusOf(loaner.tag), await statusOf(other.tag)]).toEqual(['in_stock', 'in_stock']);
    await desk.client.assets.changeStatus({ id: other.id, status: 'lost', reason: 'Left in a train' });
    await scan(ben);
    expect(await scan(code)).toMatchObject({ outcome: 'refused', reason: { code: 'KIT_INCOMPLETE' } });
    expect(await statusOf(loaner.tag)).toBe('in_stock');
  });

  it('[K1] an article is taken one by one until none is left, and the desk is told', async () => {
    const code = `CABLE-${count}`;
    const place = { parentId: null, kind: 'room' as const, name: `Store ${count}`, code: null, notes: null };
    const { id: placeId } = await desk.client.places.create(place);
    const { id: articleId } = await desk.client.supplies.create({ ...bareArticle, name: 'Cable', code });
    await desk.client.supplies.receive({ articleId, placeId, quantity: 2, note: null });
    await setRules({ supplies: true });
    await scan(ada);
    for (const quantity of [1, 2])
      expect(await scan(code)).toMatchObject({ outcome: 'taken', item: { kind: 'supply', name: 'Cable', quantity } });
    expect(await scan(code)).toMatchObject({ outcome: 'refused', reason: { code: 'NONE_LEFT' }, waits: true });
    expect((await kiosk.kiosk.state()).items).toMatchObject([{ did: 'taken', item: { quantity: 2 } }]);
    const { rows } = await desk.client.supplies.movements({ articleId });
    expect(rows.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['issued', 1],
      ['issued', 1],
      ['received', 2],
    ]);
  });

  it('[K1] an article comes back to where it was taken from, by the card or the button, and no more than was taken', async () => {
    const code = `PLUG-${count}`;
    const place = { parentId: null, kind: 'room' as const, name: `Shelf ${count}`, code: null, notes: null };
    const { id: placeId } = await desk.client.places.create(place);
    const { id: articleId } = await desk.client.supplies.create({ ...bareArticle, name: 'Plug', code });
    await desk.client.supplies.receive({ articleId, placeId, quantity: 5, note: null });
    await setRules({ supplies: true });
    await scan(ada);
    await scan(code);
    await scan(code);
    expect(await scan(codeOfCard('CHECK-IN'))).toMatchObject({ outcome: 'returning' });
    expect((await kiosk.kiosk.state()).returning).toBe(true);
    const item = { kind: 'supply', name: 'Plug', quantity: 1 };
    expect(await scan(code)).toMatchObject({ outcome: 'returned', item });
    await kiosk.kiosk.setReturning({ returning: false });
    expect(await scan(code)).toMatchObject({ outcome: 'taken', item: { quantity: 3 } });
    await kiosk.kiosk.setReturning({ returning: true });
    await scan(code);
    expect(await scan(code)).toMatchObject({ outcome: 'returned', item: { quantity: 3 } });
    expect(await scan(code)).toMatchObject({ outcome: 'refused', reason: { code: 'NONE_OF_YOURS' }, waits: false });
    await scan(ben);
    expect((await kiosk.kiosk.state()).returning).toBe(false);
    expect((await desk.client.supplies.get({ id: articleId })).stock).toBe(5);
    const { rows } = await desk.client.supplies.movements({ articleId, limit: 1 });
    expect(rows).toMatchObject([{ kind: 'returned', quantity: 1, to: { id: placeId } }]);
  });
});

describe('what waits for the operator', () => {
  it('[K1] unknown codes, what is not lent, what others hold, who has left', async () => {
    const server = await desk.client.assets.create({ ...bareAsset, name: 'Server', categoryId: 4 });
    const held = await desk.client.assets.create({ ...bareAsset, name: 'Held' });
    const holder = (await desk.client.people.list({ search: `Ben ${count}` })).rows[0];
    await desk.client.custody.checkOut({
      assetId: held.id,
      custodian: { kind: 'person', id: holder?.id ?? 0 },
      dueOn: null,
      condition: null,
      note: null,
    });
    await desk.client.people.create({ ...barePerson, name: 'Gone', badgeCode: 'GONE-1', endsOn: '2026-01-01' });
    await scan(ada);
    for (const code of ['NOBODY-KNOWS', server.tag, held.tag, 'GONE-1'])
      expect(await scan(code)).toMatchObject({ outcome: 'refused', waits: true });
    expect((await waiting()).map(({ kind, reason }) => [kind, reason.code])).toEqual([
      ['unknown_code', 'UNKNOWN_CODE'],
      ['not_loanable', 'NOT_LENT_HERE'],
      ['held_by_other', 'HELD_BY_OTHER'],
      ['blocked_person', 'PERSON_GONE'],
    ]);
    expect(await statusOf(server.tag)).toBe('in_stock');
  });

  it('[K1] who has something overdue brings it back before he gets more', slow, async () => {
    await scan(ada);
    await scan(loaner.tag);
    const more = await desk.client.assets.create(bareAsset);
    desk.surroundings.pass(20 * 86_400_000);
    expect(await scan(ada)).toMatchObject({ outcome: 'welcome', borrower: { blocked: 'HAS_OVERDUE' } });
    expect(await scan(more.tag)).toMatchObject({ outcome: 'refused', reason: { code: 'HAS_OVERDUE' } });
    expect((await scan(loaner.tag)).outcome).toBe('returned');
    expect((await scan(more.tag)).outcome).toBe('borrowed');
    await desk.client.auth.unlock({ password: administrator.password });
  });

  it('[K1] a damage is noted on the asset at once, with what the borrower wrote, and only for his own items', async () => {
    const other = await desk.client.assets.create(bareAsset);
    await scan(ada);
    await scan(loaner.tag);
    await expect(kiosk.kiosk.reportDamage({ assetId: other.id, remark: null })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const told = await kiosk.kiosk.reportDamage({ assetId: loaner.id, remark: 'The hinge is loose' });
    expect(told).toMatchObject({ outcome: 'damage_noted', waits: true });
    expect((await desk.client.assets.lookup({ code: loaner.tag }))?.condition).toBe('damaged');
    expect(await waiting()).toMatchObject([
      { kind: 'damaged', remark: 'The hinge is loose', asset: { id: loaner.id } },
    ]);
    expect((await kiosk.kiosk.state()).items).toMatchObject([{ did: 'borrowed', damaged: true }]);
    await scan(codeOfCard('DAMAGED'));
    expect(await waiting()).toHaveLength(1);
  });

  it('[K1] a stolen item is told, also without a badge', async () => {
    await desk.client.assets.changeStatus({ id: loaner.id, status: 'stolen', reason: 'Gone' });
    expect(await scan(loaner.tag)).toMatchObject({ outcome: 'refused', reason: { code: 'ASSET_STOLEN' }, waits: true });
    expect(await waiting()).toMatchObject([{ kind: 'alarm', asset: { tag: loaner.tag } }]);
  });

  it('[K1] is settled once, with what came of it, and kept', async () => {
    await scan('NOBODY-KNOWS');
    const [only] = await waiting();
    const ids = [only?.id ?? 0];
    await expect(desk.client.kiosk.settle({ ids, note: ' ' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await desk.client.kiosk.settle({ ids, note: 'A parcel label' });
    expect(await waiting()).toEqual([]);
    const [newest] = await desk.client.kiosk.exceptions({ settled: true });
    expect(newest).toMatchObject({ note: 'A parcel label', settledBy: administrator.displayName });
    await expect(desk.client.kiosk.settle({ ids, note: 'Again' })).rejects.toMatchObject({ code: 'ALREADY_SETTLED' });
    const { sqlite } = openInventoryOf(desk.backend);
    for (const statement of ['DELETE FROM kiosk_exception', "UPDATE kiosk_exception SET code = 'x'"])
      expect(() => sqlite.exec(statement)).toThrow('KIOSK_EXCEPTION_IS_KEPT');
    expect(() => sqlite.exec("UPDATE kiosk_exception SET note = 'other'")).toThrow('KIOSK_EXCEPTION_IS_SETTLED');
  });
});
