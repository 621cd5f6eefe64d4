import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareLine, bareRequisition, bareSupplier, quoteFor, signInAs, slowHook } from '#tests/support/procurement.ts';

let folder: string;
/** What the dialog of the system answers; null is a cancelled one. */
let answer: string | null = null;
let desk: TestDesk;
let clerk: Client;
let buyer: Client;
let ann: Client;
let ben: Client;
let keeper: Client;
let requesterId: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-papers-'));
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
  requesterId = (await desk.client.people.create(barePerson)).id;
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  buyer = await signInAs(desk, 'buyer', ['procurement']);
  ann = await signInAs(desk, 'ann', ['approver']);
  ben = await signInAs(desk, 'ben', ['approver']);
  keeper = await signInAs(desk, 'keeper', ['desk_operator']);
}, slowHook);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const without = { control: null };

describe('the whole way', () => {
  it('[P1][P2][P3][P4][P5][P6] from need to inspected asset leaves the right assets, numbers and evidence', async () => {
    const { id } = await clerk.procurement.createRequisition({
      ...bareRequisition,
      requesterId,
      lines: [{ ...bareLine, quantity: 6, mustHaves: '32 GB' }],
    });
    const must = { id: null, kind: 'must' as const, text: 'Memory', target: '32 GB', weight: 1, regulation: '' };
    await clerk.procurement.specify({ id, version: 1, criteria: [must] });
    await clerk.procurement.submitRequisition({ id, version: 2 });
    const suppliers: number[] = [];
    for (const name of ['Alpha', 'Beta', 'Gamma'])
      suppliers.push((await buyer.suppliers.create({ ...bareSupplier, name, email: `${name}@example.com` })).id);
    const [alpha = 0, beta = 0, gamma = 0] = suppliers;
    await buyer.procurement.requestQuotes({ requisitionId: id, supplierIds: suppliers, answerBy: '2026-12-01' });

    const need = await buyer.procurement.getRequisition({ id });
    const lineIds = need.lines.map((line) => line.id);
    const answers = (value: number) => [{ criterionId: need.criteria[0]?.id ?? 0, value }];
    const offer = (supplier: number, price: number, met: number) =>
      buyer.procurement.addQuote({ ...quoteFor(supplier, lineIds, price), answers: answers(met), requisitionId: id });
    await offer(alpha, 200_000, 10);
    const best = await offer(beta, 190_000, 10);
    await offer(gamma, 90_000, 0);
    const seen = await buyer.procurement.compareQuotes({ requisitionId: id });
    expect(seen.winnerId).toBe(best.id);
    expect(seen.scores.map(({ excluded }) => excluded)).toEqual([null, null, 'MUST_NOT_MET']);

    const forward = { id, version: need.version, quoteId: best.id, reason: 'Best of those that meet the must' };
    const { approvalId } = await buyer.procurement.putForward(forward);
    const yes = { approvalId, verdict: 'approve' as const, comment: '' };
    expect(await ann.procurement.decide(yes)).toEqual({ outcome: 'open' });
    expect(await ben.procurement.decide(yes)).toEqual({ outcome: 'approved' });

    const { version } = await buyer.procurement.getRequisition({ id });
    const order = await buyer.procurement.createOrder({ id, version, ...without });
    expect(order.number).toBe('PO-2026-0001');
    await buyer.procurement.sendOrder({ id: order.id, version: 1 });

    const first = await deliver(order.id, ['WW-00001', 'WW-00002', 'WW-00003'], 'WW-00002');
    expect(first).toMatchObject({ rma: 'RMA-2026-0001', orderState: 'partly_received' });
    const orderLineId = (await buyer.procurement.getOrder({ id: order.id })).lines[0]?.id ?? 0;
    const invoice = await buyer.procurement.recordInvoice({
      orderId: order.id,
      number: 'RE-77',
      invoicedOn: '2026-11-24',
      dueOn: null,
      freightMinor: 0,
      lines: [{ orderLineId, quantity: 6, unitPriceMinor: 190_000 }],
      ...without,
    });
    expect(invoice.state).toBe('mismatch');
    const second = await deliver(order.id, ['WW-00004', 'WW-00005', 'WW-00006', 'WW-00007'], null);
    expect(second.orderState).toBe('received');
    const [waiting] = (await buyer.procurement.listInvoices({ states: ['mismatch'] })).rows;
    expect(await buyer.procurement.matchAgain({ id: invoice.id, version: waiting?.version ?? 0, ...without })).toEqual({
      state: 'matched',
    });

    const { rows } = await desk.client.assets.list({ search: 'WW-0000' });
    expect(rows.map(({ serial }) => serial ?? '').toSorted()).toEqual(
      [1, 3, 4, 5, 6, 7].map((each) => `WW-0000${each}`),
    );
    expect(rows.every(({ cost }) => cost?.minor === 190_000)).toBe(true);
    expect((await clerk.procurement.getRequisition({ id })).state).toBe('fulfilled');
    const events = async (subject: string) =>
      (await desk.client.reports.journal({ subject, limit: 100 })).entries
        .map(({ event }) => event.replace('procurement.', ''))
        .toReversed();
    expect(await events(`requisition:${id}`)).toEqual([
      'requisitionCreated',
      'specified',
      'requisitionSubmitted',
      'quotesRequested',
      'quoteRecorded',
      'quoteRecorded',
      'quoteRecorded',
      'proposed',
      'voted',
      'voted',
      'approved',
    ]);
    expect(await events(`purchase_order:${order.id}`)).toEqual([
      'orderCreated',
      'orderSent',
      'receiptStarted',
      'received',
      'invoiceRecorded',
      'receiptStarted',
      'received',
      'invoiceMatched',
    ]);

    const [repaired] = rows;
    await desk.client.assets.changeStatus({ id: repaired?.id ?? 0, status: 'in_maintenance', reason: 'Fan is loud' });
    expect(await buyer.procurement.listSupplierPerformance()).toEqual([
      {
        supplierId: beta,
        deliveries: 2,
        onTime: 2,
        units: 7,
        failed: 1,
        assets: 6,
        failedFirstYear: 1,
        priceDriftPercent: null,
      },
    ]);

    const papers = {
      order: () => buyer.procurement.saveOrderPdf({ id: order.id }),
      request: () => buyer.procurement.saveQuoteRequestPdf({ requisitionId: id, supplierId: beta }),
      proposal: () => ann.procurement.saveProposalPdf({ approvalId }),
    };
    for (const [name, save] of Object.entries(papers)) {
      answer = join(folder, `${name}.pdf`);
      expect(await save()).toEqual({ path: answer });
      expect(readFileSync(answer).subarray(0, 5).toString()).toBe('%PDF-');
    }
    answer = null;
    expect(await papers.order()).toEqual({ path: null });
    expect(readdirSync(folder).toSorted()).toEqual(['order.pdf', 'proposal.pdf', 'request.pdf']);
    const mail = await buyer.procurement.quoteRequestText({ requisitionId: id, supplierId: beta });
    expect(mail).toMatchObject({ to: 'Beta@example.com', subject: 'Request for quotation RFQ-2026-0002' });
    expect(mail.text).toContain('Must have: 32 GB');
    expect(mail.text).not.toContain('190');
  });
});

async function deliver(orderId: number, serials: string[], broken: string | null) {
  const { receiptId } = await keeper.procurement.startReceipt({ orderId, placeId: null, deliveryNote: '', ...without });
  const { lines, checklist } = await keeper.procurement.getReceipt({ id: receiptId });
  const units = await keeper.procurement.receiveUnits({ receiptId, lineId: lines[0]?.id ?? 0, serials });
  const failed = units.find(({ serial }) => serial === broken);
  if (failed)
    await keeper.procurement.judgeUnit({ receiptId, unitId: failed.id, verdict: 'fail', note: 'Does not start' });
  await keeper.procurement.answerChecklist({ receiptId, points: checklist.map((each) => ({ ...each, ok: true })) });
  return keeper.procurement.finishReceipt({ receiptId, despiteOverDelivery: false, labels: null });
}
