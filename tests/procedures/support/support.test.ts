import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuideStep, NewTicket } from '#shared/features/support/model.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

const hour = 3_600_000;
let desk: TestDesk;
let operator: Client;
let asset: { id: number; tag: string };
let count = 0;

beforeAll(async () => {
  desk = await openReadyDesk({ host: { openFile: async () => undefined } });
  operator = await signInAs(desk, 'dora', ['desk_operator']);
  const { targets, hours } = await desk.client.support.getSettings();
  const eight = { from: 480, to: 1020 };
  const week = [eight, eight, eight, eight, eight, null, null];
  await desk.client.support.saveSettings({ targets, hours: { ...hours, zone: 'UTC', week, holidays: ['2026-11-25'] } });
}, slowHook);
afterAll(async () => desk.close());
beforeEach(async () => {
  count += 1;
  await desk.client.people.create({ ...barePerson, name: `Ada ${count}` });
  asset = await desk.client.assets.create(bareAsset);
});

const pass = (hours: number) => {
  desk.surroundings.pass(hours * hour);
  for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
};
const given = (more: Partial<NewTicket> = {}): NewTicket => ({
  title: `Screen flickers ${count}`,
  description: 'Since the morning',
  channel: 'phone',
  categoryId: null,
  impact: 'medium',
  urgency: 'medium',
  assetId: asset.id,
  personId: null,
  placeId: null,
  assigneeId: null,
  ...more,
});
const open = (more: Partial<NewTicket> = {}) => operator.support.open(given(more));
const get = (id: number) => desk.client.support.get({ id });
const seen = async (id: number) => ({ id, version: (await get(id)).version });
const resolve = async (id: number, resolution = 'New cable', hardwareFailure = false) =>
  operator.support.resolve({ ...(await seen(id)), resolution, hardwareFailure, minutes: 15 });

describe('a ticket', () => {
  it('[M3] gets its priority from impact and urgency, and targets in business hours over a holiday', async () => {
    const { id } = await open();
    const ticket = await get(id);
    expect(ticket).toMatchObject({ state: 'new', priority: 'medium', asset: { tag: asset.tag }, late: false });
    // Opened on Tuesday at eight: four hours to answer; 27 hours are the rest of it, Thursday and Friday.
    expect([ticket.respondBy, ticket.resolveBy]).toEqual(['2026-11-24T12:00:00.000Z', '2026-11-27T17:00:00.000Z']);
    await desk.client.support.triage({
      ...(await seen(id)),
      title: 'All screens flicker',
      categoryId: null,
      impact: 'high',
      urgency: 'high',
    });
    expect(await get(id)).toMatchObject({ priority: 'critical', respondBy: '2026-11-24T08:30:00.000Z' });
    await expect(open({ assetId: null })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('[M3] is answered by its first public word, stands still while it waits, and is late when its time is over', async () => {
    const { id } = await open();
    await operator.support.comment({ id, text: 'Looks like the cable', internal: true, minutes: 5 });
    expect((await get(id)).respondedAt).toBeNull();
    await operator.support.comment({ id, text: 'We are looking into it', internal: false, minutes: null });
    const before = await get(id);
    expect(before.respondedAt).not.toBeNull();
    await operator.support.setState({ ...(await seen(id)), state: 'waiting' });
    pass(3);
    await operator.support.setState({ ...(await seen(id)), state: 'in_progress' });
    const after = await get(id);
    expect(Date.parse(after.resolveBy ?? '') > Date.parse(before.resolveBy ?? '')).toBe(true);
    expect(after).toMatchObject({ state: 'in_progress', assignee: { name: 'dora' }, minutes: 5 });
    expect((await desk.client.support.list({ late: true })).rows.map((row) => row.id)).not.toContain(id);
    pass(24 * 14);
    expect((await get(id)).late).toBe(true);
    expect((await desk.client.support.list({ late: true })).rows.map((row) => row.id)).toContain(id);
  });

  it('[M3] is solved with what helped, opened again with a reason, and keeps its history', async () => {
    const { id } = await open();
    await resolve(id);
    await expect(resolve(id)).rejects.toMatchObject({ code: 'TICKET_STATE' });
    await desk.client.support.setState({ ...(await seen(id)), state: 'closed' });
    await expect(desk.client.support.setState({ ...(await seen(id)), state: 'in_progress' })).rejects.toMatchObject({
      code: 'TICKET_STATE',
    });
    await desk.client.support.reopen({ ...(await seen(id)), reason: 'It flickers again' });
    expect(await get(id)).toMatchObject({ state: 'in_progress', reopened: 1, resolvedAt: null });
    const kinds = (await get(id)).entries.map(({ kind }) => kind);
    expect(kinds).toEqual(['reopened', 'state', 'resolved', 'opened']);
    const { sqlite } = openInventoryOf(desk.backend);
    expect(() => sqlite.exec(`UPDATE ticket_entry SET text = 'x' WHERE ticket_id = ${id}`)).toThrow(/TICKET_IS_KEPT/);
    expect(() => sqlite.exec(`DELETE FROM ticket WHERE id = ${id}`)).toThrow(/TICKET_IS_KEPT/);
  });

  it('[M3] is given to somebody, merged into one that tells the same, and joined with the work that it led to', async () => {
    const [one, other] = [await open(), await open()];
    const [me] = await desk.client.maintenance.listTechnicians();
    await desk.client.support.assign({ ...(await seen(one.id)), operatorId: me?.id ?? 0 });
    await expect(desk.client.support.assign({ id: one.id, version: 1, operatorId: null })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const merge = async (id: number, intoId: number) => operator.support.merge({ ...(await seen(id)), intoId });
    await expect(merge(one.id, one.id)).rejects.toMatchObject({ code: 'MERGE_INTO_ITSELF' });
    await merge(other.id, one.id);
    expect(await get(other.id)).toMatchObject({ state: 'closed', mergedInto: { number: one.number } });
    expect((await get(one.id)).merged).toMatchObject([{ number: other.number }]);
    await expect(merge(one.id, other.id)).rejects.toMatchObject({ code: 'TICKET_STATE' });
    const order = await desk.client.maintenance.createOrder({
      assetId: asset.id,
      title: 'Replace the screen',
      plannedOn: '2027-06-01',
      assigneeId: null,
      outOfService: false,
    });
    const { id: incidentId, number } = await desk.client.incidents.declare({
      kind: 'damaged',
      assetIds: [asset.id],
      description: 'Fell',
    });
    await operator.support.link({ ...(await seen(one.id)), workOrderId: order.id, incidentId });
    expect(await get(one.id)).toMatchObject({ workOrder: { number: order.number }, incident: { number } });
  });

  it('[M3] keeps pictures and papers', async () => {
    const { id: ticketId } = await open();
    const png = Uint8Array.from(
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    );
    const file = new File([png], 'screen.png');
    const { id } = await operator.support.attach({ ticketId, file, thumbnail: null });
    expect(await desk.client.support.listAttachments({ ticketId })).toMatchObject([
      { fileName: 'screen.png', kind: 'photo' },
    ]);
    const content = await desk.client.support.attachmentContent({ id, thumbnail: false });
    expect(new Uint8Array(await content.arrayBuffer())).toEqual(png);
    await expect(operator.support.attach({ ticketId, file, thumbnail: null })).rejects.toMatchObject({
      code: 'ALREADY_ATTACHED',
    });
    await desk.client.support.openAttachment({ id });
    await operator.support.archiveAttachment({ id });
    expect(await desk.client.support.listAttachments({ ticketId })).toEqual([]);
  });
});

describe('a guide', () => {
  const step = (key: string, next: string | null): GuideStep => ({
    key,
    question: `Question ${key}?`,
    answers: [
      { label: 'Yes', next, advice: next === null ? `Do ${key}` : null },
      { label: 'No', next: null, advice: 'Ask the workshop' },
    ],
  });
  const save = (guide: GuideStep[]) =>
    desk.client.support.saveCategory({ id: null, version: null, name: `Screens ${count}`, guide });

  it('[M3] is followed question by question, and its answers stay with the ticket', async () => {
    const { id: categoryId } = await save([step('power', 'cable'), step('cable', null)]);
    const { id } = await open({ categoryId });
    expect(await operator.support.answer({ id, step: 'power', answer: 0 })).toEqual({ next: 'cable', advice: null });
    await expect(operator.support.answer({ id, step: 'power', answer: 0 })).rejects.toMatchObject({
      code: 'STEP_UNKNOWN',
    });
    expect(await operator.support.answer({ id, step: 'cable', answer: 0 })).toEqual({ next: null, advice: 'Do cable' });
    const [category] = (await desk.client.support.listCategories()).filter((each) => each.id === categoryId);
    await desk.client.support.saveCategory({
      id: categoryId,
      version: category?.version ?? 0,
      name: `Screens ${count}`,
      guide: [step('other', null)],
    });
    expect((await get(id)).answers).toMatchObject([
      { question: 'Question power?', answer: 'Yes' },
      { question: 'Question cable?', answer: 'Yes', advice: 'Do cable' },
    ]);
    await operator.support.unanswer({ id });
    expect((await get(id)).answers).toHaveLength(1);
  });

  it('[M3] leads somewhere and never back', async () => {
    await expect(save([step('power', 'nowhere')])).rejects.toMatchObject({ code: 'GUIDE_LEADS_NOWHERE' });
    await expect(save([step('power', 'cable'), step('cable', 'power')])).rejects.toMatchObject({
      code: 'GUIDE_GOES_ROUND',
    });
    await save([]);
    await expect(save([])).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(
      operator.support.saveCategory({ id: null, version: null, name: 'Mine', guide: [] }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('what is known already', () => {
  it('[M3] finds earlier tickets that tell of the same, with what helped', async () => {
    const { id } = await open({ title: 'Projector shows a purple tint', description: 'Meeting room Vltava' });
    await resolve(id, 'Reseated the HDMI plug');
    const { id: later } = await open({ title: 'Purple tint on the projector' });
    const found = await desk.client.support.similar({ text: 'Purple tint on the projector', exceptId: later });
    expect(found[0]).toMatchObject({ id, resolution: 'Reseated the HDMI plug' });
    expect(await desk.client.support.similar({ text: 'zzz', exceptId: null })).toEqual([]);
  });

  it('[M3] a model that fails more than all others is flagged with its numbers', async () => {
    const model = async (name: string) =>
      (
        await desk.client.assets.createModel({
          name: `${name} ${count}`,
          number: null,
          manufacturerId: null,
          categoryId: 1,
          warrantyMonths: null,
        })
      ).id;
    const [bad, good] = [await model('Bad'), await model('Good')];
    const assets = async (modelId: number, many: number) => {
      const ids: number[] = [];
      for (let at = 0; at < many; at += 1) ids.push((await desk.client.assets.create({ ...bareAsset, modelId })).id);
      return ids;
    };
    const failing = await assets(bad, 6);
    const [once = 0] = await assets(good, 30);
    for (const assetId of [...failing.slice(0, 5), once])
      await resolve((await open({ assetId })).id, 'Swapped the board', true);
    const models = await desk.client.support.modelFailures();
    expect(models.find((each) => each.model.id === bad)).toMatchObject({ failures: 5, assets: 6, flagged: true });
    expect(models.find((each) => each.model.id === good)?.flagged).toBe(false);
  });

  it('[M3] hours that never come and zones that are none are refused', async () => {
    const settings = await desk.client.support.getSettings();
    const save = (hours: object) =>
      desk.client.support.saveSettings({ ...settings, hours: { ...settings.hours, ...hours } });
    await expect(save({ zone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'ZONE_UNKNOWN' });
    await expect(save({ week: [null, null, null, null, null, null, null] })).rejects.toMatchObject({
      code: 'NEVER_OPEN',
    });
  });
});
