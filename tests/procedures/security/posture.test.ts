import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  antivirusStates,
  encryptionStates,
  mdmStates,
  nothingKnown,
  postureChecks,
  scorePosture,
  screenLockStates,
  summarise,
} from '#shared/features/security/posture.ts';
import type { NewReading, PostureRow } from '#shared/features/security/posture.ts';
import { addDays } from '#shared/primitives/days.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';
import { importer } from '../spreadsheets/support/importer.ts';

let desk: TestDesk;
let operator: Client;
let imports: ReturnType<typeof importer>;

beforeAll(async () => {
  desk = await openReadyDesk();
  imports = importer(desk);
  operator = await signInAs(desk, 'dora', ['desk_operator']);
}, slowHook);
afterAll(async () => desk.close());

const today = '2026-11-24';
const perfect: NewReading = {
  encryption: 'on',
  antivirus: 'current',
  patchedOn: '2026-11-20',
  patchLevel: '26100.2314',
  mdm: 'managed',
  screenLock: 'on',
  contactOn: today,
  source: 'By hand',
  takenOn: today,
};
const read = (assetId: number, more: Partial<NewReading> = {}) =>
  operator.security.recordPosture({ ...perfect, assetId, ...more });
const of = (assetId: number) => desk.client.security.postureOf({ assetId });

describe('the security of a device', () => {
  it('[S2] is scored by what was read last of each kind, with how it came to that', async () => {
    const { id } = await desk.client.assets.create({ ...bareAsset, tag: 'P-1' });
    expect(await of(id)).toMatchObject({ score: null, compliant: false, inScope: true, readings: [] });
    await read(id, { encryption: 'off', takenOn: '2026-11-01', patchedOn: null, contactOn: '2026-11-01' });
    await read(id);
    const posture = await of(id);
    expect(posture).toMatchObject({ score: 100, compliant: true, facts: { encryption: 'on' }, policyVersion: 0 });
    expect(posture.trend).toEqual([
      { day: '2026-11-01', score: 55 },
      { day: today, score: 100 },
    ]);
    expect(posture.readings[0]).toMatchObject({ by: 'dora', source: 'By hand', takenOn: today });
    const nothing = { ...nothingKnown, source: '', takenOn: today, assetId: id };
    await expect(operator.security.recordPosture(nothing)).rejects.toMatchObject({ code: 'NOTHING_READ' });
    await expect(read(id, { takenOn: '2026-11-25' })).rejects.toMatchObject({ code: 'DATES_OUT_OF_ORDER' });
    const { sqlite } = openInventoryOf(desk.backend);
    for (const statement of ["UPDATE posture_reading SET encryption = 'on'", 'DELETE FROM posture_reading'])
      expect(() => sqlite.exec(statement), statement).toThrow('READING_IS_KEPT');
  });

  it('[S2] comes from what the management of devices exports, whatever it calls things; undone it is gone', async () => {
    await desk.client.assets.create({ ...bareAsset, tag: 'P-2', serial: 'SER-2', name: 'nb-two' });
    const { id } = await desk.client.assets.create({ ...bareAsset, tag: 'P-3', name: 'nb-three' });
    const file = imports.file(
      'intune.csv',
      [
        'Device name,Serial number,Managed by,Encrypted,Antivirus status,Last check-in,OS version',
        'nb-two,SER-2,Intune,True,Up to date,2026-11-23,26100.2314',
        'NB-THREE,,Intune,No,Out of date,2026-09-01,22631.4460',
        'nowhere,,Intune,True,,,',
        'nb-two,,,,,,',
      ].join('\n'),
    );
    const plan = await imports.planFor(file, 'postures', 'skip');
    expect(plan.mapping.map(({ field }) => field)).toEqual([
      'hostname',
      'serial',
      'mdm',
      'encryption',
      'antivirus',
      'contactOn',
      'patchLevel',
    ]);
    const job = await imports.run(plan);
    expect(job).toMatchObject({ state: 'done', result: { applied: 2, rejected: 2 } });
    expect(await of(id)).toMatchObject({
      compliant: false,
      facts: { encryption: 'off', antivirus: 'outdated', mdm: 'managed', contactOn: '2026-09-01' },
      readings: [{ source: 'intune.csv' }],
    });
    const failing = await desk.client.security.listPosture({ standing: 'failing' });
    expect(failing.rows.map((row) => row.asset.tag)).toEqual(['P-3', 'P-2']);
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await of(id)).toMatchObject({ score: null, readings: [] });
    expect((await desk.client.security.listPosture({ standing: 'silent', search: 'nb-' })).total).toBe(2);
  });

  it('[S2] is judged by a policy in versions that the manager edits; each is kept', async () => {
    const { id } = await desk.client.assets.create({ ...bareAsset, tag: 'P-4' });
    await read(id, { mdm: 'unmanaged' });
    expect(await of(id)).toMatchObject({ score: 85, compliant: true });
    const { policy, version } = await desk.client.security.posturePolicy();
    const stricter = { ...policy, required: ['encryption' as const, 'mdm' as const] };
    await expect(operator.security.savePosturePolicy({ policy: stricter, note: '', version })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await desk.client.security.savePosturePolicy({ policy: stricter, note: 'All are managed now', version });
    expect(await of(id)).toMatchObject({ score: 85, compliant: false, policyVersion: 1 });
    await expect(desk.client.security.savePosturePolicy({ policy, note: '', version })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const weightless = { encryption: 0, antivirus: 0, patches: 0, mdm: 0, screenLock: 0, contact: 0 };
    await expect(
      desk.client.security.savePosturePolicy({ policy: { ...policy, weights: weightless }, note: '', version: 1 }),
    ).rejects.toMatchObject({ code: 'NOTHING_ASKED' });
    const versions = await desk.client.security.posturePolicyVersions();
    expect(versions.map((each) => [each.version, each.note, each.savedBy])).toEqual([
      [1, 'All are managed now', 'Rita Root'],
      [0, '', null],
    ]);
    await desk.client.security.savePosturePolicy({ policy: { ...policy, categoryIds: [2] }, note: '', version: 1 });
    expect((await of(id)).inScope).toBe(false);
    await desk.client.security.savePosturePolicy({ policy, note: '', version: 2 });
  });

  it('[S2] adds up over all devices, and is told over time', async () => {
    const summary = await desk.client.security.postureSummary();
    const all = await desk.client.security.listPosture({ standing: 'all' });
    expect(summary).toMatchObject({ devices: all.total, compliant: 2, failing: 0, silent: 2, average: 93 });
    const trend = await desk.client.security.postureTrend({ days: 30 });
    expect(trend).toHaveLength(13);
    expect(trend[0]).toEqual({ day: '2026-10-25', average: null, compliantPercent: null });
    expect(trend.at(-1)).toEqual({ day: today, average: 93, compliantPercent: 100 });
    const first = await desk.client.security.listPosture({ standing: 'all', limit: 3 });
    const next = await desk.client.security.listPosture({ standing: 'all', limit: 3, cursor: first.nextCursor ?? '0' });
    expect([...first.rows, ...next.rows].map((row) => row.asset.tag)).toEqual(all.rows.map((row) => row.asset.tag));
  });

  it('[S2] is judged by the database for a whole list as the rule judges one device, in pages and in numbers', async () => {
    const { security } = desk.client;
    const ids: number[] = [];
    for (let each = 0; each < 6; each += 1)
      ids.push((await desk.client.assets.create({ ...bareAsset, tag: `JUDGED-${each}` })).id);
    const day = fc.integer({ min: 0, max: 120 }).map((back) => addDays(today, -back));
    const anyFacts = fc.record({
      encryption: fc.option(fc.constantFrom(...encryptionStates)),
      antivirus: fc.option(fc.constantFrom(...antivirusStates)),
      patchedOn: fc.option(day),
      patchLevel: fc.constant(null),
      mdm: fc.option(fc.constantFrom(...mdmStates)),
      screenLock: fc.option(fc.constantFrom(...screenLockStates)),
      contactOn: fc.option(day),
    });
    const weight = fc.integer({ min: 0, max: 10 });
    const anyPolicy = fc.record({
      weights: fc.record({
        encryption: weight,
        antivirus: weight,
        patches: weight,
        mdm: weight,
        screenLock: weight,
        contact: weight,
      }),
      patchDays: fc.integer({ min: 1, max: 90 }),
      contactDays: fc.integer({ min: 1, max: 90 }),
      passing: fc.integer({ min: 1, max: 100 }),
      required: fc.subarray([...postureChecks]),
      unknown: fc.constantFrom('fails' as const, 'left_out' as const),
      categoryIds: fc.constant<number[]>([]),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyFacts, { minLength: 1, maxLength: 6 }), anyPolicy, async (readings, policy) => {
        for (const [index, facts] of readings.entries())
          await read(ids[index] ?? 0, { ...facts, takenOn: today }).catch(() => undefined);
        const { version } = await security.posturePolicy();
        await security.savePosturePolicy({ policy, note: 'Tried', version }).catch(() => undefined);
        const { policy: holds } = await security.posturePolicy();
        const all: PostureRow[] = [];
        for (let cursor: string | undefined = '0'; cursor !== undefined;) {
          const page = await security.listPosture({ standing: 'all', limit: 4, cursor });
          all.push(...page.rows);
          cursor = page.nextCursor ?? undefined;
        }
        const scores = all.map(({ score }) => score ?? 101);
        expect(scores).toEqual(scores.toSorted((one, other) => one - other));
        for (const { asset, ...row } of all) {
          const { score, compliant, checks, facts } = await of(asset.id);
          expect([row.score, row.compliant, row.checks]).toEqual([score, compliant, checks]);
          expect(scorePosture(facts, holds, today)).toEqual({ score, compliant, checks });
        }
        expect(await security.postureSummary()).toEqual(summarise(all));
        for (const standing of ['failing', 'silent', 'compliant'] as const)
          expect((await security.listPosture({ standing })).total).toBe(all.filter(standsSo[standing]).length);
      }),
      { numRuns: 12 },
    );
  });
});

const standsSo = {
  failing: ({ score, compliant }: PostureRow) => score !== null && !compliant,
  silent: ({ score }: PostureRow) => score === null,
  compliant: ({ compliant }: PostureRow) => compliant,
};
