import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextOrderStates } from '#shared/features/procurement/order.ts';
import { sideBySide } from '#shared/features/procurement/order-versions.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareLine, bareRequisition, bareSupplier, quoteFor, signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let clerk: Client;
let buyer: Client;
let ann: Client;
let ben: Client;
let keeper: Client;
let requesterId: number;
let departmentId: number;
let placeId: number;
let modelId: number;
let suppliers: number[];

beforeAll(async () => {
  desk = await openReadyDesk();
  const { client } = desk;
  requesterId = (await client.people.create(barePerson)).id;
  departmentId = (await client.people.createDepartment({ name: 'Field team', code: null })).id;
  placeId = (await client.places.create({ parentId: null, kind: 'room', name: 'Goods in', code: 'GI', notes: null }))
    .id;
  const maker = await client.assets.createManufacturer({ name: 'Quiet' });
  modelId = (
    await client.assets.createModel({
      name: 'Quiet 14',
      number: null,
      manufacturerId: maker.id,
      categoryId: 1,
      warrantyMonths: 12,
    })
  ).id;
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  buyer = await signInAs(desk, 'buyer', ['procurement']);
  ann = await signInAs(desk, 'ann', ['approver']);
  ben = await signInAs(desk, 'ben', ['approver']);
  keeper = await signInAs(desk, 'keeper', ['desk_operator']);
  suppliers = [];
  for (const name of ['Alpha', 'Beta', 'Gamma'])
    suppliers.push((await buyer.suppliers.create({ ...bareSupplier, name })).id);
}, slowHook);
afterAll(async () => desk.close());

/** A requisition of ten laptops whose quote by Alpha two people approved. */
async function approved(quantity = 10, unitPriceMinor = 120_000) {
  const { id } = await clerk.procurement.createRequisition({
    ...bareRequisition,
    requesterId,
    departmentId,
    lines: [{ ...bareLine, modelId, quantity }],
  });
  await clerk.procurement.submitRequisition({ id, version: 1 });
  const { lines } = await buyer.procurement.getRequisition({ id });
  const lineIds = lines.map((line) => line.id);
  const quote = { ...quoteFor(suppliers[0] ?? 0, lineIds, unitPriceMinor), requisitionId: id };
  const { id: quoteId } = await buyer.procurement.addQuote(quote);
  const { approvalId } = await buyer.procurement.putForward({ id, version: 2, quoteId, reason: 'Best' });
  const yes = { approvalId, verdict: 'approve' as const, comment: '' };
  if ((await ann.procurement.decide(yes)).outcome === 'open') await ben.procurement.decide(yes);
  const { version } = await buyer.procurement.getRequisition({ id });
  return { id, version, quoteId, lineIds };
}

const without = { control: null };

async function ordered(quantity = 10, unitPriceMinor = 120_000) {
  const need = await approved(quantity, unitPriceMinor);
  const made = await buyer.procurement.createOrder({ id: need.id, version: need.version, ...without });
  await buyer.procurement.sendOrder({ id: made.id, version: 1 });
  return { need, ...made };
}

const orderOf = (id: number) => buyer.procurement.getOrder({ id });

/** The order as the form sends it back. */
async function detailsOf(id: number) {
  const { deliveryPlace, deliveryAddress, terms, expectedOn, lines, totals } = await orderOf(id);
  return {
    deliveryPlaceId: deliveryPlace?.id ?? null,
    deliveryAddress,
    terms,
    expectedOn,
    freightMinor: totals?.freightMinor ?? 0,
    lines: lines.map((line) => ({
      id: line.id,
      categoryId: line.category.id,
      modelId: line.model?.id ?? null,
      description: line.description,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor ?? 0,
      taxBasisPoints: line.taxBasisPoints,
    })),
  };
}

const entriesOf = async (orderId: number) =>
  (await desk.client.reports.journal({ subject: `purchase_order:${orderId}`, limit: 100 })).entries;

async function checked(receiptId: number) {
  const { checklist } = await keeper.procurement.getReceipt({ id: receiptId });
  await keeper.procurement.answerChecklist({ receiptId, points: checklist.map((each) => ({ ...each, ok: true })) });
}

async function receive(orderId: number, serials: (string | null)[]) {
  const { receiptId } = await keeper.procurement.startReceipt({ orderId, placeId, deliveryNote: 'LS-1', ...without });
  const { lines } = await keeper.procurement.getReceipt({ id: receiptId });
  const units = await keeper.procurement.receiveUnits({ receiptId, lineId: lines[0]?.id ?? 0, serials });
  await checked(receiptId);
  return { receiptId, units };
}
const finish = { despiteOverDelivery: false, labels: null };
const serialsOf = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(5, '0')}`);

describe('an order', () => {
  it('[P5] comes from the quote that was approved, numbered without a gap when one fails', async () => {
    const first = await approved();
    const { number } = await buyer.procurement.createOrder({ id: first.id, version: first.version, ...without });
    const second = await approved();
    await expect(
      buyer.procurement.createOrder({ id: second.id, version: second.version - 1, ...without }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    const made = await buyer.procurement.createOrder({ id: second.id, version: second.version, ...without });
    expect([number, made.number]).toEqual(['PO-2026-0001', 'PO-2026-0002']);
    expect(await orderOf(made.id)).toMatchObject({
      state: 'draft',
      supplier: { name: 'Alpha' },
      expectedOn: '2026-12-04',
      totals: { netMinor: 1_200_000, taxMinor: 228_000, grossMinor: 1_428_000 },
    });
    expect(await buyer.procurement.findOrder({ code: 'po-2026-0002' })).toEqual({ id: made.id });
    expect(await buyer.procurement.findOrder({ code: 'IT-000001' })).toBeNull();
    expect((await buyer.procurement.listOrders({ requisitionId: second.id })).rows).toHaveLength(1);
    await expect(
      buyer.procurement.createOrder({ id: second.id, version: second.version + 1, ...without }),
    ).rejects.toMatchObject({ code: 'REQUISITION_STATE' });
  });

  it('[P5] changed after it was sent is a revision with a reason and what is different', async () => {
    const { id } = await ordered();
    await buyer.procurement.confirmOrder({ id, version: 2, confirmation: 'AB-77', expectedOn: '2026-12-10' });
    const details = await detailsOf(id);
    const lines = details.lines.map((line) => ({ ...line, quantity: 9 }));
    const change = { ...details, lines, id, version: 3 };
    await expect(buyer.procurement.changeOrder({ ...change, reason: '' })).rejects.toMatchObject({
      code: 'REASON_MISSING',
    });
    await buyer.procurement.changeOrder({ ...change, reason: 'One less' });
    await expect(buyer.procurement.changeOrder({ ...change, reason: 'Late' })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const order = await orderOf(id);
    expect(order).toMatchObject({ state: 'sent', revision: 2, sentRevision: 1, confirmation: null });
    expect(order.revisions[0]).toMatchObject({
      revision: 2,
      reason: 'One less',
      differences: [{ field: 'quantity', line: 1, before: '10', after: '9' }],
    });
    await expect(
      buyer.procurement.confirmOrder({ id, version: 4, confirmation: 'AB-78', expectedOn: null }),
    ).rejects.toMatchObject({ code: 'NOT_SENT_YET' });
    await buyer.procurement.sendOrder({ id, version: 4 });
    await buyer.procurement.confirmOrder({ id, version: 5, confirmation: 'AB-78', expectedOn: null });
  });

  it('[P5] changed by another operator meanwhile is refused, and both versions can be held side by side', async () => {
    const { id } = await ordered();
    const { version } = await orderOf(id);
    const mine = await detailsOf(id);
    const theirs = { ...mine, terms: 'Deliver to the gate' };
    await buyer.procurement.changeOrder({ ...theirs, id, version, reason: 'The gate is open' });
    const before = await orderOf(id);
    await expect(
      buyer.procurement.changeOrder({ ...mine, freightMinor: 100, id, version, reason: 'Mine' }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE', data: { entity: 'purchase_order', id } });
    expect(await orderOf(id)).toEqual(before);
    const versions = await buyer.procurement.listOrderVersions({ id });
    expect(versions.map(({ revision, reason }) => [revision, reason])).toEqual([
      [1, ''],
      [2, 'The gate is open'],
    ]);
    const [one, other] = versions;
    if (one === undefined || other === undefined) throw new Error('two versions');
    expect(sideBySide(one.content, other.content).filter(({ differs }) => differs)).toEqual([
      { field: 'terms', line: null, one: mine.terms, other: 'Deliver to the gate', differs: true },
    ]);
    await expect(keeper.procurement.listOrderVersions({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[P3][P5] negative and absurd quantities and prices of quotes, orders and invoices are refused and nothing is written', async () => {
    const { id, need } = await ordered();
    const before = await orderOf(id);
    const details = await detailsOf(id);
    const [line] = details.lines;
    if (line === undefined) throw new Error('a line');
    const refused = { code: 'INVALID_INPUT' };
    const { length: entriesBefore } = await entriesOf(id);
    for (const part of [
      { quantity: 0 },
      { quantity: -2 },
      { quantity: 10_001 },
      { quantity: 1.5 },
      { unitPriceMinor: -1 },
      { unitPriceMinor: 1e15 },
      { taxBasisPoints: 10_001 },
    ]) {
      const lines = [{ ...line, ...part }];
      const change = { ...details, lines, id, version: before.version, reason: 'Slip of the finger' };
      await expect(buyer.procurement.changeOrder(change)).rejects.toMatchObject(refused);
    }
    const paper = { orderId: id, number: 'RE-0', invoicedOn: '2026-11-24', dueOn: null, freightMinor: 0, ...without };
    for (const [quantity, unitPriceMinor] of [
      [0, 100],
      [-1, 100],
      [10_001, 100],
      [1, -100],
    ] as const)
      await expect(
        buyer.procurement.recordInvoice({ ...paper, lines: [{ orderLineId: line.id ?? 0, quantity, unitPriceMinor }] }),
      ).rejects.toMatchObject(refused);
    for (const unitPriceMinor of [-1, 1e15])
      await expect(
        buyer.procurement.addQuote({
          ...quoteFor(suppliers[1] ?? 0, need.lineIds, unitPriceMinor),
          requisitionId: need.id,
        }),
      ).rejects.toMatchObject(refused);
    expect(await orderOf(id)).toEqual(before);
    expect((await buyer.procurement.listInvoices({ orderId: id })).rows).toEqual([]);
    expect(await entriesOf(id)).toHaveLength(entriesBefore);
  });

  it('[P4] beyond what was approved waits for another approval', async () => {
    const { id, need } = await ordered(10, 80_000);
    const details = await detailsOf(id);
    const dearer = { ...details, lines: details.lines.map((line) => ({ ...line, unitPriceMinor: 90_000 })) };
    await expect(
      buyer.procurement.changeOrder({ ...dearer, id, version: 2, reason: 'Price list' }),
    ).rejects.toMatchObject({
      code: 'APPROVAL_NEEDED',
      data: { approved: { minor: 800_000 }, total: { minor: 900_000 } },
    });
    const quote = { ...quoteFor(suppliers[0] ?? 0, need.lineIds, 90_000), id: need.quoteId, version: 1 };
    await buyer.procurement.changeQuote(quote);
    const { version, state } = await buyer.procurement.getRequisition({ id: need.id });
    expect(state).toBe('submitted');
    const { approvalId } = await buyer.procurement.putForward({
      id: need.id,
      version,
      quoteId: need.quoteId,
      reason: 'Price list',
    });
    await ann.procurement.decide({ approvalId, verdict: 'approve', comment: '' });
    await buyer.procurement.changeOrder({ ...dearer, id, version: 2, reason: 'Price list' });
    await buyer.procurement.sendOrder({ id, version: 3 });
    expect((await orderOf(id)).sentRevision).toBe(2);
  });

  it('[P5] cancelled frees its requisition to be ordered anew; the database keeps its steps', async () => {
    const { id, need } = await ordered();
    await buyer.procurement.cancelOrder({ id, version: 2, reason: 'Out of business' });
    const { version, state } = await buyer.procurement.getRequisition({ id: need.id });
    expect(state).toBe('approved');
    await buyer.procurement.createOrder({ id: need.id, version, ...without });
    const sqlite = desk.backend.inventory?.sqlite;
    const steps = sqlite
      ?.prepare<[], { from_state: string; to_state: string }>('SELECT * FROM purchase_order_step')
      .all()
      .map((step) => `${step.from_state} → ${step.to_state}`);
    const allowed = Object.entries(nextOrderStates).flatMap(([from, tos]) => tos.map((to) => `${from} → ${to}`));
    expect(steps?.toSorted()).toEqual(allowed.toSorted());
    expect(() => sqlite?.exec(`UPDATE purchase_order SET terms = 'x' WHERE id = ${id}`)).toThrow('ORDER_HAS_ENDED');
  });

  it('[P5] shows no prices to whom costs are not shown', async () => {
    const { id } = await ordered();
    const order = await keeper.procurement.getOrder({ id });
    expect([order.gross, order.totals, order.lines[0]?.unitPriceMinor]).toEqual([null, null, null]);
  });
});

describe('receiving', () => {
  it('[P6] makes assets with everything that the order knows, in one transaction', async () => {
    const { id, number } = await ordered(3);
    const details = await detailsOf(id);
    await buyer.procurement.changeOrder({ ...details, freightMinor: 1000, id, version: 2, reason: 'Freight' });
    await buyer.procurement.sendOrder({ id, version: 3 });
    const { receiptId } = await receive(id, ['S/N: AA-00001', 'AA-00002', 'AA-00003']);
    const done = await keeper.procurement.finishReceipt({ receiptId, ...finish });
    expect(done).toMatchObject({ rma: null, orderState: 'received' });
    const assets = await Promise.all(done.assets.map((asset) => desk.client.assets.get({ id: asset.id })));
    expect(assets[0]).toMatchObject({
      name: 'Quiet Quiet 14',
      serial: 'AA-00001',
      status: 'in_stock',
      condition: 'new',
      place: { id: placeId },
      department: 'Field team',
      supplier: { name: 'Alpha' },
      orderNumber: number,
      purchasedOn: '2026-11-24',
      warrantyUntil: '2029-11-24',
      manufacturer: 'Quiet',
    });
    expect(assets.map(({ cost }) => cost?.minor)).toEqual([120_333, 120_333, 120_334]);
    expect(new Set(assets.map(({ tag }) => tag)).size).toBe(3);
  });

  it('[P6] refuses serials that are none, come twice or are in the register, and writes nothing', async () => {
    const { id } = await ordered();
    const manufacturerId = (await desk.client.assets.listManufacturers()).find(({ name }) => name === 'Quiet')?.id;
    await desk.client.assets.create({ ...bareAsset, serial: 'BB-00009', manufacturerId: manufacturerId ?? null });
    const { receiptId } = await receive(id, ['BB-00001']);
    const { lines } = await keeper.procurement.getReceipt({ id: receiptId });
    const into = { receiptId, lineId: lines[0]?.id ?? 0 };
    const refused = [
      [['bb-00001'], 'SERIAL_RECEIVED'],
      [['BB-00002', 'BB-00002'], 'SERIAL_RECEIVED'],
      [['BB-00009'], 'SERIAL_TAKEN'],
      [['490154203237518'], 'SERIAL_FORMAT'],
    ] as const;
    for (const [serials, code] of refused)
      await expect(keeper.procurement.receiveUnits({ ...into, serials: [...serials] }), code).rejects.toMatchObject({
        code,
      });
    expect((await keeper.procurement.getReceipt({ id: receiptId })).units).toHaveLength(1);
    expect(await keeper.procurement.takeBackUnit({ receiptId, unitId: null })).toEqual({ serial: 'BB-00001' });
    await expect(keeper.procurement.finishReceipt({ receiptId, ...finish })).rejects.toMatchObject({
      code: 'NOTHING_RECEIVED',
    });
    await keeper.procurement.discardReceipt({ receiptId, reason: 'Wrong truck' });
    await expect(keeper.procurement.takeBackUnit({ receiptId, unitId: null })).rejects.toMatchObject({
      code: 'RECEIPT_CLOSED',
    });
  });

  it('[P6] asks before more is taken than was ordered, and before the inspection is done', async () => {
    const { id } = await ordered(2);
    const { receiptId } = await keeper.procurement.startReceipt({ orderId: id, placeId, deliveryNote: '', ...without });
    const { lines, checklist } = await keeper.procurement.getReceipt({ id: receiptId });
    await keeper.procurement.receiveUnits({ receiptId, lineId: lines[0]?.id ?? 0, serials: [null, null, null] });
    await expect(keeper.procurement.finishReceipt({ receiptId, ...finish })).rejects.toMatchObject({
      code: 'CHECKLIST_OPEN',
      data: { open: checklist.length },
    });
    await checked(receiptId);
    await expect(keeper.procurement.finishReceipt({ receiptId, ...finish })).rejects.toMatchObject({
      code: 'OVER_DELIVERY',
      data: { ordered: 2, received: 3 },
    });
    const done = await keeper.procurement.finishReceipt({ receiptId, ...finish, despiteOverDelivery: true });
    expect(done.assets).toHaveLength(3);
  });

  it('[P6] has its points by category, and new ones once they are saved', async () => {
    const plain = (text: string) => ({ text, photo: false });
    const before = (await keeper.procurement.listChecklists())[0];
    await desk.client.procurement.saveChecklist({ categoryId: null, points: [plain('Seal is whole')] });
    await desk.client.procurement.saveChecklist({
      categoryId: 1,
      points: [{ text: 'Seal is whole', photo: true }, plain('It starts')],
    });
    const lists = await keeper.procurement.listChecklists();
    expect(lists[0]).toEqual({ categoryId: null, category: null, points: [plain('Seal is whole')], usual: false });
    const { id } = await ordered();
    const { receiptId } = await keeper.procurement.startReceipt({ orderId: id, placeId, deliveryNote: '', ...without });
    const { checklist } = await keeper.procurement.getReceipt({ id: receiptId });
    expect(checklist.map(({ text, photo }) => [text, photo])).toEqual([
      ['Seal is whole', true],
      ['It starts', false],
    ]);
    await expect(
      desk.client.procurement.saveChecklist({ categoryId: 1, points: [plain('Twice'), plain('Twice')] }),
    ).rejects.toMatchObject({ code: 'POINT_TWICE', data: { point: 'Twice' } });
    for (const categoryId of [null, 1]) await desk.client.procurement.saveChecklist({ categoryId, points: null });
    expect((await keeper.procurement.listChecklists())[0]).toEqual(before);
    await keeper.procurement.discardReceipt({ receiptId, reason: 'Only looked at its list' });
  });

  it('[S4] is not for who ordered, in the database either, nor for who may not', async () => {
    const both = await signInAs(desk, 'both', ['procurement', 'desk_operator']);
    const need = await approved();
    const { id } = await both.procurement.createOrder({ id: need.id, version: need.version, ...without });
    await both.procurement.sendOrder({ id, version: 1 });
    await expect(
      both.procurement.startReceipt({ orderId: id, placeId, deliveryNote: '', control: 'I look twice' }),
    ).rejects.toMatchObject({ code: 'SEPARATION_OF_DUTIES', data: { other: 'order', smallTeam: false } });
    const sqlite = desk.backend.inventory?.sqlite;
    expect(() =>
      sqlite?.exec(`INSERT INTO receipt (order_id, delivery_note, state, checklist, received_by, received_at)
        SELECT id, '', 'open', '[]', created_by, 'now' FROM purchase_order WHERE id = ${id}`),
    ).toThrow('RECEIVED_BY_WHO_ORDERED');
    await expect(
      buyer.procurement.startReceipt({ orderId: id, placeId, deliveryNote: '', ...without }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a purchase', () => {
  it('[P6] in two deliveries with a failed unit leaves the right assets, numbers and journal', async () => {
    const { id, need, number } = await ordered(5);
    const first = await receive(id, serialsOf('CC-', 3));
    const [broken, scratched] = first.units;
    const judge = { receiptId: first.receiptId, note: 'Display dead' };
    await expect(
      keeper.procurement.judgeUnit({ ...judge, unitId: broken?.id ?? 0, verdict: 'fail', note: '' }),
    ).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await keeper.procurement.judgeUnit({ ...judge, unitId: broken?.id ?? 0, verdict: 'fail' });
    await keeper.procurement.judgeUnit({ ...judge, unitId: scratched?.id ?? 0, verdict: 'defect', note: 'Scratch' });
    const one = await keeper.procurement.finishReceipt({ receiptId: first.receiptId, ...finish });
    expect(one).toMatchObject({ rma: 'RMA-2026-0001', orderState: 'partly_received' });
    expect(one.assets).toHaveLength(2);
    expect(await desk.client.assets.get({ id: one.assets[0]?.id ?? 0 })).toMatchObject({
      condition: 'damaged',
      notes: 'Scratch',
    });
    const second = await receive(id, serialsOf('CD-', 3));
    const two = await keeper.procurement.finishReceipt({ receiptId: second.receiptId, ...finish });
    expect(two.orderState).toBe('received');
    const { total } = await desk.client.assets.list({ search: 'CC-0000' });
    expect(total).toBe(2);
    const order = await orderOf(id);
    expect(order).toMatchObject({ accepted: 5, lines: [{ accepted: 5, failed: 1 }] });
    expect(order.receipts.map(({ accepted, failed }) => [accepted, failed])).toEqual([
      [3, 0],
      [2, 1],
    ]);
    await buyer.procurement.closeOrder({ id, version: order.version, reason: 'All there' });
    expect((await buyer.procurement.getRequisition({ id: need.id })).state).toBe('fulfilled');
    const { entries } = await desk.client.reports.journal({ subject: `purchase_order:${id}` });
    expect(entries.map(({ event }) => event.split('.')[1]).toReversed()).toEqual([
      'orderCreated',
      'orderSent',
      'receiptStarted',
      'received',
      'receiptStarted',
      'received',
      'orderClosed',
    ]);
    expect(number).toMatch(/^PO-2026-\d{4}$/);
  });
});
describe('invoices', () => {
  it('[P5] are held against order and deliveries, and what differs waits until it is cleared with a reason', async () => {
    const { id } = await ordered(4);
    const { receiptId } = await receive(id, serialsOf('EE-', 3));
    await keeper.procurement.finishReceipt({ receiptId, ...finish });
    const [line] = (await orderOf(id)).lines;
    const bill = {
      orderId: id,
      number: 'RE-1',
      invoicedOn: '2026-11-24',
      dueOn: null,
      freightMinor: 0,
      lines: [{ orderLineId: line?.id ?? 0, quantity: 4, unitPriceMinor: 120_000 }],
      ...without,
    };
    const recorded = await buyer.procurement.recordInvoice(bill);
    expect(recorded.state).toBe('mismatch');
    await expect(buyer.procurement.recordInvoice(bill)).rejects.toMatchObject({ code: 'INVOICE_TAKEN' });
    const [waiting] = (await buyer.procurement.listInvoices({ states: ['mismatch'] })).rows;
    expect(waiting?.differences).toEqual([{ code: 'QUANTITY', line: 'Quiet 14', invoiced: 4, expected: 3 }]);
    const seen = { id: recorded.id, ...without };
    expect(await buyer.procurement.matchAgain({ ...seen, version: waiting?.version ?? 0 })).toEqual({
      state: 'mismatch',
    });
    const credit = { orderLineId: line?.id ?? 0, credited: 1 };
    await expect(
      buyer.procurement.creditInvoice({ ...seen, version: 3, lines: [{ ...credit, credited: 5 }], reason: 'x' }),
    ).rejects.toMatchObject({ code: 'CREDIT_TOO_LARGE' });
    expect(
      await buyer.procurement.creditInvoice({ ...seen, version: 3, lines: [credit], reason: 'Credit note 7' }),
    ).toEqual({ state: 'matched' });
    await expect(
      buyer.procurement.settleInvoice({ ...seen, version: 4, outcome: 'accepted', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'INVOICE_STATE' });
    const dear = {
      ...bill,
      number: 'RE-2',
      lines: [{ orderLineId: line?.id ?? 0, quantity: 1, unitPriceMinor: 130_000 }],
    };
    const second = await buyer.procurement.recordInvoice(dear);
    const [other] = (await buyer.procurement.listInvoices({ states: ['mismatch'], orderId: id })).rows;
    expect(other?.differences.map(({ code }) => code)).toEqual(['QUANTITY', 'PRICE']);
    await buyer.procurement.settleInvoice({
      id: second.id,
      version: other?.version ?? 0,
      outcome: 'rejected',
      reason: 'Never came',
      ...without,
    });
    await buyer.procurement.recordInvoice({ ...dear, number: 'RE-2' });
    const all = (await buyer.procurement.listInvoices({ orderId: id })).rows;
    expect(all.map(({ state }) => state)).toEqual(['mismatch', 'rejected', 'matched']);
    const paged: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await buyer.procurement.listInvoices({
        search: 're-',
        orderId: id,
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(page.total).toBe(all.length);
      paged.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.map((row) => row.id));
  });

  it('[S4] are not matched by who received, in the database either', async () => {
    const trader = await signInAs(desk, 'trader', ['procurement', 'desk_operator']);
    const { id } = await ordered(1);
    const { receiptId } = await trader.procurement.startReceipt({ orderId: id, placeId, deliveryNote: '', ...without });
    const { lines, checklist } = await trader.procurement.getReceipt({ id: receiptId });
    await trader.procurement.receiveUnits({ receiptId, lineId: lines[0]?.id ?? 0, serials: [null] });
    await trader.procurement.answerChecklist({ receiptId, points: checklist.map((each) => ({ ...each, ok: true })) });
    await trader.procurement.finishReceipt({ receiptId, ...finish });
    await expect(
      trader.procurement.recordInvoice({
        orderId: id,
        number: 'RE-9',
        invoicedOn: '2026-11-24',
        dueOn: null,
        freightMinor: 0,
        lines: [{ orderLineId: lines[0]?.id ?? 0, quantity: 1, unitPriceMinor: 120_000 }],
        control: 'I look twice',
      }),
    ).rejects.toMatchObject({ code: 'SEPARATION_OF_DUTIES', data: { other: 'receive' } });
    expect(() =>
      desk.backend.inventory?.sqlite
        .exec(`INSERT INTO invoice (order_id, supplier_id, number, invoiced_on, freight_minor, state, recorded_by, recorded_at)
        SELECT purchase_order.id, supplier_id, 'RE-9', '2026-11-24', 0, 'mismatch', received_by, 'now'
        FROM purchase_order JOIN receipt ON receipt.order_id = purchase_order.id WHERE purchase_order.id = ${id}`),
    ).toThrow('MATCHED_BY_WHO_RECEIVED');
  });
});
