// Run by Node: fills a new data folder with every kind of thing that a purchase leaves behind.
//   node seed-acquisition.ts FOLDER
// Answers JSON with the identifiers that the pages are opened by.
import { closeBackend } from '#backend/backend.ts';
import { addDays } from '#shared/primitives/days.ts';
import { bareLine, bareRequisition, bareSupplier, quoteFor } from '#tests/support/procurement.ts';
import { beginSeed } from './seeding.ts';

const { backend, root, as } = await beginSeed(process.argv[2]);
const buyer = await as('bea', 'Bea Buyer', ['procurement']);
const approver = await as('ann', 'Ann Approver', ['approver']);
const keeper = await as('kim', 'Kim Keeper', ['desk_operator']);

const today = new Date().toISOString().slice(0, 10);
const [person] = (await root.people.list({ limit: 1 })).rows;
const model = (await root.assets.listModels()).find(({ name }) => name.includes('ThinkPad'));
const laptops = model?.categoryId ?? 1;
const control = null;

const departments: number[] = [];
for (const name of ['Sales', 'Engineering'])
  departments.push((await root.people.createDepartment({ name, code: null })).id);
const suppliers: number[] = [];
for (const name of ['Harbour Trading', 'Quay Systems', 'Anchor Supplies'])
  suppliers.push((await buyer.suppliers.create({ ...bareSupplier, name, email: 'sales@example.com' })).id);
const [harbour = 0, quay = 0, anchor = 0] = suppliers;

const kit = await buyer.roleKits.save({
  id: null,
  version: 1,
  role: 'Advisor',
  notes: 'Works half at customers',
  lines: [
    { categoryId: laptops, modelId: model?.id ?? null, quantity: 1 },
    { categoryId: 2, modelId: null, quantity: 2 },
  ],
});
const month = (ahead: number) => addDays(today, ahead * 30).slice(0, 7);
await buyer.roleKits.planHeadcount({
  entries: departments.flatMap((departmentId, index) =>
    [1, 3, 4].map((ahead) => ({ month: month(ahead), departmentId, kitId: kit.id, joiners: ahead + index })),
  ),
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64',
);
const picture = (name: string) => new File([png], name);
const paper = (name: string) => new File([`%PDF-1.7 ${name}`], name);

interface Wish {
  quantity: number;
  reason: string;
  unitPriceMinor: number;
}

/** A need with its specification and three quotes, of which the best is the first. */
async function quoted({ quantity, reason, unitPriceMinor }: Wish) {
  const { id } = await root.procurement.createRequisition({
    ...bareRequisition,
    requesterId: person?.id ?? 0,
    departmentId: departments[0] ?? null,
    reason,
    neededBy: addDays(today, 40),
    lines: [{ ...bareLine, categoryId: laptops, modelId: model?.id ?? null, quantity, mustHaves: '32 GB' }],
  });
  await root.procurement.specify({
    id,
    version: 1,
    criteria: [
      { id: null, kind: 'must', text: 'Memory', target: '32 GB', weight: 1, regulation: '' },
      { id: null, kind: 'weighted', text: 'Repairability', target: 'Index 8', weight: 3, regulation: 'EU 2023/1670' },
    ],
  });
  await root.procurement.submitRequisition({ id, version: 2 });
  await buyer.procurement.requestQuotes({ requisitionId: id, supplierIds: suppliers, answerBy: addDays(today, 7) });
  const need = await buyer.procurement.getRequisition({ id });
  const lineIds = need.lines.map((line) => line.id);
  const answers = need.criteria.map((each) => ({ criterionId: each.id, value: 10 }));
  const quotes: number[] = [];
  for (const [index, supplierId] of [harbour, quay, anchor].entries()) {
    const quote = {
      ...quoteFor(supplierId, lineIds, unitPriceMinor + index * 4_000),
      receivedOn: today,
      validUntil: addDays(today, 30),
      energyMinor: 12_000,
      supportMinor: 5_000,
      answers,
      requisitionId: id,
    };
    quotes.push((await buyer.procurement.addQuote(quote)).id);
  }
  const owner = { kind: 'quote' as const, id: quotes[0] ?? 0 };
  await buyer.procurement.attachPaper({ owner, point: '', file: paper('quote 4711.pdf'), thumbnail: null });
  return { id, version: need.version, quotes };
}

async function proposed(wish: Wish) {
  const need = await quoted(wish);
  const { approvalId } = await buyer.procurement.putForward({
    id: need.id,
    version: need.version,
    quoteId: need.quotes[0] ?? 0,
    reason: 'Best score, and the model that the others have',
  });
  return { ...need, approvalId };
}

async function ordered(wish: Wish) {
  const need = await proposed(wish);
  await approver.procurement.decide({ approvalId: need.approvalId, verdict: 'approve', comment: 'Fine' });
  const { version } = await buyer.procurement.getRequisition({ id: need.id });
  const order = await buyer.procurement.createOrder({ id: need.id, version, control });
  await buyer.procurement.sendOrder({ id: order.id, version: 1 });
  return { ...need, order };
}

const waiting = await proposed({ quantity: 4, reason: 'Four new advisors', unitPriceMinor: 110_000 });
await buyer.procurement.noteApprovalReminder({ approvalId: waiting.approvalId, way: 'mail' });
const open = await quoted({ quantity: 6, reason: 'Replacing what ends in spring', unitPriceMinor: 109_000 });
const done = await ordered({ quantity: 3, reason: 'New hires in sales', unitPriceMinor: 98_000 });
const again = await ordered({ quantity: 2, reason: 'Two more', unitPriceMinor: 102_000 });

const before = await buyer.procurement.getOrder({ id: again.order.id });
await buyer.procurement.changeOrder({
  id: before.id,
  version: before.version,
  reason: 'The storeroom has moved',
  deliveryPlaceId: null,
  deliveryAddress: 'Harbour Works\nGate 3\nQuay Street 11',
  terms: before.terms,
  expectedOn: addDays(today, 12),
  freightMinor: 2_500,
  lines: before.lines.map((line) => ({
    id: line.id,
    categoryId: line.category.id,
    modelId: line.model?.id ?? null,
    description: line.description,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor ?? 0,
    taxBasisPoints: line.taxBasisPoints,
  })),
});
const changed = await buyer.procurement.getOrder({ id: again.order.id });
await buyer.procurement.sendOrder({ id: changed.id, version: changed.version });

await root.procurement.saveChecklist({
  categoryId: laptops,
  points: [
    { text: 'Case and display are without damage', photo: true },
    { text: 'It starts and tells the configuration that was ordered', photo: false },
  ],
});
const start = { placeId: null, deliveryNote: 'LS-5512', control };
const { receiptId } = await keeper.procurement.startReceipt({ ...start, orderId: done.order.id });
const receipt = await keeper.procurement.getReceipt({ id: receiptId });
const serials = ['PF3A0001', 'PF3A0002', 'PF3A0003'];
const units = await keeper.procurement.receiveUnits({ receiptId, lineId: receipt.lines[0]?.id ?? 0, serials });
await keeper.procurement.judgeUnit({ receiptId, unitId: units[2]?.id ?? 0, verdict: 'fail', note: 'Lid is cracked' });
await keeper.procurement.answerChecklist({
  receiptId,
  points: receipt.checklist.map((each) => ({ ...each, ok: true })),
});
for (const { text } of receipt.checklist.filter(({ photo }) => photo))
  await keeper.procurement.attachPaper({
    owner: { kind: 'receipt', id: receiptId },
    point: text,
    file: picture('case.png'),
    thumbnail: null,
  });
await keeper.procurement.finishReceipt({ receiptId, despiteOverDelivery: false, labels: null });
const invoice = await buyer.procurement.recordInvoice({
  orderId: done.order.id,
  number: 'RE-2291',
  invoicedOn: today,
  dueOn: addDays(today, 30),
  freightMinor: 0,
  lines: [{ orderLineId: receipt.lines[0]?.id ?? 0, quantity: 3, unitPriceMinor: 98_000 }],
  control,
});
await buyer.procurement.attachPaper({
  owner: { kind: 'invoice', id: invoice.id },
  point: '',
  file: paper('RE-2291.pdf'),
  thumbnail: null,
});
await keeper.procurement.startReceipt({ ...start, orderId: again.order.id });

const contract = await buyer.procurement.createContract({
  kind: 'support',
  title: 'Support of the laptops on site',
  supplierId: harbour,
  orderId: done.order.id,
  reference: 'SC-2291',
  currency: 'EUR',
  startsOn: today,
  endsOn: addDays(today, 100),
  noticeDays: 90,
  autoRenew: true,
  terms: 'Next business day, on site',
  lines: [
    { description: 'Support a device', quantity: 3, unitPriceMinor: 900, period: 'month' },
    { description: 'Set-up', quantity: 1, unitPriceMinor: 15_000, period: 'once' },
  ],
});
await buyer.procurement.attachPaper({
  owner: { kind: 'contract', id: contract.id },
  point: '',
  file: paper('signed contract.pdf'),
  thumbnail: null,
});
await closeBackend(backend);
process.stdout.write(
  JSON.stringify({
    open: open.id,
    waiting: waiting.id,
    order: done.order.id,
    changed: again.order.id,
    contract: contract.id,
    supplier: harbour,
  }),
);
process.exit(0);
