import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { bareStep, publishedProfile } from '#tests/support/configuration.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let clerk: Client;
let chosen: string | null = null;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-report-'));
  desk = await openReadyDesk({ host: { chooseSaveFile: () => Promise.resolve(chosen) } });
  clerk = await signInAs(desk, 'dora', ['desk_operator']);
}, slowHook);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const responseOf = (id: number) => desk.client.incidents.response({ id });

async function stolenLaptop(): Promise<{ id: number; tag: string; assetId: number }> {
  const asset = await desk.client.assets.create({ ...bareAsset, name: 'Laptop' });
  const { id } = await desk.client.incidents.declare({
    kind: 'stolen',
    assetIds: [asset.id],
    description: 'Taken from a car',
  });
  return { id, tag: asset.tag, assetId: asset.id };
}

describe('the response to an incident', () => {
  it('[S3] begins with the plan of its kind, its deadlines counted from the report', async () => {
    const { id } = await stolenLaptop();
    const { steps, beganAt } = await responseOf(id);
    expect(beganAt).toBe('2026-11-24T08:00:00.000Z');
    expect(steps.map(({ usual, dueAt }) => [usual, dueAt])).toEqual([
      ['lock_account', '2026-11-24T09:00:00.000Z'],
      ['remote_wipe', '2026-11-24T12:00:00.000Z'],
      ['tell_police', '2026-11-25T08:00:00.000Z'],
      ['rotate_secrets', '2026-11-25T08:00:00.000Z'],
      ['tell_insurer', '2026-11-27T08:00:00.000Z'],
      ['tell_authority', '2026-11-27T08:00:00.000Z'],
    ]);
    const [first] = steps;
    await clerk.incidents.finishStep({ stepId: first?.id ?? 0, note: 'Locked by the help desk' });
    await expect(clerk.incidents.finishStep({ stepId: first?.id ?? 0 })).rejects.toMatchObject({
      code: 'STEP_DONE_ALREADY',
    });
    expect((await responseOf(id)).steps[0]).toMatchObject({ doneBy: 'dora', note: 'Locked by the help desk' });
    const { sqlite } = openInventoryOf(desk.backend);
    for (const statement of [
      `UPDATE incident_step SET due_at = '2030-01-01' WHERE incident_id = ${id}`,
      `UPDATE incident_step SET note = 'x' WHERE id = ${first?.id ?? 0}`,
      'DELETE FROM incident_step',
      'DELETE FROM incident_task',
    ])
      expect(
        () =>
          sqlite.exec(`INSERT INTO incident_task (incident_id, text, owner, added_at, added_by)
        VALUES (${id}, 'x', '', 'now', 1); ${statement}`),
        statement,
      ).toThrow('INCIDENT_IS_KEPT');
  });

  it('[S3] names the secrets of what was lost, the class of its data, and who knows it under which number', async () => {
    const asset = await desk.client.assets.create({ ...bareAsset, name: 'Laptop' });
    const step = { ...bareStep, proof: 'secret' as const, title: 'Recovery key' };
    const profile = { name: 'Laptops', categoryId: 1, departmentId: null, steps: [step] };
    const profileId = await publishedProfile(desk.client, profile);
    const { id: runId } = await desk.client.configuration.startRun({ profileId, name: '', assetIds: [asset.id] });
    const { steps } = await desk.client.configuration.getRun({ id: runId });
    const stepId = steps[0]?.id ?? 0;
    await desk.client.configuration.signStep({ runId, stepId, assetIds: [asset.id], value: '1111' });
    const { id } = await desk.client.incidents.declare({
      kind: 'lost',
      assetIds: [asset.id],
      description: 'On a train',
    });
    expect((await responseOf(id)).affected).toEqual([{ asset: asset.tag, kind: 'secret', what: ['Recovery key'] }]);
    await desk.client.incidents.classify({ id, dataClass: 'personal' });
    await expect(clerk.incidents.classify({ id, dataClass: 'public' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await clerk.incidents.addReference({ id, kind: 'police', number: '4711/26' });
    const { dataClass, references } = await responseOf(id);
    expect([dataClass, references]).toMatchObject(['personal', [{ kind: 'police', number: '4711/26', by: 'dora' }]]);
  });

  it('[S3] turns lessons into tasks, which outlast the incident', async () => {
    const { id } = await stolenLaptop();
    await desk.client.incidents.takeInHand({ id, version: 1 });
    const task = await desk.client.incidents.addTask({
      id,
      text: 'Cables for all cars',
      owner: 'Bob',
      dueOn: '2026-12-31',
    });
    await desk.client.incidents.close({ id, version: 2, outcome: 'written_off', note: 'Cars are no store' });
    await expect(desk.client.incidents.classify({ id, dataClass: 'public' })).rejects.toMatchObject({
      code: 'INCIDENT_STATE',
    });
    await clerk.incidents.finishTask({ taskId: task.id });
    await expect(clerk.incidents.finishTask({ taskId: task.id })).rejects.toMatchObject({ code: 'STEP_DONE_ALREADY' });
    expect((await responseOf(id)).tasks).toMatchObject([{ text: 'Cables for all cars', owner: 'Bob', doneBy: 'dora' }]);
    const year = { from: '2026-01-01', to: '2026-12-31' };
    const statistics = await desk.client.incidents.statistics(year);
    expect(statistics.byKind.find(({ kind }) => kind === 'stolen')).toMatchObject({ count: 2, open: 1 });
    expect(statistics).toMatchObject({ hoursToClose: 0, recovered: 0 });
    expect((await desk.client.incidents.statistics({ from: '2025-01-01', to: '2025-12-31' })).hoursToClose).toBeNull();
  });

  it('[S3] follows plans that the manager wrote, from then on', async () => {
    const plans = await desk.client.incidents.plans();
    const own = {
      usual: null,
      title: 'Call the insurer of the fleet',
      instruction: '',
      contact: '0800 1',
      hours: 2,
      notifies: true,
    };
    await desk.client.incidents.savePlans({ ...plans, stolen: [own] });
    const { id } = await stolenLaptop();
    expect((await responseOf(id)).steps).toMatchObject([
      { title: 'Call the insurer of the fleet', contact: '0800 1', notifies: true, dueAt: '2026-11-24T10:00:00.000Z' },
    ]);
    await desk.client.incidents.savePlans({ ...plans, stolen: [] });
    expect((await responseOf((await stolenLaptop()).id)).steps).toEqual([]);
    await desk.client.incidents.savePlans(plans);
  });

  it('[S3] is written down as a report', async () => {
    const { id } = await stolenLaptop();
    chosen = null;
    expect(await clerk.incidents.saveReport({ id, language: 'en' })).toEqual({ path: null });
    chosen = join(folder, 'report.pdf');
    await clerk.incidents.saveReport({ id, language: 'de' });
    expect(existsSync(chosen)).toBe(true);
    expect(readFileSync(chosen).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});

describe('two scans at the desk', () => {
  const scan = (text: string) => clerk.desk.scan({ session: 'A', text });

  it('[S3] declare a loss: the card says what, the asset says which; its plan runs and its custody stands still', async () => {
    const { id, tag } = await desk.client.assets.create({ ...bareAsset, name: 'Laptop' });
    expect(await scan('%QM-LOST')).toMatchObject({ outcome: 'declaring', reason: { code: 'DECLARING_LOST' } });
    expect(await clerk.desk.state({ session: 'A' })).toMatchObject({ declaring: 'lost' });
    const declared = await scan(tag);
    expect(declared).toMatchObject({ outcome: 'declared', sound: 'alarm', asset: { status: 'lost' }, undoable: false });
    const incidentId = declared.incident?.id ?? 0;
    expect(await desk.client.incidents.get({ id: incidentId })).toMatchObject({
      kind: 'lost',
      source: 'desk',
      description: '',
      assets: [{ id, status: 'lost' }],
    });
    expect((await responseOf(incidentId)).steps.map(({ usual }) => usual)).toContain('remote_wipe');
    expect(await clerk.desk.state({ session: 'A' })).toMatchObject({ declaring: null });
    // Its next scan, wherever that is, raises the alarm.
    expect(await scan(tag)).toMatchObject({ outcome: 'alarm', incident: { id: incidentId } });
    await scan('%QM-STOLEN');
    expect(await scan(tag)).toMatchObject({ outcome: 'alarm' });
  });

  it('[S3] declare nothing when another card or person comes between them, or whoever scans may not', async () => {
    const { id, tag } = await desk.client.assets.create({ ...bareAsset, name: 'Laptop' });
    await scan('%QM-STOLEN');
    await scan('%QM-DONE');
    expect(await scan(tag)).toMatchObject({ outcome: 'shown' });
    const buyer = await signInAs(desk, 'paul', ['procurement']);
    expect(await buyer.desk.scan({ session: 'A', text: '%QM-STOLEN' })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'MAY_NOT_DECLARE' },
    });
    expect(await desk.client.assets.get({ id })).toMatchObject({ status: 'in_stock' });
  });

  it('[S3] unauthorised access is a kind with a plan of its own and leaves the asset with whoever has it', async () => {
    const { id } = await desk.client.assets.create({ ...bareAsset, name: 'Laptop' });
    const incident = await clerk.incidents.declare({
      kind: 'unauthorised',
      assetIds: [id],
      description: 'Somebody signed in from abroad',
    });
    expect((await responseOf(incident.id)).steps.map(({ usual }) => usual)).toEqual([
      'cut_off',
      'lock_account',
      'secure_evidence',
      'rotate_secrets',
      'judge_extent',
      'tell_user',
      'tell_authority',
    ]);
    expect(await desk.client.assets.get({ id })).toMatchObject({ status: 'in_stock' });
    const { version } = await desk.client.incidents.get({ id: incident.id });
    await desk.client.incidents.takeInHand({ id: incident.id, version });
    const close = (outcome: 'settled' | 'written_off') =>
      desk.client.incidents.close({ id: incident.id, version: version + 1, outcome, note: 'Account was shared' });
    await expect(close('written_off')).rejects.toMatchObject({ code: 'OUTCOME_UNFIT' });
    await close('settled');
  });
});
