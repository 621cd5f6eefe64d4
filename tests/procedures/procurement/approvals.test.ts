import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { initialPolicy } from '#shared/features/procurement/policy.ts';
import { keepProposalsInTime } from '#backend/features/procurement/index.ts';
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

let saved: string | null = null;

beforeAll(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => saved } });
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
    const mine = (await ben.procurement.listProposals({})).rows.find((each) => each.id === approvalId);
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

  it('[P4] FORM-028: is never given by who wrote the need, needs it or puts it forward, in the database either', async () => {
    const both = await signInAs(desk, 'both', ['approver', 'desk_operator', 'procurement']);
    const { approvalId } = await proposed(10_000, both);
    await expect(both.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'OWN_REQUEST' });
    const listed = (await both.procurement.listProposals({})).rows.find((each) => each.id === approvalId);
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

  const pass = (days: number) => {
    desk.surroundings.pass(days * day);
    for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
  };
  const eventsOf = async (id: number) =>
    (await desk.client.reports.journal({ subject: `requisition:${id}` })).entries.map(({ event }) => event);

  it('[P4] reminds who has to decide, and ends by itself after its time', async () => {
    await desk.client.procurement.setPolicy({ ...initialPolicy, approvalDays: 7, reminderDays: 2 });
    const { id, approvalId, lineIds } = await proposed(10_000);
    const shown = async () => (await buyer.procurement.listProposals({ requisitionId: id })).rows[0];
    expect(await shown()).toMatchObject({ state: 'open', remindedAt: null });
    pass(3);
    expect(await shown()).toMatchObject({ remindedAt: desk.surroundings.now() });
    const mine = await ann.procurement.proposalsToDecide();
    expect(mine.reminded.find((each) => each.approvalId === approvalId)).toMatchObject({
      requisitionId: id,
      remindedAt: desk.surroundings.now(),
    });
    pass(1);
    expect((await shown())?.remindedAt).not.toBe(desk.surroundings.now());
    pass(1);
    expect((await shown())?.remindedAt).toBe(desk.surroundings.now());
    expect((await eventsOf(id)).filter((event) => event === 'procurement.approversReminded')).toHaveLength(2);

    pass(4);
    await expect(ann.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'APPROVAL_EXPIRED' });
    // Whoever looks finds it ended, also by the list and the requisition alone.
    expect((await buyer.procurement.listRequisitions({ states: ['in_approval'] })).rows.map((row) => row.id)).toEqual(
      expect.not.arrayContaining([id]),
    );
    expect(await stateOf(id)).toBe('submitted');
    expect(await shown()).toMatchObject({ state: 'expired', mayDecide: false, remindedAt: null });
    await expect(ann.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'APPROVAL_EXPIRED' });
    const { entries } = await desk.client.reports.journal({ event: 'procurement.proposalExpired' });
    expect(entries[0]).toMatchObject({ subject: `requisition:${id}`, source: 'system', actor: '–' });
    expect(await buyer.procurement.listProposals({ requisitionId: id })).toMatchObject({ total: 1 });

    const { version } = await buyer.procurement.getRequisition({ id });
    const fresh = await buyer.procurement.addQuote({ ...quoteFor(supplierId, lineIds, 10_000), requisitionId: id });
    const again = await buyer.procurement.putForward({ id, version, quoteId: fresh.id, reason: 'Again' });
    await buyer.procurement.withdrawProposal({ approvalId: again.approvalId, reason: 'Not needed now' });
    expect(await stateOf(id)).toBe('submitted');
    await desk.client.procurement.setPolicy(initialPolicy);
    expect(await buyer.procurement.getPolicy()).toEqual(initialPolicy);
  });

  it('[P4] reminds by mail those who have not decided yet, and keeps that they were reminded', async () => {
    await desk.client.procurement.saveApprovalRule(rule({ members: [idOf('ann'), idOf('ben')] }));
    await desk.client.people.create({ ...barePerson, name: 'Ben', username: 'ben', email: 'ben@example.org' });
    const { id, approvalId } = await proposed(10_000);
    const draft = async () => buyer.procurement.prepareApprovalReminder({ approvalId });
    expect(await draft()).toMatchObject({ names: ['ann'], to: [] });
    await ann.procurement.decide(yes(approvalId));
    const { number } = await buyer.procurement.getRequisition({ id });
    const then = await draft();
    expect(then).toMatchObject({ names: ['ben'], to: [{ name: 'ben', address: 'ben@example.org' }] });
    expect(then.subject).toContain(number);
    expect(then.text).toContain('The only offer');
    expect(await buyer.procurement.saveApprovalReminder({ approvalId })).toEqual({ path: null });
    const reminded = async () => (await eventsOf(id)).filter((event) => event === 'procurement.approversReminded');
    expect(await reminded()).toHaveLength(0);
    saved = join(desk.folder, 'reminder.eml');
    expect(await buyer.procurement.saveApprovalReminder({ approvalId, language: 'de' })).toEqual({ path: saved });
    const [head = '', body = ''] = readFileSync(saved, 'utf8').split('\r\n\r\n');
    expect(head).toContain('<ben@example.org>');
    expect(Buffer.from(body, 'base64').toString('utf8')).toContain('Ohne Entscheidung endet er');
    await buyer.procurement.noteApprovalReminder({ approvalId, way: 'mail' });
    expect(await reminded()).toHaveLength(2);
    await ben.procurement.decide(yes(approvalId));
    await expect(draft()).rejects.toMatchObject({ code: 'APPROVAL_CLOSED' });
    await expect(clerk.procurement.prepareApprovalReminder({ approvalId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('[P4] time is looked after at most once a minute, however often somebody reads', async () => {
    await desk.client.procurement.setPolicy({ ...initialPolicy, approvalDays: 7, reminderDays: 2 });
    const { id } = await proposed(10_000);
    pass(3);
    const shown = async () => (await buyer.procurement.listProposals({ requisitionId: id })).rows[0];
    const first = (await shown())?.remindedAt;
    expect(first).toBe(desk.surroundings.now());
    // Reminding every day from now on: within the minute nobody looks, after it the next reader does.
    await desk.client.procurement.setPolicy({ ...initialPolicy, approvalDays: 7, reminderDays: 1 });
    desk.surroundings.pass(59_000);
    expect((await shown())?.remindedAt).toBe(first);
    pass(1);
    expect((await shown())?.remindedAt).toBe(desk.surroundings.now());
    await desk.client.procurement.setPolicy(initialPolicy);
  });

  it('[P4] of a committee with its quorum is decided by the votes it has when the database is opened after its time', async () => {
    await desk.client.procurement.saveApprovalRule(rule({ mode: 'committee', quorum: 1 }));
    const { id, approvalId } = await proposed(10_000);
    expect(await ann.procurement.decide(yes(approvalId))).toEqual({ outcome: 'open' });
    pass(initialPolicy.approvalDays + 2);
    await keepProposalsInTime(desk.backend);
    const { entries } = await desk.client.reports.journal({ event: 'procurement.approved' });
    expect(entries[0]).toMatchObject({ subject: `requisition:${id}`, source: 'system' });
    expect(await stateOf(id)).toBe('approved');
    expect(() =>
      desk.backend.inventory?.sqlite.exec(
        `INSERT INTO approval_reminder (approval_id, stage, at) VALUES (${approvalId}, 0, 'now')`,
      ),
    ).toThrow('APPROVAL_IS_CLOSED');
  });

  it('[P4] is listed page after page, those that wait for the operator first', async () => {
    await desk.client.procurement.saveApprovalRule(rule({ members: [idOf('ben')], upToMinor: 200_000 }));
    await desk.client.procurement.saveApprovalRule(rule({ members: [idOf('ann')], fromMinor: 200_000 }));
    const bens = [(await proposed(10_000)).approvalId, (await proposed(11_000)).approvalId];
    const anns = [(await proposed(30_000)).approvalId, (await proposed(31_000)).approvalId];
    const whole = await ann.procurement.listProposals({});
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await ann.procurement.listProposals({ limit: 1, cursor });
      expect(page.total).toBe(whole.total);
      found.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(whole.rows.map((row) => row.id));
    expect(new Set(found).size).toBe(whole.total);
    const mine = whole.rows.filter((row) => row.mayDecide).map((row) => row.id);
    expect(mine).toEqual(found.slice(0, mine.length));
    expect(mine).toEqual(expect.arrayContaining(anns));
    expect(found.slice(mine.length)).toEqual(expect.arrayContaining(bens));
    expect((await ann.procurement.proposalsToDecide()).count).toBe(mine.length);
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
    const [proposal] = (await buyer.procurement.listProposals({ requisitionId: id })).rows;
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

  it('[P4] a rule of a category holds for those below it', async () => {
    const make = (name: string, parentId: number | null) =>
      desk.client.assets.createCategory({ family: 'hardware', name, code: name.slice(0, 3).toUpperCase(), parentId });
    const { id: wide } = await make('Vehicles', null);
    const { id: narrow } = await make('Lorries', wide);
    await desk.client.procurement.saveApprovalRule(rule({ categoryId: wide, members: [idOf('ben')] }));
    const { id } = await clerk.procurement.createRequisition({
      ...bareRequisition,
      requesterId,
      lines: [{ ...bareLine, categoryId: narrow }],
    });
    await clerk.procurement.submitRequisition({ id, version: 1 });
    const lineIds = (await buyer.procurement.getRequisition({ id })).lines.map((line) => line.id);
    const quote = await buyer.procurement.addQuote({ ...quoteFor(supplierId, lineIds, 100), requisitionId: id });
    await buyer.procurement.putForward({ id, version: 2, quoteId: quote.id, reason: 'One lorry' });
    const [proposal] = (await buyer.procurement.listProposals({ requisitionId: id })).rows;
    expect(proposal?.stages).toMatchObject([{ mode: 'person', members: [{ name: 'ben' }] }]);
  });

  it('[P4] somebody else decides for an approver while he is away, and only then', async () => {
    await desk.client.procurement.saveApprovalRule(rule({ members: [idOf('ann')] }));
    const { approvalId } = await proposed(10_000);
    await expect(ben.procurement.decide(yes(approvalId))).rejects.toMatchObject({ code: 'NOT_AN_APPROVER' });
    const today = desk.surroundings.now().slice(0, 10);
    await ann.procurement.delegate({ toId: idOf('ben'), startsOn: today, endsOn: today, reason: 'Holiday' });
    expect(await ben.procurement.decide(yes(approvalId))).toEqual({ outcome: 'approved' });
    const [proposal] = (await buyer.procurement.listProposals({ requisitionId: await lastRequisition() })).rows;
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
