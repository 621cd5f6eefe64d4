import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { banOf, relationTypes } from '#shared/features/assets/relation.ts';
import type { RelationType } from '#shared/features/assets/relation.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { dispose } from '#tests/support/retirement.ts';

let desk: TestDesk;
let categoryId: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  categoryId = (await desk.client.assets.listCategories()).find(({ key }) => key === 'server')?.id ?? 0;
});
afterEach(async () => desk.close());

/** Registers assets under these tags. */
async function register<Tag extends string>(...tags: Tag[]): Promise<Record<Tag, number>> {
  const ids: [Tag, number][] = [];
  for (const tag of tags) ids.push([tag, (await desk.client.assets.create({ ...bareAsset, tag, categoryId })).id]);
  return Object.fromEntries(ids) as Record<Tag, number>;
}

const relate = (sourceId: number, type: RelationType, targetId: number) =>
  desk.client.assets.addRelation({ sourceId, type, targetId });

async function dependantsOf(assetId: number) {
  const { dependants, complete } = await desk.client.assets.listDependants({ assetId });
  expect(complete).toBe(true);
  return dependants.map(({ asset, depth, path }) => [asset.tag, depth, path.join(' ')]);
}

describe('relations', () => {
  it('[T4] stand on the pages of both assets and in both histories', async () => {
    const { VM, HOST } = await register('VM', 'HOST');
    await desk.client.assets.addRelation({ sourceId: VM, type: 'runs_on', targetId: HOST, note: 'Cluster 2' });
    expect(await desk.client.assets.listRelations({ assetId: VM })).toMatchObject([
      { type: 'runs_on', end: 'source', note: 'Cluster 2', operator: 'Rita Root', other: { tag: 'HOST' } },
    ]);
    expect(await desk.client.assets.listRelations({ assetId: HOST })).toMatchObject([
      { type: 'runs_on', end: 'target', other: { tag: 'VM', status: 'in_stock' } },
    ]);
    for (const assetId of [VM, HOST]) {
      const journal = await desk.client.reports.assetJournal({ assetId });
      expect(journal.filter(({ event }) => event === 'assets.relationAdded')).toMatchObject([
        { data: { type: 'runs_on', source: 'VM', target: 'HOST', note: 'Cluster 2' } },
      ]);
    }
  });

  it('[T4] a connection is one and the same from both ends', async () => {
    const { A, B } = await register('A', 'B');
    await relate(B, 'connected_to', A);
    await expect(relate(A, 'connected_to', B)).rejects.toMatchObject({
      code: 'RELATION_EXISTS',
      data: { tag: 'A', otherTag: 'B' },
    });
    expect(await desk.client.assets.listRelations({ assetId: B })).toMatchObject([{ other: { tag: 'A' } }]);
  });

  it('[T4] removing keeps the trace, and either step is taken back as a step of its own', async () => {
    const { DISK, HOST } = await register('DISK', 'HOST');
    const list = async () => desk.client.assets.listRelations({ assetId: DISK });
    const { id } = await relate(DISK, 'installed_in', HOST);
    await desk.client.assets.undoRelation({ id });
    expect(await list()).toEqual([]);
    await desk.client.assets.undoRelation({ id });
    const [again] = await list();
    expect(again).toMatchObject({ type: 'installed_in', other: { tag: 'HOST' } });
    await desk.client.assets.removeRelation({ id: again?.id ?? 0 });
    await expect(desk.client.assets.removeRelation({ id: again?.id ?? 0 })).rejects.toMatchObject({
      code: 'RELATION_REMOVED',
    });
    expect(await list()).toEqual([]);
    const steps = (await desk.client.reports.assetJournal({ assetId: DISK }))
      .filter(({ event }) => event.startsWith('assets.relation'))
      .map(({ event, data }) => [event, 'reversedEntry' in (data as object)]);
    expect(steps.toReversed()).toEqual([
      ['assets.relationAdded', false],
      ['assets.relationRemoved', true],
      ['assets.relationAdded', true],
      ['assets.relationRemoved', false],
    ]);
  });

  it('[T4] an asset is part of one thing only, and of nothing that is part of it', async () => {
    const { RAM, BOARD, HOST } = await register('RAM', 'BOARD', 'HOST');
    await relate(RAM, 'component_of', BOARD);
    await expect(relate(RAM, 'installed_in', HOST)).rejects.toMatchObject({
      code: 'HAS_PARENT',
      data: { tag: 'RAM', parent: 'BOARD' },
    });
    await relate(BOARD, 'installed_in', HOST);
    await expect(relate(HOST, 'component_of', RAM)).rejects.toMatchObject({
      code: 'RELATION_CYCLE',
      data: { tag: 'HOST', otherTag: 'RAM' },
    });
    await expect(relate(RAM, 'runs_on', RAM)).rejects.toMatchObject({ code: 'RELATION_TO_ITSELF' });
  });

  it('[T4] two servers may back up to each other', async () => {
    const { A, B } = await register('A', 'B');
    await relate(A, 'backs_up_to', B);
    await relate(B, 'backs_up_to', A);
    expect(await dependantsOf(A)).toEqual([['B', 1, 'A B']]);
  });

  it('[T4] the database itself refuses a cycle and a second parent', async () => {
    const { A, B, C } = await register('A', 'B', 'C');
    await relate(A, 'component_of', B);
    const insert = async (source: number, target: number) =>
      desk.backend.inventory?.writes.run((tx) =>
        tx
          .insertInto('asset_relation')
          .values({
            source_id: source,
            target_id: target,
            type: 'installed_in',
            note: null,
            added_at: 'now',
            added_by: 1,
            added_seq: 1,
            removed_at: null,
            removed_by: null,
            removed_seq: null,
          })
          .execute(),
      );
    await expect(insert(B, A)).rejects.toThrow('RELATION_CYCLE');
    await expect(insert(A, C)).rejects.toThrow('UNIQUE');
  });

  it('[T4] no sequence of additions ever yields a cycle where one is banned, nor two parents', async () => {
    const tags = ['N0', 'N1', 'N2', 'N3', 'N4'] as const;
    let run = 0;
    const node = fc.integer({ min: 0, max: tags.length - 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(node, fc.constantFrom(...relationTypes), node), { minLength: 1, maxLength: 25 }),
        async (additions) => {
          run += 1;
          const ids = Object.values(await register(...tags.map((tag) => `${tag}-${run}`)));
          for (const [source, type, target] of additions) {
            await relate(ids[source] ?? 0, type, ids[target] ?? 0).catch(() => undefined);
          }
          const lists = await Promise.all(ids.map((assetId) => desk.client.assets.listRelations({ assetId })));
          const edges = lists.flatMap((list, index) =>
            list
              .filter(({ end }) => end === 'source')
              .map(({ type, other }) => ({ type, source: ids[index] ?? 0, target: other.id })),
          );
          for (const type of relationTypes.filter((each) => banOf(each).length > 0)) {
            const own = edges.filter((edge) => banOf(type).includes(edge.type));
            expect(isAcyclic(own)).toBe(true);
          }
          const children = edges.filter(({ type }) => banOf('component_of').includes(type)).map(({ source }) => source);
          expect(new Set(children).size).toBe(children.length);
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** Takes away what leads nowhere until nothing is left, or only a cycle. */
function isAcyclic(edges: readonly { source: number; target: number }[]): boolean {
  let rest = edges;
  for (;;) {
    const sources = new Set(rest.map(({ source }) => source));
    const next = rest.filter(({ target }) => sources.has(target));
    if (next.length === 0) return true;
    if (next.length === rest.length) return false;
    rest = next;
  }
}

describe('what depends on an asset', () => {
  it('[T4] is followed to the end, with depth and the shortest way', async () => {
    const ids = await register('NAS', 'HOST', 'VM', 'APP', 'DISK', 'FAN', 'SWITCH', 'LAPTOP');
    await relate(ids.DISK, 'component_of', ids.HOST);
    await relate(ids.FAN, 'component_of', ids.HOST);
    await relate(ids.VM, 'runs_on', ids.HOST);
    await relate(ids.APP, 'installed_in', ids.VM);
    await relate(ids.APP, 'runs_on', ids.HOST);
    await relate(ids.HOST, 'backs_up_to', ids.NAS);
    await relate(ids.SWITCH, 'connected_to', ids.HOST);
    await relate(ids.LAPTOP, 'connected_to', ids.SWITCH);
    await relate(ids.HOST, 'replaces', ids.LAPTOP);
    expect(await dependantsOf(ids.DISK)).toEqual([
      ['HOST', 1, 'DISK HOST'],
      ['APP', 2, 'DISK HOST APP'],
      ['SWITCH', 2, 'DISK HOST SWITCH'],
      ['VM', 2, 'DISK HOST VM'],
    ]);
    expect((await dependantsOf(ids.NAS)).map(([tag, depth]) => [tag, depth])).toEqual([
      ['HOST', 1],
      ['APP', 2],
      ['DISK', 2],
      ['FAN', 2],
      ['SWITCH', 2],
      ['VM', 2],
    ]);
    expect(await dependantsOf(ids.LAPTOP)).toEqual([['SWITCH', 1, 'LAPTOP SWITCH']]);
  });

  it.each(['lost', 'stolen'] as const)(
    '[T4] going to %s is held up until it has been seen, and then recorded with it',
    async (status) => {
      const { HOST, VM } = await register('HOST', 'VM');
      await relate(VM, 'runs_on', HOST);
      const change = { id: HOST, status, reason: 'Water in the room' };
      await expect(desk.client.assets.changeStatus(change)).rejects.toMatchObject({
        code: 'HAS_DEPENDANTS',
        data: { tag: 'HOST', count: 1 },
      });
      await desk.client.assets.changeStatus({ ...change, despiteDependants: true });
      const [latest] = await desk.client.reports.assetJournal({ assetId: HOST });
      expect(latest).toMatchObject({ event: 'assets.statusChanged', data: { dependants: 'VM' } });
    },
  );

  it('[T4] what was disposed of depends on nothing and takes no relations', async () => {
    const { HOST, VM } = await register('HOST', 'VM');
    await relate(VM, 'runs_on', HOST);
    await dispose(desk.client, VM);
    expect(await dependantsOf(HOST)).toEqual([]);
    await expect(relate(VM, 'connected_to', HOST)).rejects.toMatchObject({ code: 'ASSET_CLOSED', data: { tag: 'VM' } });
    await relate(HOST, 'replaces', VM);
  });
});
