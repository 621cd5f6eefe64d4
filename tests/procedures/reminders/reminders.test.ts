import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#shared/primitives/days.ts';
import { headsIn } from '#shared/primitives/journal-head.ts';
import type { JournalHead } from '#shared/primitives/journal-head.ts';
import { reminderKinds, usualLeadDays } from '#shared/features/reminders/model.ts';
import type { ReminderKind } from '#shared/features/reminders/model.ts';
import { doDaily } from '#backend/features/reminders/keep-in-time.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { MailServerStandIn } from '#tests/support/mail-server.ts';
import { bareSupplier, signInAs, slowHook } from '#tests/support/procurement.ts';

const today = '2026-11-24';
const inDays = (days: number) => addDays(today, days);

describe('[X5] reminders of all dates', () => {
  const notified: { title: string; body: string }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'quartermaster-feed-'));
  const server = new MailServerStandIn();
  let desk: TestDesk;
  let laptopId = 0;
  let port = 0;

  const list = async (filter: { kinds?: ReminderKind[]; shelf?: 'open' | 'snoozed' | 'done'; search?: string } = {}) =>
    (await desk.client.reminders.list(filter)).rows;
  const kindsOpen = async () => [...new Set((await list()).map(({ kind }) => kind))].toSorted();

  beforeAll(async () => {
    port = await server.listen();
    desk = await openReadyDesk({
      host: {
        notify: async (message) => {
          notified.push(message);
          return Promise.resolve();
        },
        chooseFolder: async () => Promise.resolve(folder),
      },
    });
    const { client } = desk;
    const categories = await client.assets.listCategories();
    const categoryOf = (key: string) => categories.find((category) => category.key === key)?.id ?? 0;
    const fieldOf = async (categoryId: number, name: string) =>
      (await client.assets.listFields()).find((field) => field.name === name && field.categoryId === categoryId)?.id ??
      0;

    laptopId = (
      await client.assets.create({
        ...bareAsset,
        name: 'Laptop of Ada',
        warrantyUntil: inDays(10),
        endOfLifeOn: inDays(60),
      })
    ).id;
    await client.assets.create({ ...bareAsset, name: 'Out of sight', warrantyUntil: inDays(31) });
    await client.assets.create({ ...bareAsset, name: 'Long over', warrantyUntil: inDays(-31) });
    const certificates = categoryOf('tls-certificate');
    await client.assets.create({
      ...bareAsset,
      categoryId: certificates,
      name: 'www.example.com',
      fields: { [await fieldOf(certificates, 'Expires')]: inDays(40), [await fieldOf(certificates, 'Notice')]: '14' },
    });
    const domains = categoryOf('domain-name');
    await client.assets.create({
      ...bareAsset,
      categoryId: domains,
      name: 'example.com',
      fields: { [await fieldOf(domains, 'Expires')]: inDays(-2) },
    });

    const ada = await client.people.create({ ...barePerson, email: 'ada@example.com' });
    await client.custody.checkOut({
      assetId: laptopId,
      custodian: { kind: 'person', id: ada.id },
      dueOn: inDays(2),
      condition: 'good',
      note: null,
    });
    const bea = await signInAs(desk, 'bea', ['procurement']);
    const supplierId = (await bea.suppliers.create({ ...bareSupplier, name: 'Harbour Trading' })).id;
    await bea.procurement.createContract({
      kind: 'support',
      title: 'On site',
      supplierId,
      orderId: null,
      reference: 'S-1',
      currency: 'EUR',
      startsOn: today,
      endsOn: inDays(120),
      noticeDays: 90,
      autoRenew: true,
      terms: '',
      lines: [{ description: 'Support', quantity: 1, unitPriceMinor: 900, period: 'month' }],
    });
    await client.maintenance.savePlan({
      id: null,
      version: null,
      plan: {
        name: 'Calibrate the meter',
        scope: 'assets',
        categoryId: null,
        modelId: null,
        assetIds: [laptopId],
        kind: 'calendar',
        rule: 'FREQ=YEARLY',
        startsOn: inDays(12),
        meter: null,
        meterEvery: null,
        anchor: 'plan',
        leadDays: 0,
        responsibleId: null,
        outOfService: false,
        notes: null,
        tasks: [{ kind: 'measure', title: 'Voltage', expected: null, unit: 'V', atLeast: 4.9, atMost: 5.1 }],
      },
    });
  }, slowHook);
  afterAll(async () => {
    await desk.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[X5] come from every slice that has dates, no earlier than their lead time', async () => {
    expect(await kindsOpen()).toEqual([
      'calibration',
      'certificate',
      'contract',
      'domain',
      'end_of_life',
      'loan',
      'warranty',
    ]);
    const rows = await list();
    const dayOf = (kind: ReminderKind) => rows.find((row) => row.kind === kind)?.day;
    // A certificate is wanted by its notice, a contract by the last day on which it can be given up.
    expect(dayOf('certificate')).toBe(inDays(26));
    expect(dayOf('contract')).toBe(inDays(30));
    expect(dayOf('calibration')).toBe(inDays(12));
    expect(rows.map(({ title }) => title)).not.toContain('Out of sight');
    expect(rows.map(({ title }) => title)).not.toContain('Long over');
    expect(rows.map(({ day }) => day)).toEqual(rows.map(({ day }) => day).toSorted());
    expect(rows.find(({ kind }) => kind === 'loan')).toMatchObject({
      urgency: 'ahead',
      daysLeft: 2,
      who: 'Ada Example',
      entity: 'asset',
      entityKey: String(laptopId),
    });
    expect(rows[0]).toMatchObject({ kind: 'domain', urgency: 'overdue', daysLeft: -2 });
  });

  it('[X5] are counted as they are listed, found by words, and read page by page', async () => {
    const { client } = desk;
    const counts = await client.reminders.counts();
    const rows = await list();
    expect(counts.overdue + counts.today + counts.ahead).toBe(rows.length);
    expect(counts.byKind.find(({ kind }) => kind === 'domain')).toEqual({
      kind: 'domain',
      overdue: 1,
      today: 0,
      ahead: 0,
    });
    expect((await list({ search: 'ada example' })).map(({ kind }) => kind)).toEqual(['loan']);
    const first = await client.reminders.list({ limit: 3 });
    const second = await client.reminders.list({ limit: 100, cursor: first.nextCursor ?? '' });
    expect([...first.rows, ...second.rows].map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(
      rows.map(({ kind, subject }) => `${kind} ${subject}`),
    );
    expect(second.rows[0]?.id).toBe(4);
    await expect(client.reminders.list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('[X5] are put off and dealt with by whoever does the work, and come up anew with another date', async () => {
    const { client } = desk;
    const warranty = (await list({ kinds: ['warranty'] }))[0];
    if (warranty === undefined) throw new Error('no warranty');
    const key = { kind: warranty.kind, subject: warranty.subject, day: warranty.day };
    await expect(client.reminders.snooze({ keys: [key], until: today })).rejects.toMatchObject({ code: 'DAY_IS_PAST' });
    await client.reminders.snooze({ keys: [key], until: inDays(5) });
    expect(await list({ kinds: ['warranty'] })).toEqual([]);
    expect(await list({ shelf: 'snoozed' })).toMatchObject([{ ...key, snoozedUntil: inDays(5) }]);
    await client.reminders.snooze({ keys: [key], until: null });
    await client.reminders.settle({ keys: [key], done: true, note: 'Extended by a year' });
    expect(await list({ shelf: 'done' })).toMatchObject([{ ...key, doneBy: 'Rita Root', note: 'Extended by a year' }]);
    const asset = await client.assets.get({ id: laptopId });
    await client.assets.update({ ...bareAsset, ...detailsOf(asset), warrantyUntil: inDays(20) });
    expect(await list({ kinds: ['warranty'] })).toMatchObject([{ day: inDays(20) }]);

    const auditor = await signInAs(desk, 'otto', ['auditor']);
    const seen = (await auditor.reminders.list({})).rows;
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.some(({ mine }) => mine)).toBe(false);
    await expect(auditor.reminders.settle({ keys: [key], done: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(auditor.reminders.getRules()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[X5] tell an operator once a day what presses, by the system as well', async () => {
    const { client } = desk;
    expect(await client.reminders.digest()).toMatchObject({ fresh: true, overdue: 1 });
    await client.reminders.noteDigest({ language: 'en' });
    await client.reminders.noteDigest({ language: 'en' });
    expect(notified).toHaveLength(1);
    expect(notified[0]?.body).toContain('example.com');
    expect(await client.reminders.digest()).toMatchObject({ fresh: false });
  });

  it('[X5] come as early as the manager says, or not at all', async () => {
    const { client } = desk;
    const { rules, version } = await client.reminders.getRules();
    expect(Object.keys(rules).toSorted()).toEqual([...reminderKinds].toSorted());
    expect(rules.warranty.leadDays).toBe(usualLeadDays.warranty);
    await client.reminders.saveRules({
      rules: { ...rules, warranty: { ...rules.warranty, leadDays: 31 }, domain: { ...rules.domain, on: false } },
      version,
    });
    expect((await list({ kinds: ['warranty'] })).map(({ title }) => title)).toContain('Out of sight');
    expect(await list({ kinds: ['domain'] })).toEqual([]);
    await expect(client.reminders.saveRules({ rules, version })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await client.reminders.saveRules({ rules, version: (await client.reminders.getRules()).version });
  });

  it('[X5] are written to whom they concern, once when they come near, with a password that nobody reads', async () => {
    const { client } = desk;
    await expect(client.reminders.sendMails()).rejects.toMatchObject({ code: 'NO_MAIL_SERVER' });
    const way = {
      host: '127.0.0.1',
      port,
      security: 'none' as const,
      username: '',
      from: 'desk@example.com',
      language: 'en' as const,
    };
    await expect(
      client.reminders.saveMailServer({ server: { ...way, username: 'desk' }, password: 'secret' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await client.reminders.saveMailServer({ server: way, password: 'a very secret word' });
    const kept = await client.reminders.getRules();
    expect(kept).toMatchObject({ mail: way, hasPassword: true });
    expect(JSON.stringify(kept)).not.toContain('very secret');
    const stored = await desk.backend.inventory?.reader.selectFrom('setting').select('value').execute();
    expect(JSON.stringify(stored)).not.toContain('very secret');

    await client.reminders.testMail({ to: 'it@example.com', language: 'en' });
    expect(server.mails.at(-1)).toMatchObject({ to: '<it@example.com>' });

    const { rules, version } = await client.reminders.getRules();
    await client.reminders.saveRules({
      rules: { ...rules, contract: { ...rules.contract, mailTo: ['buying@example.com', 'BUYING@example.com'] } },
      version,
    });
    expect(await client.reminders.sendMails()).toEqual({ mails: 2 });
    const written = server.mails.slice(-2);
    expect(written.map(({ to }) => to).toSorted()).toEqual(['<ada@example.com>', '<buying@example.com>']);
    expect(await client.reminders.sendMails()).toEqual({ mails: 0 });
    // What went out by itself stands where the desk looks whom to remind.
    desk.surroundings.pass(3 * 86_400_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    expect((await client.custody.listToRemind())[0]?.remindedAt).not.toBeNull();
    // Once more when the day has come.
    expect(await client.reminders.sendMails()).toEqual({ mails: 1 });
    // Whoever was written to by hand gets no second letter about it.
    const { id: radioId } = await client.assets.create({ ...bareAsset, name: 'Radio' });
    const { rows: people } = await client.people.list({ search: 'Ada' });
    const custodian = { kind: 'person' as const, id: people[0]?.id ?? 0 };
    await client.custody.checkOut({ assetId: radioId, custodian, dueOn: inDays(4), condition: 'good', note: null });
    const draft = await client.custody.prepareReminder({ assetId: radioId, language: 'en' });
    await client.custody.noteReminder({ custodyIds: draft.custodyIds, way: 'copied' });
    expect((await list({ search: 'Radio' })).map(({ kind }) => kind)).toEqual(['loan']);
    expect(await client.reminders.sendMails()).toEqual({ mails: 0 });

    server.refuses = 'it@example.com';
    await expect(client.reminders.testMail({ to: 'it@example.com', language: 'de' })).rejects.toMatchObject({
      code: 'MAIL_REFUSED',
      data: { host: '127.0.0.1', why: 'refused', reason: expect.stringContaining('550') as unknown },
    });
    await client.reminders.saveMailServer({ server: null, password: null });
    expect((await client.reminders.getRules()).hasPassword).toBe(false);
  });

  it('[S6] the head of the journal is written to whoever keeps it, once a day, and no history can be put in its place', async () => {
    const { client } = desk;
    const way = { host: '127.0.0.1', port, security: 'none' as const, username: '', from: 'desk@example.com' };
    await client.reminders.saveMailServer({
      server: { ...way, language: 'en', headTo: 'audit@example.com' },
      password: null,
    });
    server.refuses = null;
    const toAuditor = () => server.mails.filter(({ to }) => to === '<audit@example.com>');
    await doDaily(desk.backend);
    await doDaily(desk.backend);
    expect(toAuditor()).toHaveLength(1);
    const [head] = headsIn(toAuditor()[0]?.data ?? '');
    const verdict = async (heads: JournalHead[]) =>
      (await desk.backend.jobs.ended((await client.reports.verifyJournal({ heads })).jobId)).result;
    if (head === undefined) throw new Error('there is no head in the mail');
    expect(await verdict([head])).toMatchObject({ ok: true, anchors: 1 });
    expect(await verdict([{ ...head, hash: 'a'.repeat(64) }])).toMatchObject({ ok: false, firstFault: 'BROKEN_LINK' });
    expect(await verdict([{ ...head, seq: 999_999 }])).toMatchObject({ ok: false, firstFault: 'TRUNCATED' });
    desk.surroundings.pass(86_400_000);
    await doDaily(desk.backend);
    expect(toAuditor()).toHaveLength(2);
    desk.surroundings.pass(86_400_000);
    server.refuses = 'audit@example.com';
    await doDaily(desk.backend);
    desk.session.lastActiveAt = desk.surroundings.now();
    const { mailedAt, mailProblem } = await client.reminders.getRules();
    expect(mailedAt).toBe(desk.surroundings.now());
    expect(mailProblem).not.toBeNull();
    server.refuses = null;
    await doDaily(desk.backend);
    expect(toAuditor()).toHaveLength(3);
    expect((await client.reminders.getRules()).mailProblem).toBeNull();
    await client.reminders.saveMailServer({ server: null, password: null });
  });

  it('[X5] stand in a calendar file that others subscribe to', async () => {
    const { client } = desk;
    expect(await client.reminders.chooseFeedFolder({ language: 'en' })).toEqual({ folder });
    const file = join(folder, 'quartermaster.ics');
    const text = readFileSync(file, 'utf8').replaceAll('\r\n ', '');
    expect(text).toContain('BEGIN:VCALENDAR');
    // A calendar looks a year ahead, whatever the lead time.
    expect(text).toContain('Out of sight');
    expect(text).toContain(`DTSTART;VALUE=DATE:${inDays(31).replaceAll('-', '')}`);
    expect(text.match(/^UID:/gm)?.length).toBe(new Set(text.match(/^UID:.*$/gm)).size);
    expect(await client.reminders.getRules()).toMatchObject({ feedFolder: folder, feedProblem: null });
    await client.reminders.dropFeed();
    expect((await client.reminders.getRules()).feedFolder).toBeNull();
    expect(existsSync(file)).toBe(true);
  });
});

function detailsOf(asset: { id: number; version: number; name: string; category: { id: number } }) {
  return { id: asset.id, version: asset.version, name: asset.name, categoryId: asset.category.id };
}
