import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { bareProfile, bareStep, publishedProfile } from '#tests/support/configuration.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let clerk: Client;
let personId: number;
let opened: string[];

beforeAll(async () => {
  opened = [];
  desk = await openReadyDesk({
    host: {
      openFile: async (path) => {
        opened.push(path);
        return Promise.resolve();
      },
    },
  });
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
  personId = (await desk.client.people.create(barePerson)).id;
}, slowHook);
afterAll(async () => desk.close());

let serial = 0;
async function newAsset(categoryId: number): Promise<{ id: number; tag: string }> {
  serial += 1;
  const tag = `CF-${serial}`;
  return { id: (await desk.client.assets.create({ ...bareAsset, tag, categoryId })).id, tag };
}
const handOver = async (assetId: number, client: Client = clerk) =>
  client.custody.checkOut({
    assetId,
    custodian: { kind: 'person', id: personId },
    dueOn: null,
    condition: null,
    note: null,
  });
const sqlite = () => {
  const inventory = desk.backend.inventory;
  if (!inventory) throw new Error('closed');
  return inventory.sqlite;
};
const events = async (assetId: number) => desk.client.reports.assetJournal({ assetId });

/** Each about a category of its own that has none below it, so that no test is asked for the steps of another. */
let about = 15;
async function profileWith(...steps: (typeof bareStep)[]) {
  about += 1;
  return publishedProfile(desk.client, { ...bareProfile, name: `Profile ${about}`, categoryId: about, steps });
}

describe('profiles', () => {
  it('[D1] a published version stays as it is, and a change is the draft of the next one', async () => {
    const id = await profileWith(bareStep);
    const change = {
      ...bareProfile,
      name: 'Server',
      categoryId: about,
      steps: [{ ...bareStep, title: 'Mount in rack' }],
    };
    await desk.client.configuration.saveProfile({ id, version: 2, details: change });
    const changed = await desk.client.configuration.getProfile({ id });
    expect(
      changed.versions.map(({ number, publishedAt, steps }) => [number, publishedAt !== null, steps[0]?.title]),
    ).toEqual([
      [2, false, 'Mount in rack'],
      [1, true, 'Install the system'],
    ]);
    expect(changed).toMatchObject({ published: 1, hasDraft: true, steps: 1, mandatory: 1 });
    const stepId = changed.versions[1]?.steps[0]?.id;
    for (const statement of [
      `UPDATE configuration_step SET title = 'Other' WHERE id = ${stepId}`,
      `DELETE FROM configuration_step WHERE id = ${stepId}`,
      `UPDATE configuration_version SET number = 9 WHERE id = ${changed.versions[1]?.id}`,
      `INSERT INTO configuration_step (version_id, position, phase, title, instruction, mandatory, proof, choices)
        VALUES (${changed.versions[1]?.id}, 9, 'install', 'More', '', 1, 'none', '[]')`,
    ])
      expect(() => sqlite().exec(statement), statement).toThrow('CONFIGURATION_VERSION_IS_PUBLISHED');
    await desk.client.configuration.publishProfile({ id, version: 3 });
    await expect(desk.client.configuration.publishProfile({ id, version: 4 })).rejects.toMatchObject({
      code: 'PROFILE_HAS_NO_DRAFT',
    });
    await expect(desk.client.configuration.saveProfile({ id, version: 3, details: change })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await expect(
      desk.client.configuration.saveProfile({ id: null, version: 1, details: { ...change, name: 'SERVER' } }),
    ).rejects.toMatchObject({ code: 'PROFILE_NAME_TAKEN' });
    await expect(clerk.configuration.saveProfile({ id: null, version: 1, details: bareProfile })).rejects.toMatchObject(
      {
        code: 'FORBIDDEN',
      },
    );
    expect((await clerk.configuration.listProfiles()).map(({ name }) => name)).toContain('Server');
    await desk.client.configuration.archiveProfile({ id, version: 4 });
    expect((await clerk.configuration.listProfiles()).map(({ name }) => name)).not.toContain('Server');
  });
});

describe('runs', () => {
  it(
    '[D1] a run keeps the version that it started with, goes on later, and is done when its last step is signed',
    async () => {
      const id = await profileWith(bareStep, { ...bareStep, phase: 'secure', title: 'Encrypt' });
      const [one, two] = [await newAsset(about), await newAsset(about)];
      const { id: runId } = await clerk.configuration.startRun({ profileId: id, name: '', assetIds: [one.id, two.id] });
      const { version } = await desk.client.configuration.getProfile({ id });
      const next = {
        ...bareProfile,
        name: 'Another name',
        categoryId: about,
        steps: [{ ...bareStep, title: 'Only this' }],
      };
      await desk.client.configuration.saveProfile({ id, version, details: next });
      await desk.client.configuration.publishProfile({ id, version: version + 1 });
      const [install, encrypt] = (await clerk.configuration.getRun({ id: runId })).steps;
      await clerk.configuration.signStep({
        runId,
        stepId: install?.id ?? 0,
        assetIds: [one.id, two.id],
        value: null,
      });
      await desk.restart();
      await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
      clerk = desk.connect();
      await clerk.auth.signIn({ username: 'clerk', password: 'clerk and a long password' });
      const resumed = await clerk.configuration.getRun({ id: runId });
      expect(resumed).toMatchObject({ versionNumber: 1, newestNumber: 2, assets: 2, ready: 0 });
      expect(resumed.steps.map(({ title }) => title)).toEqual(['Install the system', 'Encrypt']);
      expect(resumed.members.map(({ marks }) => marks[0]?.signedBy)).toEqual(['clerk', 'clerk']);
      await clerk.configuration.signStep({ runId, stepId: encrypt?.id ?? 0, assetIds: [one.id], value: null });
      expect((await clerk.configuration.listRuns({})).find((run) => run.id === runId)).toMatchObject({ ready: 1 });
      await clerk.configuration.leaveRun({ id: runId, assetId: two.id, reason: 'Goes back to the supplier' });
      expect((await clerk.configuration.listRuns({})).map((run) => run.id)).not.toContain(runId);
      expect((await clerk.configuration.listRuns({ done: true })).map((run) => run.id)).toContain(runId);
      await expect(clerk.configuration.leaveRun({ id: runId, assetId: two.id, reason: 'Again' })).rejects.toMatchObject(
        {
          code: 'ASSET_NOT_IN_RUN',
        },
      );
      await expect(clerk.configuration.addToRun({ id: runId, assetIds: [one.id] })).rejects.toMatchObject({
        code: 'ALREADY_IN_RUN',
      });
      const three = await newAsset(about);
      await clerk.configuration.addToRun({ id: runId, assetIds: [three.id] });
      expect((await clerk.configuration.getRun({ id: runId })).assets).toBe(2);
      expect(() => sqlite().exec(`UPDATE configuration_run SET version_id = 1 WHERE id = ${runId}`)).toThrow(
        'CONFIGURATION_RUN_KEEPS_ITS_VERSION',
      );
    },
    slowHook,
  );

  it('[D1] a step is signed by who does it, with the proof that it wants, once', async () => {
    const id = await profileWith(
      { ...bareStep, proof: 'number', title: 'Build' },
      { ...bareStep, proof: 'choice', choices: ['A', 'B'], title: 'Ring' },
      { ...bareStep, proof: 'text', title: 'Host name' },
      { ...bareStep, role: 'administrator', title: 'Join the domain' },
    );
    const { id: assetId, tag } = await newAsset(about);
    const { id: runId } = await clerk.configuration.startRun({ profileId: id, name: 'One', assetIds: [assetId] });
    const { steps } = await clerk.configuration.getRun({ id: runId });
    const sign = async (index: number, value: string | null, client = clerk) =>
      client.configuration.signStep({ runId, stepId: steps[index]?.id ?? 0, assetIds: [assetId], value });
    for (const [index, value, problem] of [
      [0, null, 'PROOF_MISSING'],
      [0, 'new', 'PROOF_NO_NUMBER'],
      [1, 'C', 'PROOF_NO_CHOICE'],
      [2, '  ', 'PROOF_MISSING'],
    ] as const)
      await expect(sign(index, value), problem).rejects.toMatchObject({ code: 'PROOF_UNFIT', data: { problem } });
    await expect(sign(3, null)).rejects.toMatchObject({
      code: 'STEP_OF_ANOTHER_ROLE',
      data: { role: 'administrator' },
    });
    await sign(0, '26100.4');
    await sign(1, 'B');
    await sign(2, ' lap-17 ');
    await sign(3, null, desk.client);
    await expect(sign(0, '1')).rejects.toMatchObject({ code: 'STEP_SIGNED', data: { tag, step: 'Build' } });
    const marks = (await clerk.configuration.getRun({ id: runId })).members[0]?.marks ?? [];
    expect(marks.map(({ value, signedBy }) => [value, signedBy])).toEqual([
      ['26100.4', 'clerk'],
      ['B', 'clerk'],
      ['lap-17', 'clerk'],
      [null, 'Rita Root'],
    ]);
    expect(() => sqlite().exec('DELETE FROM configuration_mark')).toThrow('CONFIGURATION_MARK_IS_KEPT');
    expect(() => sqlite().exec("UPDATE configuration_mark SET value = 'x'")).toThrow('CONFIGURATION_MARK_IS_KEPT');
  });

  it('[D1] [S2] a secret is sealed, shown to who may with a trace, and never told by the journal', async () => {
    const id = await profileWith({ ...bareStep, proof: 'secret', title: 'Recovery key' });
    const { id: assetId } = await newAsset(about);
    const { id: runId } = await clerk.configuration.startRun({ profileId: id, name: '', assetIds: [assetId] });
    const { steps } = await clerk.configuration.getRun({ id: runId });
    const key = '111111-222222-333333-444444';
    await clerk.configuration.signStep({ runId, stepId: steps[0]?.id ?? 0, assetIds: [assetId], value: key });
    const mark = (await clerk.configuration.getRun({ id: runId })).members[0]?.marks[0];
    expect(mark).toMatchObject({ value: null, hasSecret: true });
    await expect(clerk.configuration.revealProof({ id: mark?.id ?? 0 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await desk.client.configuration.revealProof({ id: mark?.id ?? 0 })).toEqual({ text: key });
    const told = await events(assetId);
    expect(told.map(({ event }) => event)).toContain('configuration.secretShown');
    expect(JSON.stringify(told)).not.toContain(key);
    const stored = sqlite().prepare('SELECT hex(secret) FROM configuration_mark WHERE id = ?').pluck().get(mark?.id);
    expect(String(stored)).not.toContain(Buffer.from(key).toString('hex').toUpperCase());
  });

  it('[D1] a file is kept as proof and opened as a copy; a signature that was a mistake is withdrawn and stays to be seen', async () => {
    const id = await profileWith({ ...bareStep, proof: 'file', title: 'Hardening report' });
    const { id: assetId } = await newAsset(about);
    const { id: runId } = await clerk.configuration.startRun({ profileId: id, name: '', assetIds: [assetId] });
    const stepId = (await clerk.configuration.getRun({ id: runId })).steps[0]?.id ?? 0;
    const file = new File(['%PDF-1.7 report'], 'report.pdf');
    await expect(
      clerk.configuration.signStep({ runId, stepId, assetIds: [assetId], value: 'report' }),
    ).rejects.toMatchObject({ code: 'PROOF_UNFIT' });
    const { id: markId } = await clerk.configuration.signStepWithFile({
      runId,
      stepId,
      assetId,
      file,
      thumbnail: null,
    });
    await clerk.configuration.openProof({ id: markId });
    expect(opened.at(-1)).toMatch(/report\.pdf$/);
    await clerk.configuration.withdrawMark({ id: markId, reason: 'Wrong machine' });
    expect((await clerk.configuration.getRun({ id: runId })).members[0]).toMatchObject({ openMandatory: 1, marks: [] });
    expect((await events(assetId)).map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'configuration.stepSigned',
        'configuration.proofOpened',
        'configuration.signatureWithdrawn',
      ]),
    );
    await expect(clerk.configuration.withdrawMark({ id: markId, reason: 'Again' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the gate', () => {
  it('[D1] a hand-over is refused while a mandatory step is open, also where no run was begun, and at the desk', async () => {
    const id = await profileWith(bareStep, { ...bareStep, title: 'Nice to have', mandatory: false });
    const { id: assetId, tag } = await newAsset(about);
    const open = { code: 'CONFIGURATION_OPEN', data: { tag, count: 1, steps: ['Install the system'] } };
    await expect(handOver(assetId)).rejects.toMatchObject(open);
    await clerk.desk.setSubject({ session: 'A', subject: { kind: 'person', id: personId } });
    expect(await clerk.desk.scan({ session: 'A', text: tag })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'CONFIGURATION_OPEN' },
    });
    const { id: runId } = await clerk.configuration.startRun({ profileId: id, name: '', assetIds: [assetId] });
    await expect(handOver(assetId)).rejects.toMatchObject(open);
    const stepId = (await clerk.configuration.getRun({ id: runId })).steps[0]?.id ?? 0;
    await clerk.configuration.signStep({ runId, stepId, assetIds: [assetId], value: null });
    expect((await clerk.configuration.ofAsset({ assetId })).gaps).toEqual([]);
    await handOver(assetId);
  });

  it('[D1] who may lets one hand-over happen with a reason, which the asset tells until its steps are done', async () => {
    const id = await profileWith(bareStep);
    const { id: assetId, tag } = await newAsset(about);
    await expect(clerk.configuration.override({ assetId, reason: 'Urgent' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await desk.client.configuration.override({ assetId, reason: 'Flight leaves at noon' });
    await expect(desk.client.configuration.override({ assetId, reason: 'Twice' })).rejects.toMatchObject({
      code: 'ALREADY_OVERRIDDEN',
    });
    await handOver(assetId);
    const told = (await clerk.configuration.ofAsset({ assetId })).overrides;
    expect(told).toMatchObject([{ reason: 'Flight leaves at noon', givenBy: 'Rita Root', used: true }]);
    expect(told[0]?.steps).toEqual(['Install the system']);
    expect((await events(assetId)).find(({ event }) => event === 'configuration.overridden')).toMatchObject({
      reason: 'Flight leaves at noon',
    });
    await clerk.custody.checkIn({ assetId, placeId: null, condition: null, note: null });
    await expect(handOver(assetId), 'it was for one hand-over').rejects.toMatchObject({ code: 'CONFIGURATION_OPEN' });
    const { id: runId } = await clerk.configuration.startRun({ profileId: id, name: '', assetIds: [assetId] });
    const stepId = (await clerk.configuration.getRun({ id: runId })).steps[0]?.id ?? 0;
    await clerk.configuration.signStep({ runId, stepId, assetIds: [assetId], value: null });
    expect((await clerk.configuration.ofAsset({ assetId })).overrides).toEqual([]);
    await expect(desk.client.configuration.override({ assetId, reason: 'Not needed' })).rejects.toMatchObject({
      code: 'NOTHING_TO_OVERRIDE',
      data: { tag },
    });
  });

  it('[D1] an override is given back with the hand-over that is taken back', async () => {
    await profileWith(bareStep);
    const { id: assetId, tag } = await newAsset(about);
    await desk.client.configuration.override({ assetId, reason: 'Urgent' });
    await clerk.desk.setSubject({ session: 'A', subject: { kind: 'person', id: personId } });
    expect(await clerk.desk.scan({ session: 'A', text: tag })).toMatchObject({ outcome: 'checked_out' });
    await clerk.desk.undo({ session: 'A' });
    expect((await clerk.configuration.ofAsset({ assetId })).overrides).toMatchObject([{ used: false }]);
    await handOver(assetId);
  });

  it('[D1] a profile of a department asks of what its people get, wherever the asset belongs', async () => {
    const { id: departmentId } = await desk.client.people.createDepartment({ name: 'Finance', code: null });
    const { id: member } = await desk.client.people.create({ ...barePerson, name: 'Fay', departmentId });
    const steps = [{ ...bareStep, title: 'Install the ledger' }];
    const id = await publishedProfile(desk.client, { name: 'Ledger', categoryId: null, departmentId, steps });
    const { id: assetId } = await newAsset(2);
    const to = async (kind: 'person' | 'team', custodianId: number) =>
      clerk.custody.checkOut({
        assetId,
        custodian: { kind, id: custodianId },
        dueOn: null,
        condition: null,
        note: null,
      });
    await expect(to('person', member)).rejects.toMatchObject({ data: { steps: ['Install the ledger'] } });
    await expect(to('team', departmentId)).rejects.toMatchObject({ code: 'CONFIGURATION_OPEN' });
    await to('person', personId);
    await desk.client.configuration.archiveProfile({ id, version: 2 });
  });
});
