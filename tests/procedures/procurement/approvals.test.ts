import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { initialPolicy } from '#shared/features/procurement/policy.ts';
import { barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareLine, bareRequisition, bareSupplier, quoteFor, signInAs, slowHook } from '#tests/support/procurement.ts';

const day = 86_400_000;
let desk: TestDesk;
let clerk: Client;
let buyer: Client;
let ann: Client;
let ben: Client;
let supplierId: number;
let requesterId: number;
let approvers: Map<string, number>;

beforeAll(async () => {
  desk = await openReadyDesk();
  requesterId = (await desk.client.people.create(barePerson)).id;
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  buyer = await signInAs(desk, 'buyer', ['procurement']);
  ann = await signInAs(desk, 'ann', ['approver']);
  ben = await signInAs(desk, 'ben', ['approver']);
  supplierId = (await buyer.suppliers.create({ ...bareSupplier, name: 'Alpha' })).id;
  approvers = new Map((await buyer.procurement.listApprovers()).map(({ id, name }) => [name, id]));
}, slowHook);
afterAll(async () => desk.close());
beforeEach(async () => {
  for (const { id } of await buyer.procurement.listApprovalRules())
    await desk.client.procurement.archiveApprovalRule({ id });
  for (const one of [ann, ben])
    for (const { id } of await one.procurement.listDelegations())
      await one.procurement.revokeDelegation({ id }).catch(() => undefined);
});

const idOf = (name: string) => approvers.get(name) ?? 0;

/** A need with one quote of 10 units, ready to be put forward. */
async function quoted(unitPriceMinor: number, author: Client = clerk) {
  const { id } = await author.procurement.createRequisition({
    ...bareRequisition,
    requesterId,
    lines: [{ ...bareLine, quantity: 10 }],
  });
  await author.procurement.submitRequisition({ id, version: 1 });
  const { lines, version } = await buyer.procurement.getRequisition({ id });
  const lineIds = lines.map((line) => line.id);
  const quote = await buyer.procurement.addQuote({
    ...quoteFor(supplierId, lineIds, unitPriceMinor),
    requisitionId: id,
  });
  return { id, version, quoteId: quote.id, lineIds };
}

async function proposed(unitPriceMinor: number, author?: Client) {
  const need = await quoted(unitPriceMinor, author);
  const { approvalId } = await buyer.procurement.putForward({
    id: need.id,
    version: need.version,
    quoteId: need.quoteId,
    reason: 'The only offer',
  });
  return { ...need, approvalId };
}

const rule = (more: object = {}) => ({
  id: null,
  name: 'Everything',
  categoryId: null,
  departmentId: null,
  fromMinor: 0,
  upToMinor: null,
  mode: 'sequence' as const,
  quorum: null,
  members: [idOf('ann'), idOf('ben')],
  ...more,
});
const yes = (approvalId: number) => ({ approvalId, verdict: 'approve' as const, comment: '' });
const stateOf = async (id: number) => (await buyer.procurement.getRequisition({ id })).state;

describe('an approval', () => {
  it('[P4] without rules needs one approver, from the threshold on two different ones', async () => {
    const small = await proposed(90_000);
    expect(await ann.procurement.decide(yes(small.approvalId))).toEqual({ outcome: 'approved' });
    expect(await stateOf(small.id)).toBe('approved');
    const large = await proposed(110_000);
    expect(await ann.procurement.decide(yes(large.approvalId))).toEqual({ outcome: 'open' });
    await expect(ann.procurement.decide(yes(large.approvalId))).rejects.toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(await ben.procurement.decide(yes(large.approvalId))).toEqual({ outcome: 'approved' });
  });

  it('[P4] in sequence asks one after the other, and a no returns it with its reason', async () => {
    await desk.client.procurement.saveApprovalRule(rule());
    const { id, approvalId } = await proposed(10_000);
    await expect(ben.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'NOT_AN_APPROVER' });
    await ann.procurement.decide(yes(approvalId));
    const mine = (await ben.procurement.listProposals({})).find((each) => each.id === approvalId);
    expect(mine).toMatchObject({ mayDecide: true, stage: 1, stages: [{ outcome: 'approved' }, { outcome: 'open' }] });
    const no = { approvalId, verdict: 'reject' as const };
    await expect(ben.procurement.decide({ ...no, comment: '' })).rejects.toMatchObject({ code: 'REASON_MISSING' });
    expect(await ben.procurement.decide({ ...no, comment: 'Too dear' })).toEqual({ outcome: 'rejected' });
    expect(await clerk.procurement.getRequisition({ id })).toMatchObject({
      state: 'returned',
      returnReason: 'Too dear',
    });
  });

  it('[P4] by a committee is decided by the majority once nothing can change it', async () => {
    const cleo = await signInAs(desk, 'cleo', ['approver']);
    approvers = new Map((await buyer.procurement.listApprovers()).map(({ id, name }) => [name, id]));
    const members = [idOf('ann'), idOf('ben'), idOf('cleo')];
    await desk.client.procurement.saveApprovalRule(rule({ mode: 'committee', quorum: 2, members }));
    const { approvalId } = await proposed(10_000);
    await ann.procurement.decide(yes(approvalId));
    await ben.procurement.decide({ approvalId, verdict: 'reject', comment: 'Why so many' });
    expect(await cleo.procurement.decide(yes(approvalId))).toEqual({ outcome: 'approved' });
  });

  it('[P4] is never given by who wrote the need, needs it or puts it forward, in the database either', async () => {
    const both = await signInAs(desk, 'both', ['approver', 'desk_operator', 'procurement']);
    const { approvalId } = await proposed(10_000, both);
    await expect(both.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'OWN_REQUEST' });
    const listed = (await both.procurement.listProposals({})).find((each) => each.id === approvalId);
    expect(listed?.mayDecide).toBe(false);
    const sqlite = desk.backend.inventory?.sqlite;
    const self = sqlite?.prepare<[], number>("SELECT id FROM operator WHERE username = 'both'").pluck().get();
    expect(() =>
      sqlite?.exec(`INSERT INTO approval_vote (approval_id, stage, member_id, decided_by, verdict, comment, at)
        VALUES (${approvalId}, 0, ${self}, ${self}, 'approve', '', 'now')`),
    ).toThrow('APPROVAL_OWN_REQUEST');
    const person = await desk.client.people.create({ ...barePerson, name: 'Ann A.', username: 'ann' });
    const { id } = await clerk.procurement.createRequisition({ ...bareRequisition, requesterId: person.id });
    await clerk.procurement.submitRequisition({ id, version: 1 });
    const need = await buyer.procurement.getRequisition({ id });
    const lineIds = need.lines.map((line) => line.id);
    const quote = await buyer.procurement.addQuote({ ...quoteFor(supplierId, lineIds, 100), requisitionId: id });
    const forHer = await buyer.procurement.putForward({ id, version: 2, quoteId: quote.id, reason: 'For Ann' });
    await expect(ann.procurement.decide(yes(forHer.approvalId))).rejects.toMatchObject({ code: 'OWN_REQUEST' });
  });

  it('[P4] an administrator and everybody without the right are refused', async () => {
    const { approvalId } = await proposed(10_000);
    for (const client of [desk.client, buyer, clerk])
      await expect(client.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(() =>
      desk.backend.inventory?.sqlite.exec(`UPDATE requisition SET state = 'approved' WHERE state = 'in_approval'`),
    ).toThrow('REQUISITION_NOT_APPROVED');
  });

  it('[P4] ends after its time, reminds before, and can be withdrawn', async () => {
    await desk.client.procurement.setPolicy({ ...initialPolicy, approvalDays: 5, reminderDays: 2 });
    const { id, approvalId } = await proposed(10_000);
    await expect(buyer.procurement.closeProposal({ approvalId })).rejects.toMatchObject({
      code: 'APPROVAL_STILL_OPEN',
    });
    desk.surroundings.pass(3 * day);
    for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
    const shown = async () => (await buyer.procurement.listProposals({ requisitionId: id }))[0];
    expect(await shown()).toMatchObject({ reminded: true, overdue: false });
    desk.surroundings.pass(3 * day);
    for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
    expect(await shown()).toMatchObject({ overdue: true });
    await expect(ann.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'APPROVAL_EXPIRED' });
    expect(await buyer.procurement.closeProposal({ approvalId })).toEqual({ outcome: 'expired' });
    const { version, lines } = await buyer.procurement.getRequisition({ id });
    const fresh = await buyer.procurement.addQuote({
      ...quoteFor(supplierId, [lines[0]?.id ?? 0], 10_000),
      requisitionId: id,
    });
    const again = await buyer.procurement.putForward({ id, version, quoteId: fresh.id, reason: 'Again' });
    await buyer.procurement.withdrawProposal({ approvalId: again.approvalId, reason: 'Not needed now' });
    expect(await stateOf(id)).toBe('submitted');
    await desk.client.procurement.setPolicy(initialPolicy);
    expect(await buyer.procurement.getPolicy()).toEqual(initialPolicy);
  });

  it('[P4] a quote past its validity is not put forward', async () => {
    const { id, version, quoteId, lineIds } = await quoted(10_000);
    const old = { ...quoteFor(supplierId, lineIds, 10_000), validUntil: '2026-11-01' };
    await buyer.procurement.changeQuote({ ...old, id: quoteId, version: 1 });
    await expect(buyer.procurement.putForward({ id, version, quoteId, reason: 'Late' })).rejects.toMatchObject({
      code: 'QUOTE_EXPIRED',
      data: { supplier: 'Alpha' },
    });
  });

  it('[P4] holds within the tolerance, and is asked for again beyond it', async () => {
    const { id, approvalId, quoteId, lineIds } = await proposed(80_000);
    await ann.procurement.decide(yes(approvalId));
    const dearer = quoteFor(supplierId, lineIds, 84_000);
    await buyer.procurement.changeQuote({ ...dearer, id: quoteId, version: 1 });
    expect(await stateOf(id)).toBe('approved');
    await buyer.procurement.changeQuote({
      ...dearer,
      lines: [{ requisitionLineId: lineIds[0] ?? 0, unitPriceMinor: 84_100 }],
      id: quoteId,
      version: 2,
    });
    expect(await stateOf(id)).toBe('submitted');
    const [proposal] = await buyer.procurement.listProposals({ requisitionId: id });
    expect(proposal?.state).toBe('overtaken');
  });
});

describe('rules and delegations', () => {
  it('[P4] a rule with an empty band, too large a quorum or a stranger is refused', async () => {
    const { client } = desk;
    const refused = [
      [rule({ fromMinor: 500, upToMinor: 500 }), 'BAND_EMPTY'],
      [rule({ mode: 'committee', quorum: 3 }), 'QUORUM_TOO_LARGE'],
      [rule({ members: [1] }), 'NOT_AN_APPROVER'],
    ] as const;
    for (const [input, code] of refused)
      await expect(client.procurement.saveApprovalRule(input), code).rejects.toMatchObject({ code });
    await expect(ann.procurement.saveApprovalRule(rule())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await buyer.procurement.listApprovalRules()).toEqual([]);
  });

  it('[P4] somebody else decides for an approver while he is away, and only then', async () => {
    await desk.client.procurement.saveApprovalRule(rule({ members: [idOf('ann')] }));
    const { approvalId } = await proposed(10_000);
    await expect(ben.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'NOT_AN_APPROVER' });
    const today = desk.surroundings.now().slice(0, 10);
    await ann.procurement.delegate({ toId: idOf('ben'), startsOn: today, endsOn: today, reason: 'Holiday' });
    expect(await ben.procurement.decide(yes(approvalId))).toEqual({ outcome: 'approved' });
    const [proposal] = await buyer.procurement.listProposals({ requisitionId: await lastRequisition() });
    expect(proposal?.stages[0]?.votes).toMatchObject([{ member: 'ann', decidedBy: 'ben' }]);
  });

  it('[P4] a circle of delegations is refused with its way, and a revoked one is gone', async () => {
    const period = { startsOn: '2027-01-01', endsOn: '2027-01-31', reason: 'Away' };
    const { id } = await ann.procurement.delegate({ ...period, toId: idOf('ben') });
    await expect(ben.procurement.delegate({ ...period, toId: idOf('ann') })).rejects.toMatchObject({
      code: 'DELEGATION_CIRCULAR',
      data: { way: ['ben', 'ann', 'ben'] },
    });
    await expect(
      ann.procurement.delegate({ ...period, endsOn: '2026-12-01', toId: idOf('ben') }),
    ).rejects.toMatchObject({ code: 'PERIOD_EMPTY' });
    await ann.procurement.revokeDelegation({ id });
    await ben.procurement.delegate({ ...period, toId: idOf('ann') });
  });
});

async function lastRequisition(): Promise<number> {
  return (await buyer.procurement.listRequisitions({ limit: 1 })).rows[0]?.id ?? 0;
}
