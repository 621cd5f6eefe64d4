import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { bareEntitlement, bareProduct, entitle, makeProduct, seatFor } from '#tests/support/licences.ts';
import { importer } from '../spreadsheets/support/importer.ts';

let desk: TestDesk;
let client: TestDesk['client'];
beforeEach(async () => {
  desk = await openReadyDesk();
  client = desk.client;
});
afterEach(async () => desk.close());

const laptop = async (tag: string) => (await client.assets.create({ ...bareAsset, tag, categoryId: 2 })).id;
const person = async (name: string, more: object = {}) =>
  (await client.people.create({ ...barePerson, name, ...more })).id;
const seatNames = async (productId: number) =>
  (await client.licences.listSeats({ productId })).map((seat) => seat.holder.name);
const eventsOf = async (subject: string) =>
  (await client.reports.journal({ subject })).entries.map(({ event }) => event);
async function scan(...lines: string[]) {
  const imports = importer(desk);
  const file = imports.file(
    'scan.csv',
    `${['Software,Publisher,Version,Tag,Last seen,Last used', ...lines].join('\n')}\n`,
  );
  const job = await imports.run(await imports.planFor(file, 'installations', 'skip', 'upsert'));
  expect(job).toMatchObject({ state: 'done' });
}

describe('entitlements', () => {
  it('[L1] say what may be used, for which terms and at what price, and are changed by one operator at a time', async () => {
    const productId = await makeProduct(client);
    const id = await entitle(client, productId, { reference: 'LIC-7', metric: 'named_user', noticeDays: 30 });
    expect(await client.licences.listEntitlements({ productId })).toMatchObject([
      { reference: 'LIC-7', rights: 2, allocated: 0, term: { costMinor: 20_000 }, product: { name: 'Writer 2024' } },
    ]);
    const { version, ...entitlement } = await client.licences.getEntitlement({ id });
    expect(entitlement).toMatchObject({ hasKey: false, termsOf: [{ quantity: 2 }], endedOn: null });
    const change = { ...bareEntitlement, productId, reference: 'LIC-8', id, version };
    await client.licences.changeEntitlement(change);
    await expect(client.licences.changeEntitlement(change)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await client.licences.endEntitlement({ id, version: version + 1, endedOn: '2026-11-23', because: 'Sold' });
    expect(await client.licences.getEntitlement({ id })).toMatchObject({ rights: 0, endedBecause: 'Sold' });
    expect(await eventsOf(`entitlement:${id}`)).toEqual(
      expect.arrayContaining([
        'licences.entitlementCreated',
        'licences.entitlementChanged',
        'licences.entitlementEnded',
      ]),
    );
  });

  it('[L1] [S5] keep their key sealed: it is shown by permission, and that it was stands in the journal', async () => {
    const id = await entitle(client, await makeProduct(client));
    await client.licences.setKey({ id, version: 1, key: 'CANARY-KEY-4711' });
    expect(await client.licences.getEntitlement({ id })).toMatchObject({ hasKey: true, version: 2 });
    expect(await client.licences.revealKey({ id })).toEqual({ key: 'CANARY-KEY-4711' });
    const { entries } = await client.reports.journal({ subject: `entitlement:${id}` });
    expect(entries.map(({ event }) => event)).toEqual(expect.arrayContaining(['licences.keySet', 'licences.keyShown']));
    expect(JSON.stringify(entries)).not.toContain('CANARY');
    const sealed = desk.backend.inventory?.sqlite
      .prepare<[number], { box: Buffer }>('SELECT licence_key AS box FROM entitlement WHERE id = ?')
      .get(id);
    expect(sealed?.box.toString('latin1')).not.toContain('CANARY');
    const { operator } = desk.session;
    if (operator) desk.session.operator = { ...operator, permissions: new Set(['licence.view', 'licence.edit']) };
    await expect(client.licences.revealKey({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('[L1] products belong to suites and stand for older ones; no suite is part of itself', async () => {
    const suiteId = await makeProduct(client, { name: 'Suite' });
    const partId = await makeProduct(client, { name: 'Part', suiteIds: [suiteId] });
    expect(await client.software.getProduct({ id: suiteId })).toMatchObject({ parts: [{ name: 'Part' }] });
    await expect(
      client.software.saveProduct({ ...bareProduct, name: 'Suite', suiteIds: [partId], id: suiteId, version: 1 }),
    ).rejects.toMatchObject({ code: 'SUITE_IN_ITSELF' });
    await expect(makeProduct(client, { name: 'part' })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await entitle(client, partId);
    await expect(client.software.archiveProduct({ id: partId, version: 1 })).rejects.toMatchObject({
      code: 'PRODUCT_IN_USE',
    });
    await client.software.archiveProduct({ id: suiteId, version: 1 });
    expect((await client.software.listProducts({})).map(({ name }) => name)).toEqual(['Part']);
  });

  it('[L1] a licence that is registered as an asset is offered to be counted, once', async () => {
    const imports = importer(desk);
    const file = imports.file('licences.csv', 'Licence name,Licence number,Quantity\nEditor,LIC-1,25\n');
    await imports.run(await imports.planFor(file, 'licences', 'skip', 'create'));
    const [paper] = await client.licences.listPapers();
    expect(paper).toMatchObject({ tag: 'LIC-1', quantity: 25 });
    const productId = await makeProduct(client);
    await entitle(client, productId, { assetId: paper?.id ?? 0 });
    expect(await client.licences.listPapers()).toEqual([]);
    await expect(
      client.licences.createEntitlement({ ...bareEntitlement, productId, assetId: paper?.id ?? 0 }),
    ).rejects.toMatchObject({ code: 'PAPER_TAKEN' });
  });
});

describe('seats', () => {
  it('[L3] are given to people, devices and departments, as many as there are rights, and beyond only with a reason', async () => {
    const productId = await makeProduct(client);
    const [ada, tom] = [await person('Ada'), await person('Tom')];
    const id = await entitle(client, productId, { term: { quantity: 3 } });
    await client.licences.allocate(seatFor(productId, { kind: 'person', id: ada }));
    await expect(client.licences.allocate(seatFor(productId, { kind: 'person', id: ada }))).rejects.toMatchObject({
      code: 'ALREADY_ALLOCATED',
    });
    const device = await laptop('L-1');
    const given = await client.licences.allocate(seatFor(productId, { kind: 'asset', id: device }));
    const sales = (await client.people.createDepartment({ name: 'Sales', code: null })).id;
    const many = { ...seatFor(productId, { kind: 'department', id: sales }), seats: 2 };
    await expect(client.licences.allocate(many)).rejects.toMatchObject({ code: 'NO_FREE_SEAT' });
    await client.licences.allocate({ ...many, overrideReason: 'Ordered, comes on Monday' });
    await expect(client.licences.allocate(seatFor(productId, { kind: 'person', id: tom }))).rejects.toMatchObject({
      code: 'NO_FREE_SEAT',
      data: { product: 'Writer 2024' },
    });
    expect(await seatNames(productId)).toEqual(['Ada', 'L-1', 'Sales']);
    await client.licences.release({ ids: [given.id] });
    expect(await seatNames(productId)).toEqual(['Ada', 'Sales']);
    const { version } = await client.licences.getEntitlement({ id });
    const fewer = { ...bareEntitlement, productId, id, version, term: { ...bareEntitlement.term, quantity: 0 } };
    await expect(client.licences.changeEntitlement(fewer)).rejects.toMatchObject({
      code: 'SEATS_ARE_ALLOCATED',
      data: { seats: 1 },
    });
    expect(await eventsOf(`entitlement:${id}`)).toEqual(
      expect.arrayContaining(['licences.seatGiven', 'licences.seatGivenBeyond', 'licences.seatReleased']),
    );
  });

  it('[L3] whatever is given and taken, there are never more seats than rights unless somebody said why', async () => {
    const productId = await makeProduct(client);
    await entitle(client, productId, { reference: 'A', term: { quantity: 2 } });
    await entitle(client, productId, { reference: 'B', term: { quantity: 1 } });
    const people = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => person(name)));
    const step = fc.record({
      who: fc.nat({ max: 4 }),
      what: fc.constantFrom('give' as const, 'release' as const, 'more' as const, 'fewer' as const),
      beyond: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        for (const { who, what, beyond } of steps) {
          const seats = await client.licences.listSeats({ productId });
          const own = seats.find(({ holder }) => holder.id === people[who]);
          if (what === 'release' && own) await client.licences.release({ ids: [own.id] });
          if (what === 'give')
            await client.licences
              .allocate({
                ...seatFor(productId, { kind: 'person', id: people[who] ?? 0 }),
                overrideReason: beyond ? 'Asked for' : null,
              })
              .catch((error: { code: string }) => expect(['NO_FREE_SEAT', 'ALREADY_ALLOCATED']).toContain(error.code));
          const [entitlement] = await client.licences.listEntitlements({ productId });
          if ((what === 'more' || what === 'fewer') && entitlement) {
            const { version } = await client.licences.getEntitlement({ id: entitlement.id });
            const quantity = Math.max(0, entitlement.term.quantity + (what === 'more' ? 1 : -1));
            await client.licences
              .changeEntitlement({
                ...bareEntitlement,
                productId,
                id: entitlement.id,
                version,
                term: { ...bareEntitlement.term, quantity },
              })
              .catch((error: { code: string }) => expect(error.code).toBe('SEATS_ARE_ALLOCATED'));
          }
          for (const { id, rights, allocated } of await client.licences.listEntitlements({ productId })) {
            const beyondRights = (await client.licences.listSeats({ productId })).filter(
              ({ entitlement: of, overrideReason }) => of.id === id && overrideReason !== null,
            ).length;
            expect(allocated - beyondRights).toBeLessThanOrEqual(rights);
          }
        }
        const given = (await client.licences.listSeats({ productId })).map(({ id }) => id);
        if (given.length > 0) await client.licences.release({ ids: given });
      }),
      { numRuns: 12 },
    );
  });

  it('[L3] [R2] [S3] of a device are released with its retirement or loss, in the same transaction', async () => {
    const productId = await makeProduct(client);
    await entitle(client, productId, { term: { quantity: 50 } });
    const ways = ['retiring', 'lost', 'stolen', 'incident'] as const;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ways), async (way) => {
        count += 1;
        const id = await laptop(`L-${count}`);
        const seat = await client.licences.allocate(seatFor(productId, { kind: 'asset', id }));
        if (way === 'incident')
          await client.incidents.declare({
            kind: 'lost',
            description: 'On the train',
            assetIds: [id],
            happenedOn: null,
            source: 'asset',
          });
        else if (way === 'retiring') {
          const [outlook] = await client.retirement.outlook({ assetIds: [id] });
          expect(outlook?.releases).toContainEqual({ kind: 'licence', what: ['Writer 2024'] });
          await client.retirement.decommission({ assetIds: [id], reason: 'replaced', note: '' });
        } else await client.assets.changeStatus({ id, status: way, reason: 'Gone', despiteDependants: false });
        expect((await client.licences.listSeats({ assetId: id })).length).toBe(0);
        const released = desk.backend.inventory?.sqlite
          .prepare<[number], { because: string }>('SELECT released_because AS because FROM allocation WHERE id = ?')
          .get(seat.id);
        expect(released?.because).toBe(way === 'retiring' ? 'retired' : 'lost');
        await expect(client.licences.allocate(seatFor(productId, { kind: 'asset', id }))).rejects.toMatchObject({
          code: 'ASSET_OUT_OF_SERVICE',
        });
      }),
      { numRuns: 10 },
    );
  });

  it('[L3] [D5] of a person are released when he leaves, by the register or by being archived', async () => {
    const productId = await makeProduct(client);
    await entitle(client, productId, { metric: 'named_user' });
    const [ada, tom] = [await person('Ada'), await person('Tom')];
    for (const id of [ada, tom]) await client.licences.allocate(seatFor(productId, { kind: 'person', id }));
    const { version } = await client.people.get({ id: ada });
    await client.people.update({ ...barePerson, name: 'Ada', endsOn: '2026-11-20', id: ada, version });
    expect(await seatNames(productId)).toEqual(['Tom']);
    await client.people.archive({ id: tom });
    expect(await seatNames(productId)).toEqual([]);
  });

  it('[L3] policies by role, department and project propose and warn', async () => {
    const productId = await makeProduct(client, { name: 'Drawing' });
    await entitle(client, productId);
    const [design, sales] = await Promise.all(
      ['Design', 'Sales'].map(async (name) => (await client.people.createDepartment({ name, code: null })).id),
    );
    const [ada, tom] = [
      await person('Ada', { departmentId: design }),
      await person('Tom', { departmentId: sales, endsOn: '2026-12-01' }),
    ];
    expect(await client.licences.adviseSeat({ productId, personId: ada })).toMatchObject([{ code: 'NO_POLICY' }]);
    await client.licences.addPolicy({ productId, policy: { kind: 'department', departmentId: design ?? 0 } });
    await client.licences.addPolicy({ productId, policy: { kind: 'project', project: 'Atlas' } });
    await expect(
      client.licences.addPolicy({ productId, policy: { kind: 'project', project: 'atlas' } }),
    ).rejects.toMatchObject({ code: 'POLICY_KNOWN' });
    expect(await client.licences.proposeSeats({ personId: ada })).toMatchObject([
      { product: { name: 'Drawing' }, free: 2, because: { code: 'DEPARTMENT_FITS', name: 'Design' } },
    ]);
    expect(await client.licences.proposeSeats({ personId: tom })).toEqual([]);
    const codes = async (project = '') =>
      (await client.licences.adviseSeat({ productId, personId: tom, project })).map(({ code, warns }) => [code, warns]);
    expect(await codes()).toEqual([
      ['OUTSIDE_POLICY', true],
      ['LEAVES_SOON', true],
    ]);
    expect(await codes('Atlas')).toEqual([
      ['PROJECT_FITS', false],
      ['LEAVES_SOON', true],
    ]);
    await client.licences.allocate(seatFor(productId, { kind: 'person', id: ada }));
    expect(await client.licences.proposeSeats({ personId: ada })).toEqual([]);
    for (const { id } of await client.licences.listPolicies({ productId })) await client.licences.endPolicy({ id });
    expect(await client.licences.listPolicies({ productId })).toEqual([]);
  });

  it('[L3] who waits gets the next free seat, and a seat past its last day makes room', async () => {
    const productId = await makeProduct(client);
    await entitle(client, productId, { term: { quantity: 1 } });
    const [ada, tom] = [await person('Ada'), await person('Tom')];
    await client.licences.allocate({ ...seatFor(productId, { kind: 'person', id: ada }), until: '2026-11-30' });
    await client.licences.wish({ productId, personId: tom, reason: 'New project' });
    await expect(client.licences.wish({ productId, personId: tom, reason: '' })).rejects.toMatchObject({
      code: 'ALREADY_WISHED',
    });
    const [wish] = await client.licences.listWishes({});
    await expect(client.licences.answerWish({ id: wish?.id ?? 0, give: true })).rejects.toMatchObject({
      code: 'NO_FREE_SEAT',
    });
    desk.surroundings.pass(8 * 86_400_000);
    desk.session.lastActiveAt = desk.surroundings.now();
    await client.licences.answerWish({ id: wish?.id ?? 0, give: true });
    expect(await seatNames(productId)).toEqual(['Tom']);
    expect(await client.licences.listWishes({ productId })).toEqual([]);
    await client.licences.wish({ productId, personId: ada, reason: '' });
    const [again] = await client.licences.listWishes({ productId });
    await client.licences.answerWish({ id: again?.id ?? 0, give: false });
    expect(await client.licences.listWishes({})).toEqual([]);
  });

  it('[D5] [L3] are given and taken back by runs of people, not only ticked off', async () => {
    const productId = await makeProduct(client, { name: 'Office' });
    await entitle(client, productId, { term: { quantity: 1 } });
    const kit = {
      id: null,
      version: 1,
      role: 'Advisor',
      notes: '',
      lines: [{ categoryId: 13, modelId: null, quantity: 1 }],
    };
    const { id: kitId } = await client.roleKits.save({ ...kit, extras: [{ kind: 'licence', name: 'office' }] });
    const [ada, tom] = [await person('Ada'), await person('Tom')];
    const begin = async (personId: number, kind: 'joiner' | 'leaver') => {
      const { id } = await client.roleRuns.start({
        personId,
        kind,
        kitId: kind === 'joiner' ? kitId : null,
        dueOn: '2026-12-01',
      });
      const { list } = await client.roleRuns.get({ id });
      return { id, item: list.find((each) => each.kind === 'licence') };
    };
    const joined = await begin(ada, 'joiner');
    const settle = (itemId: number | undefined, state: 'done' | 'open') =>
      client.roleRuns.settle({ itemId: itemId ?? 0, to: { state } });
    await settle(joined.item?.id, 'done');
    expect(await seatNames(productId)).toEqual(['Ada']);
    const second = await begin(tom, 'joiner');
    await expect(settle(second.item?.id, 'done')).rejects.toMatchObject({ code: 'NO_FREE_SEAT' });
    await settle(joined.item?.id, 'open');
    expect(await seatNames(productId)).toEqual([]);
    await settle(joined.item?.id, 'done');
    const leaving = await begin(ada, 'leaver');
    expect(leaving.item).toMatchObject({ action: 'collect', name: 'Office' });
    await settle(leaving.item?.id, 'done');
    expect(await seatNames(productId)).toEqual([]);
    await settle(second.item?.id, 'done');
    // A seat that went with its holder is back, whoever took it.
    const going = await begin(tom, 'leaver');
    await client.people.archive({ id: tom });
    expect((await client.roleRuns.get({ id: going.id })).list.find(({ kind }) => kind === 'licence')?.state).toBe(
      'done',
    );
  });
});

describe('the licence position', () => {
  it('[L2] shows the arithmetic line by line, each line opening what it counts, on any day', async () => {
    const productId = await makeProduct(client);
    await entitle(client, productId, { term: { quantity: 1 } });
    for (const tag of ['L-1', 'L-2', 'L-3']) await laptop(tag);
    await scan(
      'Writer 2024,Acme,1,L-1,2026-11-01,2026-11-20',
      'Writer 2024,Acme,1,L-2,2026-11-20,',
      'Other,Acme,1,L-2,,',
    );
    const { rows, completeness } = await client.licences.listPositions({});
    expect(rows).toMatchObject([{ entitled: 1, installed: 2, used: 1, demand: 2, shortfall: 1, position: -1 }]);
    expect(completeness).toEqual({ installations: 3, matched: 2, ignored: 0, unmatched: 1 });
    const [position] = await client.licences.getPosition({ productId });
    expect(position?.lines.map(({ code, units }) => [code, units])).toEqual([
      ['LOT', 1],
      ['DEMAND', -2],
    ]);
    const evidenceOf = async (index: number) =>
      client.licences.listEvidence({ evidence: position?.lines[index]?.evidence ?? { kind: 'session', ids: [] } });
    expect((await evidenceOf(0)).rows).toMatchObject([{ label: 'LIC-1' }]);
    expect((await evidenceOf(1)).rows.map(({ label, detail }) => [label, detail])).toEqual([
      ['L-1', 'Writer 2024 1'],
      ['L-2', 'Writer 2024 1'],
    ]);
    const [before] = await client.licences.getPosition({ productId, asOf: '2026-11-10' });
    expect(before).toMatchObject({ installed: 1, position: 0 });
    const { findings } = await client.licences.checkCompliance({});
    expect(findings).toMatchObject([{ kind: 'unlicensed', asset: { tag: 'L-2' } }]);
    await client.software.excludeInstallations({
      ids: [findings[0]?.installationId ?? 0],
      exclusion: { because: 'Evaluation', until: '2026-12-31' },
    });
    expect((await client.licences.listPositions({})).rows).toMatchObject([{ position: 0 }]);
    await client.software.excludeInstallations({ ids: [findings[0]?.installationId ?? 0], exclusion: null });
    await client.software.removeInstallations({ ids: [findings[0]?.installationId ?? 0] });
    expect((await client.licences.listPositions({})).rows).toMatchObject([{ installed: 1, position: 0 }]);
    // What happened since does not change what was.
    expect(await client.licences.getPosition({ productId, asOf: '2026-11-10' })).toMatchObject([{ installed: 1 }]);
  });

  it('[L2] per core and per processor counts what the register says of the server, however its fields are called', async () => {
    const category = (await client.assets.listCategories()).find(({ key }) => key === 'server')?.id ?? 0;
    const known = desk.backend.inventory?.sqlite
      .prepare<[], { id: number; key: string }>(`SELECT id, key FROM field WHERE key LIKE 'server.%'`)
      .all();
    const id = (key: string) => known?.find((field) => field.key === `server.${key}`)?.id ?? 0;
    const fields = { [id('cores')]: '24', [id('processors')]: '2', [id('core_factor')]: '0.5', [id('pvu')]: '70' };
    await client.assets.create({ ...bareAsset, tag: 'SRV-1', categoryId: category, fields });
    desk.backend.inventory?.sqlite.exec(`UPDATE field SET name = 'Kerne' WHERE key = 'server.cores'`);
    const demandOf = async (metric: 'core' | 'processor' | 'pvu', coreRule: 'plain' | 'sql' = 'plain') => {
      const productId = await makeProduct(client, { name: `By ${metric} ${coreRule}`, metric });
      await entitle(client, productId, { metric, coreRule });
      await scan(`By ${metric} ${coreRule},Acme,1,SRV-1,2026-11-01,`);
      return (await client.licences.getPosition({ productId }))[0]?.demand;
    };
    expect(await demandOf('core')).toBe(24);
    expect(await demandOf('processor')).toBe(12);
    expect(await demandOf('pvu')).toBe(1_680);
  });
});
