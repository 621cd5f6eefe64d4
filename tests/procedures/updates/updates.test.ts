import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDetails, ReleaseDetails } from '#shared/features/updates/model.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { actorOf } from '#backend/kernel/session.ts';
import { Recogniser, recordInstallation } from '#backend/features/software/index.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { makeProduct } from '#tests/support/licences.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let technician: Client;
let product: number;
let departmentId: number;
const assets: { id: number; tag: string }[] = [];
const releases = new Map<string, number>();

const plain: ReleaseDetails = {
  number: '1.0',
  branch: '',
  releasedOn: '2026-01-10',
  security: false,
  supportedUntil: null,
  notes: '',
};
const add = async (number: string, more: Partial<ReleaseDetails> = {}) => {
  const release = { ...plain, number, ...more };
  const { id } = await desk.client.updates.saveRelease({ id: null, version: null, productId: product, release });
  releases.set(number, id);
  return id;
};

/** As an inventory that was imported tells it. */
async function install(assetId: number, name: string, softwareVersion: string | null) {
  const { operator } = desk.session;
  if (!operator) throw new Error('nobody is signed in');
  await inTransaction(desk.backend, actorOf(desk.session, operator), async (command) =>
    recordInstallation(command, await Recogniser.read(command.tx), {
      assetId,
      name,
      publisher: null,
      softwareVersion,
      installedOn: null,
      seenOn: '2026-11-20',
      usedOn: null,
      source: 'inventory',
    }),
  );
}

beforeAll(async () => {
  desk = await openReadyDesk();
  technician = await signInAs(desk, 'tina', ['desk_operator']);
  departmentId = (await desk.client.people.createDepartment({ name: 'Finance', code: null })).id;
  product = await makeProduct(desk.client, { name: 'Mail Client' });
  for (let at = 0; at < 5; at += 1)
    assets.push(await desk.client.assets.create({ ...bareAsset, departmentId: at < 2 ? departmentId : null }));
  for (const [at, version] of ['1.0', '2.0', '2.1', '0.8', null].entries())
    await install(assets[at]?.id ?? 0, 'Mail Client', version);
}, slowHook);
afterAll(async () => desk.close());

const tags = (rows: readonly { asset: { tag: string } }[]) => rows.map(({ asset }) => asset.tag);
const tagsOf = (...indexes: number[]) => indexes.map((at) => assets[at]?.tag);

describe('versions that are installed', () => {
  it('[M2] a product is watched by its scheme, with releases that are versions by it and each there once', async () => {
    expect(await desk.client.updates.listCandidates()).toMatchObject([{ name: 'Mail Client', installed: 5 }]);
    const track = { productId: product, kind: 'application' as const, scheme: 'dotted' as const, targetId: null };
    await expect(technician.updates.trackProduct({ ...track, version: null })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await desk.client.updates.trackProduct({ ...track, version: null });
    await expect(desk.client.updates.trackProduct({ ...track, version: null })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    expect(await desk.client.updates.listProducts()).toMatchObject([
      { name: 'Mail Client', target: null, counts: { unknown: 5 } },
    ]);
    await add('1.0', { supportedUntil: '2026-06-30' });
    await expect(add('1.0')).rejects.toMatchObject({ code: 'RELEASE_KNOWN' });
    await expect(add('soon')).rejects.toMatchObject({ code: 'VERSION_UNREADABLE' });
    const file =
      'version;day;security;supported until\n2.0;2026-03-01;yes;2028-03-01\n2.1;2026-09-01;;\n1.0;2026-01-10;;';
    const refused = desk.client.updates.importReleases({ productId: product, text: '2.2;yesterday' });
    await expect(refused).rejects.toMatchObject({
      code: 'RELEASES_REFUSED',
      data: { problems: [{ line: 1, code: 'DAY' }] },
    });
    expect(await desk.client.updates.importReleases({ productId: product, text: file })).toEqual({
      added: 2,
      known: 1,
    });
    const listed = await desk.client.updates.listReleases({ productId: product });
    expect(listed.map(({ number, security, installed }) => [number, security, installed])).toEqual([
      ['2.1', false, 1],
      ['2.0', true, 1],
      ['1.0', false, 1],
    ]);
    for (const { number, id } of listed) releases.set(number, id);
  });

  it('[M2] each number of compliance opens the list that it counts, by product, department and place', async () => {
    for (const by of ['product', 'department', 'place', 'category'] as const) {
      const { rows, total } = await desk.client.updates.compliance({ by });
      expect(total.counts).toEqual({ current: 1, behind: 1, behind_security: 1, unsupported: 1, unknown: 1 });
      for (const row of rows)
        for (const state of ['current', 'behind', 'behind_security', 'unsupported', 'unknown'] as const) {
          const within = {
            product: { productId: row.id ?? 0 },
            department: { departmentId: row.id },
            place: { placeId: row.id },
            category: { categoryId: row.id },
          };
          const list = await desk.client.updates.listInstalled({ ...within[by], states: [state] });
          expect([by, row.name, state, list.total]).toEqual([by, row.name, state, row.counts[state]]);
          expect(list.rows.every(({ compliance }) => compliance === state)).toBe(true);
        }
    }
    const finance = (await desk.client.updates.compliance({ by: 'department' })).rows.find(
      ({ name }) => name === 'Finance',
    );
    expect(finance?.counts).toMatchObject({ unsupported: 1, behind: 1, current: 0 });
    const [oldest] = (await desk.client.updates.listInstalled({ states: ['behind_security'] })).rows;
    expect(oldest).toMatchObject({ installed: '0.8', target: '2.1', missing: ['2.0'], asset: { tag: assets[3]?.tag } });
    const first = await desk.client.updates.listInstalled({ limit: 2 });
    const second = await desk.client.updates.listInstalled({ limit: 3, cursor: first.nextCursor ?? '' });
    expect([...tags(first.rows), ...tags(second.rows)]).toEqual(tagsOf(0, 1, 2, 3, 4));
  });

  it('[M2] a version that stands in the name alone is read by the rule that knows the name', async () => {
    const packer = await makeProduct(desk.client, { name: 'Packer' });
    const rule = { publisherPattern: '', namePattern: 'Packer {version} (x64)', versionPattern: '', productId: packer };
    await desk.client.software.saveRule({ ...rule, id: null, version: 1 });
    await install(assets[0]?.id ?? 0, 'Packer 24.08 (x64)', null);
    await desk.client.updates.trackProduct({
      productId: packer,
      kind: 'application',
      scheme: 'date',
      targetId: null,
      version: null,
    });
    await desk.client.updates.saveRelease({
      id: null,
      version: null,
      productId: packer,
      release: { ...plain, number: '24.08' },
    });
    const { rows } = await desk.client.updates.listInstalled({ assetId: assets[0]?.id ?? 0, productId: packer });
    expect(rows).toMatchObject([{ installed: '24.08', compliance: 'current' }]);
    const [tracked] = (await desk.client.updates.listProducts()).filter(({ id }) => id === packer);
    await desk.client.updates.forgetProduct({ productId: packer, version: tracked?.version ?? 0 });
    expect((await desk.client.updates.listProducts()).map(({ name }) => name)).toEqual(['Mail Client']);
  });

  it('[M2] a chosen target asks for itself, and is not taken away while it is one', async () => {
    const [tracked] = await desk.client.updates.listProducts();
    const choice = { productId: product, kind: 'application' as const, scheme: 'dotted' as const };
    const target = releases.get('2.0') ?? 0;
    await desk.client.updates.trackProduct({ ...choice, targetId: target, version: tracked?.version ?? 0 });
    expect(await desk.client.updates.listProducts()).toMatchObject([
      { target: { number: '2.0', chosen: true }, counts: { current: 2, behind: 0 } },
    ]);
    const taken = desk.client.updates.archiveRelease({ id: target, version: 1 });
    await expect(taken).rejects.toMatchObject({ code: 'RELEASE_IS_TARGET' });
    const [again] = await desk.client.updates.listProducts();
    await desk.client.updates.trackProduct({ ...choice, targetId: null, version: again?.version ?? 0 });
    const draft = await add('3.0', { releasedOn: '2027-01-01' });
    expect((await desk.client.updates.listProducts())[0]?.target?.number).toBe('2.1');
    await desk.client.updates.archiveRelease({ id: draft, version: 1 });
    expect(() => openInventoryOf(desk.backend).sqlite.exec('DELETE FROM software_release')).toThrow(/RELEASE_IS_KEPT/);
  });
});

describe('a campaign', () => {
  const details = (more: Partial<CampaignDetails> = {}): CampaignDetails => ({
    name: 'Mail Client 2.1',
    productId: product,
    releaseId: releases.get('2.1') ?? 0,
    categoryId: null,
    departmentId: null,
    placeId: null,
    notes: '',
    waves: [
      { name: 'Finance first', startsOn: '2026-11-01', dueOn: '2026-11-20', departmentId, placeId: null, percent: 100 },
      {
        name: 'Everybody',
        startsOn: '2026-11-23',
        dueOn: '2026-12-18',
        departmentId: null,
        placeId: null,
        percent: 100,
      },
    ],
    ...more,
  });
  let id = 0;
  const get = () => desk.client.updates.getCampaign({ id });
  const states = async () =>
    Object.fromEntries(
      (await desk.client.updates.listMembers({ campaignId: id })).rows.map(({ asset, state }) => [asset.tag, state]),
    );
  const statesOf = (...all: string[]) => Object.fromEntries(all.map((state, at) => [assets[at]?.tag, state]));

  it('[M2] shows for each wave what is done, open, late, and what nobody can tell', async () => {
    await expect(
      technician.updates.saveCampaign({ id: null, version: null, campaign: details() }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    ({ id } = await desk.client.updates.saveCampaign({ id: null, version: null, campaign: details() }));
    const reminded = await desk.client.reminders.list({ kinds: ['update'] });
    expect(reminded.rows).toMatchObject([
      { day: '2026-11-20', urgency: 'overdue', entity: 'campaign', entityKey: String(id) },
    ]);
    expect(await states()).toEqual(statesOf('late', 'late', 'done', 'open', 'unknown'));
    const campaign = await get();
    expect(campaign.waves.map(({ name, progress }) => [name, progress.late, progress.done, progress.open])).toEqual([
      ['Finance first', 2, 0, 0],
      ['Everybody', 0, 1, 1],
    ]);
    expect(campaign).toMatchObject({
      number: 1,
      release: '2.1',
      inNoWave: 0,
      progress: { late: 2, done: 1, open: 1, unknown: 1, excepted: 0 },
    });
    const late = await desk.client.updates.listMembers({ campaignId: id, states: ['late'], wave: 0, limit: 1 });
    expect([late.total, tags(late.rows)]).toEqual([2, tagsOf(0)]);
    expect(
      tags(
        (await desk.client.updates.listMembers({ campaignId: id, states: ['late'], cursor: late.nextCursor ?? '' }))
          .rows,
      ),
    ).toEqual(tagsOf(1));
  });

  it('[M2] leaves assets out until a day, and no longer', async () => {
    const except = { campaignId: id, assetIds: [assets[0]?.id ?? 0], reason: 'Runs an old add-in' };
    await expect(desk.client.updates.exceptMembers({ ...except, until: '2026-11-01' })).rejects.toMatchObject({
      code: 'DAY_PAST',
    });
    await desk.client.updates.exceptMembers({ ...except, until: '2026-11-26' });
    expect(await states()).toEqual(statesOf('excepted', 'late', 'done', 'open', 'unknown'));
    desk.surroundings.pass(3 * 86_400_000);
    for (const session of desk.backend.sessions) session.lastActiveAt = desk.surroundings.now();
    expect((await states())[assets[0]?.tag ?? '']).toBe('late');
    await desk.client.updates.exceptMembers({ ...except, until: '2026-12-31' });
    const [member] = (await desk.client.updates.listMembers({ campaignId: id, states: ['excepted'] })).rows;
    expect(member?.exception).toMatchObject({ reason: 'Runs an old add-in', until: '2026-12-31', by: 'Rita Root' });
    await desk.client.updates.endException({ id: member?.exception?.id ?? 0 });
    expect((await states())[assets[0]?.tag ?? '']).toBe('late');
  });

  it('[M2] goes on as versions are seen or written down by hand, and keeps how far it came when it is closed', async () => {
    expect(
      await technician.updates.noteUpdated({ campaignId: id, assetIds: [assets[0]?.id ?? 0, assets[2]?.id ?? 0] }),
    ).toEqual({ noted: 1 });
    const [seen] = (await desk.client.software.listInstallations({ assetId: assets[0]?.id ?? 0, search: 'Mail' })).rows;
    expect(seen).toMatchObject({ softwareVersion: '2.1', source: 'Mail Client 2.1', seenOn: '2026-11-27' });
    const narrower = details({ departmentId, name: 'Finance only' });
    await expect(desk.client.updates.saveCampaign({ id, version: 7, campaign: narrower })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    await desk.client.updates.saveCampaign({ id, version: (await get()).version, campaign: narrower });
    expect(await get()).toMatchObject({ scope: ['Finance'], progress: { done: 1, late: 1, open: 0, unknown: 0 } });
    const [tracked] = await desk.client.updates.listProducts();
    const forgotten = desk.client.updates.forgetProduct({ productId: product, version: tracked?.version ?? 0 });
    await expect(forgotten).rejects.toMatchObject({ code: 'CAMPAIGN_RUNS' });
    await desk.client.updates.closeCampaign({ id, version: (await get()).version });
    await expect(technician.updates.noteUpdated({ campaignId: id, assetIds: [1] })).rejects.toMatchObject({
      code: 'CAMPAIGN_CLOSED',
    });
    await desk.client.software.removeInstallations({ ids: [seen?.id ?? 0] });
    expect((await desk.client.updates.listCampaigns())[0]).toMatchObject({
      name: 'Finance only',
      progress: { done: 1, late: 1 },
    });
    expect(() => openInventoryOf(desk.backend).sqlite.exec("UPDATE update_campaign SET name = 'x'")).toThrow(
      /CAMPAIGN_IS_KEPT/,
    );
  });
});
