import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { buyingTeam, sentOrder, slowHook } from '#tests/support/procurement.ts';
import type { BuyingTeam } from '#tests/support/procurement.ts';

let desk: TestDesk;
let team: BuyingTeam;
const opened: string[] = [];

beforeAll(async () => {
  desk = await openReadyDesk({
    host: {
      openFile: async (path) => {
        opened.push(path);
        return Promise.resolve();
      },
    },
  });
  team = await buyingTeam(desk);
}, slowHook);
afterAll(async () => desk.close());

const png = (fill: number) =>
  new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(64).fill(fill)]);
const picture = (fill: number) => new File([png(fill)], `picture-${fill}.png`);
const pdf = (text: string) => new File([`%PDF-1.7 ${text}`], `${text}.pdf`);
const whole = { point: '', thumbnail: null };
const control = null;

async function begun(photo = false) {
  const points = [{ text: 'Seal is whole', photo }];
  await desk.client.procurement.saveChecklist({ categoryId: null, points });
  await desk.client.procurement.saveChecklist({ categoryId: 1, points: [] });
  const order = await sentOrder(team);
  const start = { orderId: order.id, placeId: null, deliveryNote: '', control };
  const { receiptId } = await team.keeper.procurement.startReceipt(start);
  const { lines, checklist } = await team.keeper.procurement.getReceipt({ id: receiptId });
  const [line] = lines;
  await team.keeper.procurement.receiveUnits({ receiptId, lineId: line?.id ?? 0, serials: [null, null] });
  const fine = checklist.map((point) => ({ ...point, ok: true }));
  await team.keeper.procurement.answerChecklist({ receiptId, points: fine });
  return { order, receiptId, owner: { kind: 'receipt', id: receiptId } satisfies PaperOwner };
}
const finish = { despiteOverDelivery: false, labels: null };
const latest = async (subject: string) => (await desk.client.reports.journal({ subject, limit: 1 })).entries[0];

describe('files of a purchase', () => {
  it('[P3][P5] belong to a quote and to an invoice, are shown again, and are counted with them', async () => {
    const { buyer } = team;
    const order = await sentOrder(team);
    const quote: PaperOwner = { kind: 'quote', id: order.quoteId };
    const { id } = await buyer.procurement.attachPaper({ owner: quote, file: pdf('quote'), ...whole });
    expect(await buyer.procurement.listPapers(quote)).toMatchObject([
      { fileName: 'quote.pdf', kind: 'document', type: 'application/pdf', point: '' },
    ]);
    const { quotes } = await buyer.procurement.compareQuotes({ requisitionId: order.requisitionId });
    expect(quotes[0]?.papers).toBe(1);
    const content = await buyer.procurement.paperContent({ id, thumbnail: false });
    expect(await content.text()).toBe('%PDF-1.7 quote');
    expect(await latest(`requisition:${order.requisitionId}`)).toMatchObject({
      event: 'procurement.paperAttached',
      data: { quote: order.quoteId, fileName: 'quote.pdf' },
    });

    const [line] = (await buyer.procurement.getOrder({ id: order.id })).lines;
    const invoice = await buyer.procurement.recordInvoice({
      orderId: order.id,
      number: 'RE-1',
      invoicedOn: '2026-11-24',
      dueOn: null,
      freightMinor: 0,
      lines: [{ orderLineId: line?.id ?? 0, quantity: 2, unitPriceMinor: 50_000 }],
      control,
    });
    const owner: PaperOwner = { kind: 'invoice', id: invoice.id };
    await buyer.procurement.attachPaper({ owner, file: pdf('invoice'), ...whole });
    expect((await buyer.procurement.listInvoices({ orderId: order.id })).rows[0]?.papers).toBe(1);
    const [kept] = await buyer.procurement.listPapers(owner);
    await buyer.procurement.openPaper({ id: kept?.id ?? 0 });
    expect(opened.at(-1)).toMatch(/invoice\.pdf$/);
    await buyer.procurement.archivePaper({ id: kept?.id ?? 0 });
    expect(await buyer.procurement.listPapers(owner)).toEqual([]);
    expect(() => desk.backend.inventory?.sqlite.exec('DELETE FROM paper')).toThrow('PAPER_IS_KEPT');
  });

  it('[P5] that are programs, come twice or belong to nothing are refused and nothing is written', async () => {
    const { buyer } = team;
    const { quoteId } = await sentOrder(team);
    const owner: PaperOwner = { kind: 'quote', id: quoteId };
    const attach = (file: File, to = owner) => buyer.procurement.attachPaper({ owner: to, file, ...whole });
    await expect(attach(new File(['MZ\u0090\u0000program'], 'quote.pdf'))).rejects.toMatchObject({
      code: 'FILE_TYPE_REFUSED',
    });
    await attach(pdf('offer'));
    await expect(attach(pdf('offer'))).rejects.toMatchObject({ code: 'ALREADY_ATTACHED' });
    await expect(attach(pdf('lost'), { kind: 'quote', id: 9999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await buyer.procurement.listPapers(owner)).toHaveLength(1);
  });

  it('[S4] of quotes and invoices are not shown to whom costs are not shown, and added by who buys or matches', async () => {
    const { keeper, buyer, approver } = team;
    const { quoteId } = await sentOrder(team);
    const owner: PaperOwner = { kind: 'quote', id: quoteId };
    const { id } = await buyer.procurement.attachPaper({ owner, file: pdf('secret'), ...whole });
    const forbidden = { code: 'FORBIDDEN', data: { permission: 'asset.cost.view' } };
    await expect(keeper.procurement.listPapers(owner)).rejects.toMatchObject(forbidden);
    await expect(keeper.procurement.paperContent({ id, thumbnail: false })).rejects.toMatchObject(forbidden);
    await expect(keeper.procurement.openPaper({ id })).rejects.toMatchObject(forbidden);
    await expect(approver.procurement.attachPaper({ owner, file: pdf('other'), ...whole })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { permission: 'po.create' },
    });
    await expect(approver.procurement.archivePaper({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('pictures of an inspection', () => {
  it('[P6] prove its points, are named in the journal by their digest, and stay with the delivery', async () => {
    const { keeper, buyer } = team;
    const { order, receiptId, owner } = await begun();
    const proof = { owner, point: 'Seal is whole', thumbnail: null };
    const { id } = await keeper.procurement.attachPaper({ ...proof, file: picture(1) });
    const [kept] = await keeper.procurement.listPapers(owner);
    expect(kept).toMatchObject({ id, kind: 'photo', point: 'Seal is whole' });
    await keeper.procurement.finishReceipt({ receiptId, ...finish });
    expect((await latest(`purchase_order:${order.id}`))?.data).toMatchObject({
      photos: [{ point: 'Seal is whole', sha256: kept?.sha256 }],
    });
    expect((await buyer.procurement.getOrder({ id: order.id })).receipts[0]?.papers).toBe(1);
    const closed = { code: 'RECEIPT_CLOSED' };
    await expect(keeper.procurement.attachPaper({ ...proof, file: picture(2) })).rejects.toMatchObject(closed);
    await expect(keeper.procurement.archivePaper({ id })).rejects.toMatchObject(closed);
    expect(() => desk.backend.inventory?.sqlite.exec("UPDATE paper SET archived_at = 'now'")).toThrow();
  });

  it('[P6] are asked for where the list wants them, before anything enters the register', async () => {
    const { keeper } = team;
    const { receiptId, owner } = await begun(true);
    const { total } = await desk.client.assets.counts();
    await expect(keeper.procurement.finishReceipt({ receiptId, ...finish })).rejects.toMatchObject({
      code: 'PHOTO_MISSING',
      data: { point: 'Seal is whole' },
    });
    expect((await desk.client.assets.counts()).total).toBe(total);
    await keeper.procurement.attachPaper({ owner, point: '', file: picture(1), thumbnail: null });
    await expect(keeper.procurement.finishReceipt({ receiptId, ...finish })).rejects.toMatchObject({
      code: 'PHOTO_MISSING',
    });
    await keeper.procurement.attachPaper({ owner, point: 'Seal is whole', file: picture(1), thumbnail: null });
    const { assets } = await keeper.procurement.finishReceipt({ receiptId, ...finish });
    expect(assets).toHaveLength(2);
  });
});
