// Run by Node: lays a purchase order of ten laptops, approved and sent, and the draft of a need (the second one) into a
// new data folder.
//   node seed-purchase.ts FOLDER
import { closeBackend } from '#backend/backend.ts';
import { bareLine, bareRequisition, bareSupplier, quoteFor } from '#tests/support/procurement.ts';
import { beginSeed } from './seeding.ts';

const { backend, root, as } = await beginSeed(process.argv[2]);
const buyer = await as('bea', 'Bea Buyer', ['procurement']);
const approver = await as('ann', 'Ann Approver', ['approver']);

const [person] = (await root.people.list({ limit: 1 })).rows;
const model = (await root.assets.listModels()).find(({ name }) => name.includes('ThinkPad'));
const { id } = await root.procurement.createRequisition({
  ...bareRequisition,
  requesterId: person?.id ?? 0,
  lines: [{ ...bareLine, categoryId: model?.categoryId ?? 1, modelId: model?.id ?? null, quantity: 10 }],
});
await root.procurement.submitRequisition({ id, version: 1 });
const { lines } = await buyer.procurement.getRequisition({ id });
const { id: supplierId } = await buyer.suppliers.create({ ...bareSupplier, name: 'Harbour Trading' });
const offer = quoteFor(
  supplierId,
  lines.map((line) => line.id),
  90_000,
);
const today = new Date().toISOString().slice(0, 10);
const { id: quoteId } = await buyer.procurement.addQuote({
  ...offer,
  receivedOn: today,
  validUntil: null,
  requisitionId: id,
});
const { approvalId } = await buyer.procurement.putForward({ id, version: 2, quoteId, reason: 'Best offer' });
await approver.procurement.decide({ approvalId, verdict: 'approve', comment: '' });
const { version } = await buyer.procurement.getRequisition({ id });
const order = await buyer.procurement.createOrder({ id, version, control: null });
await buyer.procurement.sendOrder({ id: order.id, version: 1 });
await root.procurement.createRequisition({
  ...bareRequisition,
  requesterId: person?.id ?? 0,
  reason: 'Spare laptops',
  lines: [{ ...bareLine, categoryId: model?.categoryId ?? 1, quantity: 2 }],
});
await closeBackend(backend);
process.stdout.write(order.number);
process.exit(0);
