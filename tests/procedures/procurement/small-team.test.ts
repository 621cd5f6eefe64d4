import { afterAll, beforeAll, expect, it } from 'vitest';
import { barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareRequisition, bareSupplier, quoteFor, signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let ann: Client;
beforeAll(async () => {
  desk = await openReadyDesk();
  ann = await signInAs(desk, 'ann', ['approver']);
}, slowHook);
afterAll(async () => desk.close());

it('[S4] two operators may buy: one joins duties with a control that the auditor can read, approval stays with the other', async () => {
  const { client } = desk;
  const requesterId = (await client.people.create(barePerson)).id;
  const { id } = await client.procurement.createRequisition({ ...bareRequisition, requesterId });
  await client.procurement.submitRequisition({ id, version: 1 });
  const { lines } = await client.procurement.getRequisition({ id });
  const { id: supplierId } = await client.suppliers.create({ ...bareSupplier, name: 'Alpha' });
  const lineIds = lines.map((line) => line.id);
  const quote = await client.procurement.addQuote({ ...quoteFor(supplierId, lineIds, 10_000), requisitionId: id });
  const forward = { id, version: 2, quoteId: quote.id, reason: 'Only one' };
  const { approvalId } = await client.procurement.putForward(forward);
  await ann.procurement.decide({ approvalId, verdict: 'approve', comment: '' });
  const order = await client.procurement.createOrder({ id, version: 4, control: null });
  await client.procurement.sendOrder({ id: order.id, version: 1 });
  const start = { orderId: order.id, placeId: null, deliveryNote: '' };
  await expect(client.procurement.startReceipt({ ...start, control: '  ' })).rejects.toMatchObject({
    code: 'SEPARATION_OF_DUTIES',
    data: { other: 'order', smallTeam: true },
  });
  const control = 'Ann counts the delivery with me';
  await client.procurement.startReceipt({ ...start, control });
  const { entries } = await client.reports.journal({ event: 'procurement.dutiesJoined' });
  expect(entries).toMatchObject([{ reason: control, data: { duty: 'receive', joinedWith: 'order' } }]);
  expect(() => desk.backend.inventory?.sqlite.exec('DELETE FROM duty_exception')).toThrow('DUTY_EXCEPTION_IS_KEPT');
});
