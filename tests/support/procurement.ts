import { barePerson } from './assets.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import type { QuoteDetails } from '#shared/features/procurement/quote.ts';
import type { RequisitionDetails, RequisitionLineDetails } from '#shared/features/procurement/requisition.ts';
import type { Client, TestDesk } from './desk.ts';

export const bareLine: RequisitionLineDetails = {
  categoryId: 1,
  modelId: null,
  description: '',
  quantity: 1,
  mustHaves: '',
  estimate: null,
};

/** A need with nothing but a reason; tests add who needs it. */
export const bareRequisition: Omit<RequisitionDetails, 'requesterId'> = {
  departmentId: null,
  costCentreId: null,
  reason: 'New hires',
  neededBy: null,
  notes: null,
  lines: [bareLine],
};

/** Milliseconds for hooks that let several operators in: each password is stretched twice. */
export const slowHook = 120_000;

/** Another operator at another window of the same desk. */
export async function signInAs(desk: TestDesk, username: string, roles: Role[]): Promise<Client> {
  const password = `${username} and a long password`;
  const details = { username, displayName: username, password };
  const [first = 'viewer'] = roles;
  const { id } = await desk.client.auth.createOperator({ ...details, roles: [first] });
  // The others as whoever held them before the team was large enough to divide them.
  for (const role of roles.slice(1))
    desk.backend.inventory?.sqlite.prepare('INSERT INTO operator_role VALUES (?, ?)').run(id, role);
  const client = desk.connect();
  await client.auth.signIn({ username, password });
  return client;
}

/** A quote for lines that are known, each unit at the same price; tests change what they are about. */
export function quoteFor(supplierId: number, lineIds: readonly number[], unitPriceMinor: number): QuoteDetails {
  return {
    supplierId,
    reference: '',
    receivedOn: '2026-11-20',
    validUntil: '2026-12-31',
    currency: 'EUR',
    rateMicros: null,
    deliveryDays: 10,
    warrantyMonths: 36,
    supportTerms: 'Next business day',
    notes: null,
    lines: lineIds.map((requisitionLineId) => ({ requisitionLineId, unitPriceMinor })),
    quality: 7,
    reliability: 7,
    support: 7,
    answers: [],
    energyMinor: 0,
    supportMinor: 0,
    licencesMinor: 0,
    disposalMinor: 0,
  };
}

export const bareSupplier = { contact: null, email: null, phone: null, notes: null };

/** The people of a purchase, each at a window of his own, with somebody who needs things and a supplier. */
export async function buyingTeam(desk: TestDesk) {
  const requesterId = (await desk.client.people.create(barePerson)).id;
  const clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  const buyer = await signInAs(desk, 'buyer', ['procurement']);
  const approver = await signInAs(desk, 'ann', ['approver']);
  const keeper = await signInAs(desk, 'keeper', ['desk_operator']);
  const supplierId = (await buyer.suppliers.create({ ...bareSupplier, name: 'Alpha' })).id;
  return { requesterId, clerk, buyer, approver, keeper, supplierId };
}
export type BuyingTeam = Awaited<ReturnType<typeof buyingTeam>>;

/** A purchase of things of the first category that one approver said yes to, ordered and sent. */
export async function sentOrder(
  { requesterId, clerk, buyer, approver, supplierId }: BuyingTeam,
  { quantity = 2, unitPriceMinor = 50_000, modelId = null as number | null } = {},
) {
  const { id: requisitionId } = await clerk.procurement.createRequisition({
    ...bareRequisition,
    requesterId,
    lines: [{ ...bareLine, modelId, quantity }],
  });
  await clerk.procurement.submitRequisition({ id: requisitionId, version: 1 });
  const { lines } = await buyer.procurement.getRequisition({ id: requisitionId });
  const lineIds = lines.map(({ id }) => id);
  const { id: quoteId } = await buyer.procurement.addQuote({
    ...quoteFor(supplierId, lineIds, unitPriceMinor),
    requisitionId,
  });
  const proposed = { id: requisitionId, version: 2, quoteId, reason: 'Best' };
  const { approvalId } = await buyer.procurement.putForward(proposed);
  await approver.procurement.decide({ approvalId, verdict: 'approve', comment: '' });
  const { version } = await buyer.procurement.getRequisition({ id: requisitionId });
  const { id, number } = await buyer.procurement.createOrder({ id: requisitionId, version, control: null });
  await buyer.procurement.sendOrder({ id, version: 1 });
  return { id, number, requisitionId, quoteId, lineIds };
}

/** A delivery of units without serials, inspected and finished; the failed ones go back. */
export async function receiveAll({ keeper }: BuyingTeam, orderId: number, { count = 2, failed = 0 } = {}) {
  const start = { orderId, placeId: null, deliveryNote: '', control: null };
  const { receiptId } = await keeper.procurement.startReceipt(start);
  const { lines, checklist } = await keeper.procurement.getReceipt({ id: receiptId });
  const serials = Array.from({ length: count }, () => null);
  const units = await keeper.procurement.receiveUnits({ receiptId, lineId: lines[0]?.id ?? 0, serials });
  for (const { id: unitId } of units.slice(0, failed))
    await keeper.procurement.judgeUnit({ receiptId, unitId, verdict: 'fail', note: 'Does not start' });
  await keeper.procurement.answerChecklist({ receiptId, points: checklist.map((point) => ({ ...point, ok: true })) });
  return keeper.procurement.finishReceipt({ receiptId, despiteOverDelivery: false, labels: null });
}
