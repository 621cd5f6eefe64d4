import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualMapping } from '#shared/features/recovery/model.ts';
import type { PolicyDetails } from '#shared/features/recovery/model.ts';
import type { PlanDetails } from '#shared/features/recovery/plan.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

const minute = 60_000;
let desk: TestDesk;
let technician: Client;
let server: { id: number; tag: string };
let host: { id: number; tag: string };
let serviceId: number;
let savedTo: string | null = null;

beforeAll(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => savedTo } });
  technician = await signInAs(desk, 'tina', ['desk_operator']);
  server = await desk.client.assets.create({ ...bareAsset, name: 'Mail server' });
  host = await desk.client.assets.create({ ...bareAsset, name: 'Virtual host' });
  await desk.client.assets.addRelation({ sourceId: server.id, type: 'runs_on', targetId: host.id });
}, slowHook);
afterAll(async () => desk.close());

const pass = (minutes: number) => {
  desk.surroundings.pass(minutes * minute);
  for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
};
const policy = (more: Partial<PolicyDetails> = {}): PolicyDetails => ({
  assetId: null,
  serviceId,
  what: 'Mailboxes',
  destination: 'Tape library, vault B',
  everyHours: 24,
  keepDays: 90,
  encrypted: true,
  offSite: true,
  testEveryDays: 90,
  responsibleId: null,
  notes: '',
  aliases: ['MAILSTORE'],
  ...more,
});
const client = () => desk.client;
const problems = async () =>
  Object.fromEntries((await client().recovery.listItems({})).map(({ what, problems: own }) => [what, own]));

describe('what the department backs up', () => {
  let item = 0;

  it('[M4] a policy is kept for a service or an asset, and needs exactly one of them', async () => {
    const service = { name: 'Mail', notes: '', assetIds: [server.id] };
    ({ id: serviceId } = await client().recovery.saveService({ id: null, version: null, service }));
    await expect(
      client().recovery.saveService({ id: null, version: null, service: { ...service, name: 'mail' } }),
    ).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(technician.recovery.saveItem({ id: null, version: null, policy: policy() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(
      client().recovery.saveItem({ id: null, version: null, policy: policy({ assetId: server.id }) }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    ({ id: item } = await client().recovery.saveItem({ id: null, version: null, policy: policy() }));
    const host_ = { assetId: host.id, serviceId: null, what: 'Machine images', aliases: [], testEveryDays: null };
    await client().recovery.saveItem({ id: null, version: null, policy: policy(host_) });
    const taken = client().recovery.saveItem({
      id: null,
      version: null,
      policy: policy({ what: 'Archive', aliases: ['mailstore'] }),
    });
    await expect(taken).rejects.toMatchObject({ code: 'ALIAS_TAKEN', data: { what: 'Mailboxes' } });
    expect(await problems()).toEqual({ Mailboxes: ['untested'], 'Machine images': [] });
    expect((await client().recovery.listItems({ assetId: server.id })).map(({ what }) => what)).toEqual(['Mailboxes']);
    await expect(client().recovery.saveItem({ id: item, version: 9, policy: policy() })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await expect(client().recovery.archiveService({ id: serviceId, version: 1 })).rejects.toMatchObject({
      code: 'SERVICE_IN_USE',
    });
    expect(await client().recovery.listServices()).toMatchObject([{ name: 'Mail', assets: [{ tag: server.tag }] }]);
  });

  it('[M4] a run is recorded once; what fails, and what is overdue since, is listed and counted', async () => {
    const run = { itemId: item, endedAt: '2026-11-24T02:00:00.000Z', outcome: 'ok' as const, bytes: 5, note: '' };
    await technician.recovery.recordRun(run);
    await expect(technician.recovery.recordRun(run)).rejects.toMatchObject({ code: 'RUN_KNOWN' });
    await expect(technician.recovery.recordRun({ ...run, endedAt: '2026-11-25T02:00:00.000Z' })).rejects.toMatchObject({
      code: 'TIME_AHEAD',
    });
    pass(26 * 60);
    await technician.recovery.recordRun({
      ...run,
      endedAt: '2026-11-25T02:00:00.000Z',
      outcome: 'failed',
      note: 'No tape',
    });
    expect((await problems())['Mailboxes']).toEqual(['failing', 'overdue', 'untested']);
    const reminded = async (kind: 'backup' | 'recovery') =>
      (await client().reminders.list({ kinds: [kind] })).rows.map(({ title, entity }) => [title, entity]);
    pass(24 * 60);
    expect(await reminded('backup')).toContainEqual(['Mailboxes', 'protected_item']);
    expect(await reminded('recovery')).toEqual([]);
    pass(-24 * 60);
    expect(await client().recovery.counts()).toMatchObject({
      items: 2,
      problems: { failing: 1, overdue: 1, untested: 1, test_failed: 0 },
    });
    expect((await client().recovery.listItems({ problem: 'failing' })).map(({ failures }) => failures)).toEqual([1]);
    expect(() => openInventoryOf(desk.backend).sqlite.exec("UPDATE protection_run SET outcome = 'ok'")).toThrow(
      /RUN_IS_KEPT/,
    );
  });

  it('[M4] reports are read by a mapping that is kept, shown before they are written, and written once', async () => {
    const mapping = { ...usualMapping, zoneMinutes: 60 };
    const text =
      'Job;End;Result\nmailstore;2026-11-25 09:30;success\nIMAGES;2026-11-25 09:40;success\nmailstore;2026-11-25 10:05;aborted\nmailstore;never;ok';
    const shown = await technician.recovery.previewRuns({ text, mapping });
    expect(shown).toMatchObject({
      total: 3,
      known: 0,
      unknownItems: ['IMAGES'],
      problems: [{ line: 5, code: 'TIME' }],
    });
    expect(shown.rows[0]).toMatchObject({
      item: 'mailstore',
      itemId: item,
      endedAt: '2026-11-25T08:30:00.000Z',
      outcome: 'ok',
    });
    const report = { text, mapping, source: 'nightly.csv', names: [], skipProblems: false };
    await expect(technician.recovery.importRuns(report)).rejects.toMatchObject({
      code: 'RUNS_REFUSED',
      data: {
        problems: [
          { line: 3, code: 'ITEM' },
          { line: 5, code: 'TIME' },
        ],
      },
    });
    const images = (await client().recovery.listItems({ search: 'images' }))[0]?.id ?? 0;
    const named = { ...report, names: [{ name: 'IMAGES', itemId: images }], skipProblems: true };
    expect(await technician.recovery.importRuns(named)).toEqual({ added: 3, known: 0, skipped: 1 });
    // Names that were given are known from now on, and runs that are there are not written again.
    expect(await technician.recovery.importRuns({ ...report, skipProblems: true })).toEqual({
      added: 0,
      known: 3,
      skipped: 1,
    });
    const { runs, lastGoodAt } = await client().recovery.getItem({ id: item });
    expect([runs.length, runs[0]?.outcome, runs[0]?.source, lastGoodAt]).toEqual([
      4,
      'failed',
      'nightly.csv',
      '2026-11-25T08:30:00.000Z',
    ]);
    const { id } = await technician.recovery.saveFormat({ id: null, version: null, name: 'Nightly', mapping });
    await technician.recovery.saveFormat({ id, version: 1, name: 'Nightly', mapping: { ...mapping, zoneMinutes: 0 } });
    expect(await client().recovery.listFormats()).toMatchObject([
      { name: 'Nightly', mapping: { zoneMinutes: 0 }, version: 2 },
    ]);
  });

  it('[M4] a restore test says what was brought back; one that failed says why and is listed until one passes', async () => {
    const test = {
      itemId: item,
      testedOn: '2026-11-25',
      sample: 'Mailbox of the board',
      passed: false,
      minutes: 25,
      note: '',
    };
    await expect(technician.recovery.recordTest(test)).rejects.toMatchObject({ code: 'FINDING_NEEDED' });
    await expect(technician.recovery.recordTest({ ...test, testedOn: '2026-12-25' })).rejects.toMatchObject({
      code: 'DAY_AHEAD',
    });
    await technician.recovery.recordTest({ ...test, note: 'The key was wrong' });
    expect((await problems())['Mailboxes']).toEqual(['failing', 'test_failed', 'untested']);
    await technician.recovery.recordTest({ ...test, passed: true });
    expect((await problems())['Mailboxes']).toEqual(['failing']);
    expect((await client().recovery.getItem({ id: item })).tests.map(({ passed }) => passed)).toEqual([true, false]);
  });

  it('[M4] what leaves service is backed up no more, and that is shown before', async () => {
    const old = await client().assets.create(bareAsset);
    await client().recovery.saveItem({
      id: null,
      version: null,
      policy: policy({ assetId: old.id, serviceId: null, what: 'Old disk', aliases: [] }),
    });
    const [outlook] = await client().retirement.outlook({ assetIds: [old.id] });
    expect(outlook?.releases).toContainEqual({ kind: 'backup', what: ['Old disk'] });
    const [spare] = (await client().recovery.listItems({ search: 'Old disk' })).map(({ id }) => id);
    await client().recovery.archiveItem({ id: spare ?? 0, version: 1 });
    expect(await client().recovery.listItems({ search: 'Old disk' })).toEqual([]);
  });
});

describe('a recovery plan', () => {
  const plan = (more: Partial<PlanDetails> = {}): PlanDetails => ({
    assetId: null,
    serviceId,
    name: 'Mail comes back',
    owner: 'Head of operations',
    rtoMinutes: 60,
    rpoMinutes: 1440,
    drillEveryDays: 180,
    notes: 'Nobody sends before step 3.',
    contacts: [{ name: 'Carrier', role: 'Internet line', phone: '+49 30 1', email: '' }],
    steps: [
      { title: 'Start the host', instructions: 'Key is in the safe.', owner: 'Tina', targetMinutes: 10 },
      { title: 'Restore the mailboxes', instructions: '', owner: '', targetMinutes: 30 },
      { title: 'Let people in', instructions: '', owner: '', targetMinutes: null },
    ],
    ...more,
  });
  let id = 0;
  let drill = 0;
  const end = (position: number, outcome: 'done' | 'failed' | 'skipped' = 'done', note = '') =>
    technician.recovery.endStep({ drillId: drill, position, outcome, note });

  it('[M4] names what it needs by the relations of its assets, and what stands in the way of relying on it', async () => {
    ({ id } = await client().recovery.savePlan({ id: null, version: null, plan: plan() }));
    const read = await client().recovery.getPlan({ id });
    expect(read.dependencies).toMatchObject([
      { asset: { tag: host.tag }, path: [server.tag, host.tag], isProtected: true },
    ]);
    expect(read.protects.map(({ what }) => what)).toEqual(['Mailboxes']);
    expect(read.problems).toEqual(['never_drilled']);
    await client().recovery.savePlan({ id, version: 1, plan: plan({ rpoMinutes: 60 }) });
    expect((await client().recovery.listPlans({ assetId: server.id }))[0]?.problems).toEqual([
      'never_drilled',
      'rpo_out_of_reach',
    ]);
    await client().recovery.savePlan({ id, version: 2, plan: plan() });
    await expect(client().recovery.savePlan({ id: null, version: null, plan: plan() })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
  });

  it('[M4] is printed, since it is needed when nothing runs', async () => {
    savedTo = null;
    expect(await client().recovery.savePlanFile({ ids: [id], language: 'de' })).toEqual({ path: null });
    savedTo = join(desk.folder, 'plan.pdf');
    await client().recovery.savePlanFile({ ids: [id], language: 'en' });
    expect(existsSync(savedTo) && readFileSync(savedTo).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('[M4] a drill runs it step by step with a stopwatch that a restart does not stop', async () => {
    ({ id: drill } = await technician.recovery.startDrill({ planId: id, kind: 'drill', failedAt: null }));
    await expect(technician.recovery.startDrill({ planId: id, kind: 'drill', failedAt: null })).rejects.toMatchObject({
      code: 'DRILL_STATE',
    });
    await expect(client().recovery.archivePlan({ id, version: 3 })).rejects.toMatchObject({ code: 'DRILL_STATE' });
    pass(8);
    await expect(end(1)).rejects.toMatchObject({ code: 'STEP_NOT_NEXT' });
    await end(0);
    // Changing the plan changes nothing that is under way.
    await client().recovery.savePlan({ id, version: 3, plan: plan({ steps: plan().steps.slice(0, 1) }) });
    pass(5);
    await desk.restart();
    await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
    technician = desk.client;
    pass(27);
    await expect(end(1, 'failed')).rejects.toMatchObject({ code: 'FINDING_NEEDED' });
    await end(1);
    await technician.recovery.takeStepBack({ drillId: drill });
    pass(3);
    await end(1, 'done', 'Slow tape');
    const { steps, state, lastGoodAt } = await client().recovery.getDrill({ id: drill });
    const took = steps.map(
      ({ startedAt, endedAt }) => (Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '')) / minute,
    );
    expect([took[0], took[1], steps[1]?.note, steps[0]?.owner, steps[1]?.owner, state]).toEqual([
      8,
      35,
      'Slow tape',
      'Tina',
      'Head of operations',
      'running',
    ]);
    expect(lastGoodAt).toBe('2026-11-25T08:30:00.000Z');
  }, 30_000);

  it('[M4] a drill is held against RTO and RPO, counts for the plan, and is kept as it was', async () => {
    const seen = async () => ({ id: drill, version: (await client().recovery.getDrill({ id: drill })).version });
    const ending = async (dataFrom: string | null) =>
      technician.recovery.endDrill({ ...(await seen()), dataFrom, findings: 'Faster tape', stopped: false });
    await expect(ending(null)).rejects.toMatchObject({ code: 'STEPS_OPEN', data: { count: 1 } });
    pass(4);
    await end(2);
    pass(600);
    await expect(ending(desk.surroundings.now())).rejects.toMatchObject({ code: 'DATA_AFTER_FAILURE' });
    await ending('2026-11-25T08:30:00.000Z');
    const { verdict, findings } = await client().recovery.getDrill({ id: drill });
    // From the failure to the end of the last step: what comes after is paper.
    expect(verdict).toMatchObject({
      took: 47 * minute,
      withinRto: true,
      withinRpo: true,
      slowSteps: 1,
      failedSteps: 0,
      passed: true,
    });
    expect(findings).toBe('Faster tape');
    expect((await client().recovery.listPlans({}))[0]).toMatchObject({
      lastDrill: { passed: true },
      problems: [],
      runningId: null,
    });
    await expect(end(2)).rejects.toMatchObject({ code: 'DRILL_STATE' });
    expect(() => openInventoryOf(desk.backend).sqlite.exec("UPDATE drill_step SET note = 'x'")).toThrow(
      /DRILL_IS_KEPT/,
    );
    const real = await technician.recovery.startDrill({
      planId: id,
      kind: 'real',
      failedAt: '2026-11-25T09:00:00.000Z',
    });
    const broken = { ...real, version: 1, dataFrom: null, stopped: true };
    await expect(technician.recovery.endDrill({ ...broken, findings: '' })).rejects.toMatchObject({
      code: 'FINDING_NEEDED',
    });
    await technician.recovery.endDrill({ ...broken, findings: 'False alarm' });
    expect((await client().recovery.listDrills({ planId: id })).map(({ kind, state }) => [kind, state])).toEqual([
      ['real', 'stopped'],
      ['drill', 'done'],
    ]);
    expect((await client().recovery.listPlans({}))[0]?.problems).toEqual(['drill_failed']);
  });
});
