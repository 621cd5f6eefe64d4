import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptUntil, nextRequisitionStates } from '#shared/features/procurement/requisition.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareLine, bareRequisition, signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let requesterId: number;
let clerk: Client;
let buyer: Client;

beforeAll(async () => {
  desk = await openReadyDesk();
  requesterId = (await desk.client.people.create(barePerson)).id;
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  buyer = await signInAs(desk, 'buyer', ['procurement']);
}, slowHook);
afterAll(async () => desk.close());

const need = (more: object = {}) => ({ ...bareRequisition, requesterId, ...more });

describe('a requisition', () => {
  it('[P1] says who needs what, why and by when, and is numbered without gaps in its year', async () => {
    const first = await clerk.procurement.createRequisition(
      need({ neededBy: '2027-01-15', lines: [{ ...bareLine, quantity: 12, description: 'Laptop for a new hire' }] }),
    );
    await expect(clerk.procurement.createRequisition(need({ requesterId: 999 }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const second = await clerk.procurement.createRequisition(need());
    const read = await clerk.procurement.getRequisition(first);
    expect(read).toMatchObject({
      number: 'REQ-2026-0001',
      state: 'draft',
      requester: { name: barePerson.name },
      neededBy: '2027-01-15',
      units: 12,
      createdBy: 'clerk',
    });
    expect((await clerk.procurement.getRequisition(second)).number).toBe('REQ-2026-0002');
    const list = await clerk.procurement.listRequisitions({ search: 'for a new hire' });
    expect(list.rows.map(({ number }) => number)).toEqual(['REQ-2026-0001']);
  });

  it('[P1] is worded anew until it is submitted, and after it was returned with a reason', async () => {
    const { id } = await clerk.procurement.createRequisition(need());
    await clerk.procurement.changeRequisition({ ...need({ reason: 'Another' }), id, version: 1 });
    await expect(clerk.procurement.changeRequisition({ ...need(), id, version: 1 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await clerk.procurement.submitRequisition({ id, version: 2 });
    await expect(clerk.procurement.changeRequisition({ ...need(), id, version: 3 })).rejects.toMatchObject({
      code: 'REQUISITION_STATE',
      data: { state: 'submitted' },
    });
    await buyer.procurement.returnRequisition({ id, version: 3, reason: 'Which size?' });
    expect(await clerk.procurement.getRequisition({ id })).toMatchObject({
      state: 'returned',
      returnReason: 'Which size?',
    });
    await clerk.procurement.changeRequisition({ ...need({ notes: '14 inch' }), id, version: 4 });
    await clerk.procurement.submitRequisition({ id, version: 5 });
    await buyer.procurement.cancelRequisition({ id, version: 6, reason: 'Found one' });
    const { entries } = await desk.client.reports.journal({ subject: `requisition:${id}` });
    expect(entries.map(({ event }) => event).toReversed()).toEqual([
      'procurement.requisitionCreated',
      'procurement.requisitionChanged',
      'procurement.requisitionSubmitted',
      'procurement.requisitionReturned',
      'procurement.requisitionChanged',
      'procurement.requisitionSubmitted',
      'procurement.requisitionCancelled',
    ]);
  });

  it('[P1] of somebody else is changed by buyers only', async () => {
    const { id } = await clerk.procurement.createRequisition(need());
    const other = await signInAs(desk, 'other', ['desk_operator']);
    await expect(other.procurement.submitRequisition({ id, version: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await buyer.procurement.submitRequisition({ id, version: 1 });
  });

  it('[P1] absurd quantities and prices are refused and nothing is written', async () => {
    const { total } = await clerk.procurement.listRequisitions({});
    for (const line of [
      { ...bareLine, quantity: 0 },
      { ...bareLine, quantity: -3 },
      { ...bareLine, quantity: 1.5 },
      { ...bareLine, quantity: 10_001 },
      { ...bareLine, estimate: { minor: -1, currency: 'EUR' } },
    ])
      await expect(clerk.procurement.createRequisition(need({ lines: [line] }))).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    await expect(clerk.procurement.createRequisition(need({ lines: [] }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await clerk.procurement.listRequisitions({})).total).toBe(total);
  });

  it('[P1] the database allows exactly the steps of the state machine, and keeps what was submitted', async () => {
    const sqlite = desk.backend.inventory?.sqlite;
    const steps = sqlite
      ?.prepare<[], { from_state: string; to_state: string }>('SELECT * FROM requisition_step')
      .all()
      .map((step) => `${step.from_state} → ${step.to_state}`);
    const allowed = Object.entries(nextRequisitionStates).flatMap(([from, tos]) => tos.map((to) => `${from} → ${to}`));
    expect(steps?.toSorted()).toEqual(allowed.toSorted());
    const { id } = await clerk.procurement.createRequisition(need());
    await clerk.procurement.submitRequisition({ id, version: 1 });
    const refused = {
      [`UPDATE requisition SET state = 'fulfilled' WHERE id = ${id}`]: 'REQUISITION_STATE_STEP',
      [`UPDATE requisition_line SET quantity = 9 WHERE requisition_id = ${id}`]: 'REQUISITION_IS_SUBMITTED',
      [`DELETE FROM requisition WHERE id = ${id}`]: 'REQUISITION_IS_KEPT',
    };
    for (const [statement, reason] of Object.entries(refused))
      expect(() => sqlite?.exec(statement), statement).toThrow(reason);
  });
});

describe('what is there already', () => {
  it('[P1] idle stock is offered with its place, the wanted model and words first, and nothing that is held', async () => {
    const { client } = desk;
    const place = await client.places.create({
      parentId: null,
      kind: 'rack',
      name: 'Rack 7',
      code: 'R7',
      notes: null,
    });
    const model = await client.assets.createModel({
      name: 'Quiet 14',
      number: null,
      manufacturerId: null,
      categoryId: 1,
      warrantyMonths: 36,
    });
    const make = async (more: object) => client.assets.create({ ...bareAsset, placeId: place.id, ...more });
    await make({ name: 'Plain laptop' });
    const wordy = await make({ name: 'Laptop 32 GB' });
    const wanted = await make({ name: 'Laptop', modelId: model.id });
    const broken = await make({ name: 'Broken', condition: 'defective' });
    const held = await make({ name: 'Held' });
    await client.custody.checkOut({
      assetId: held.id,
      custodian: { kind: 'person', id: requesterId },
      dueOn: null,
      condition: null,
      note: null,
    });
    const found = await clerk.procurement.findAlternatives({ categoryId: 1, modelId: model.id, words: '32 GB' });
    expect(found.idle.slice(0, 2).map(({ tag }) => tag)).toEqual([wanted.tag, wordy.tag]);
    expect(found.idle[0]?.place).toBe('Rack 7');
    expect(found.idle.map(({ id }) => id)).not.toContain(broken.id);
    expect(found.idle.map(({ id }) => id)).not.toContain(held.id);
    expect(found.idleTotal).toBe(3);
  });

  it('[P1] idle stock is kept for the requester, offered to nobody else meanwhile, and free again when that is undone', async () => {
    const asked = { categoryId: 3, modelId: null, words: '' };
    const forHim = { ...asked, requesterId };
    const { id } = await desk.client.assets.create({ ...bareAsset, categoryId: 3 });
    await desk.client.assets.create({ ...bareAsset, categoryId: 3 });
    const today = desk.surroundings.now().slice(0, 10);
    const until = keptUntil(today, '2026-12-24');
    const kept = await clerk.loans.reserve({ assetId: id, forPersonId: requesterId, from: today, to: until });
    const after = await clerk.procurement.findAlternatives(forHim);
    expect(after.reserved).toMatchObject([{ id, reservationId: kept.id, tag: kept.tag, until: '2027-01-07' }]);
    expect(after.idle.map((asset) => asset.id)).not.toContain(id);
    expect([after.idleTotal, after.demand.idle]).toEqual([1, 1]);
    expect((await clerk.procurement.findAlternatives(asked)).reserved).toEqual([]);
    expect((await clerk.procurement.findAlternatives({ ...forHim, categoryId: 4 })).reserved).toEqual([]);
    await clerk.loans.cancelReservation({ id: kept.id });
    const undone = await clerk.procurement.findAlternatives(forHim);
    expect([undone.reserved.length, undone.idleTotal, undone.demand.idle]).toEqual([0, 2, 2]);
  });

  it('[P1] earlier purchases are told with prices to whom costs are shown, and what will run out is counted', async () => {
    const bought = {
      ...bareAsset,
      categoryId: 2,
      orderNumber: 'PO-7',
      cost: { minor: 89_900, currency: 'EUR' },
      purchasedOn: '2026-03-01',
      endOfLifeOn: '2027-03-01',
    };
    await desk.client.assets.create(bought);
    await desk.client.assets.create(bought);
    await desk.client.assets.create({ ...bought, purchasedOn: '2024-03-01' });
    const asked = { categoryId: 2, modelId: null, words: '' };
    const { purchases, demand } = await buyer.procurement.findAlternatives(asked);
    expect(purchases).toMatchObject([{ quantity: 2, orderNumber: 'PO-7', unitPrice: { minor: 89_900 } }]);
    expect(demand.endOfLife).toBe(3);
    expect((await clerk.procurement.findAlternatives(asked)).purchases[0]?.unitPrice).toBeNull();
  });
});
