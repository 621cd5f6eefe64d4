import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeEpc, pureIdentityUri } from '#shared/primitives/epc.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let laptop: number;
let server: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  const categories = await desk.client.assets.listCategories();
  laptop = categories.find(({ key }) => key === 'laptop')?.id ?? 0;
  server = categories.find(({ key }) => key === 'server')?.id ?? 0;
});
afterEach(async () => desk.close());

const register = (details: Partial<Parameters<TestDesk['client']['assets']['create']>[0]> = {}) =>
  desk.client.assets.create({ ...bareAsset, categoryId: laptop, ...details });

describe('tag schemes', () => {
  it('[I1] fills in category, site and year, and a category may have its own scheme', async () => {
    const site = await desk.client.places.create({
      parentId: null,
      kind: 'site',
      name: 'Brno',
      code: 'BRN',
      notes: null,
    });
    const room = await desk.client.places.create({
      parentId: site.id,
      kind: 'room',
      name: 'R1',
      code: 'R1',
      notes: null,
    });
    await desk.client.setup.updateTagScheme({ prefix: '{SITE}-{YY}-', digits: 4, check: 'mod11_2' });
    await desk.client.assets.setCategoryTagScheme({
      categoryId: server,
      scheme: { prefix: '{CATEGORY}{YYYY}-', digits: 3, ownSeries: true },
    });
    expect((await register({ placeId: room.id })).tag).toMatch(/^BRN-26-0001[\dX]$/);
    expect((await register({ categoryId: server })).tag).toMatch(/^[A-Z]+2026-001$/);
    expect((await register({ categoryId: server })).tag).toMatch(/^[A-Z]+2026-002$/);
    expect((await register()).tag).toMatch(/^XX-26-0002[\dX]$/);
    expect(await desk.client.assets.listTagSchemes()).toHaveLength(1);
  });

  it('[I1] a scheme that would give two assets one EPC is refused with the reason', async () => {
    await expect(
      desk.client.setup.updateTagScheme({ prefix: 'IT-', digits: 6, ownSeries: true }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', data: { issues: [{ code: 'SERIES_NEEDS_TOKEN' }] } });
  });

  it('[I1] with GS1 numbering each asset has its EPC, and is found by what a reader says', async () => {
    await desk.client.setup.updateTagScheme({
      prefix: 'IT-',
      digits: 6,
      gs1: { scheme: 'giai-96', companyPrefix: '0614141', assetType: '', filter: 0 },
    });
    const { id, tag } = await register();
    const { identifiers } = await desk.client.assets.get({ id });
    const hex = identifiers.find(({ kind }) => kind === 'epc')?.value ?? '';
    const read = decodeEpc(hex);
    expect(read.ok && pureIdentityUri(read.value)).toBe('urn:epc:id:giai:0614141.1');
    expect(await desk.client.assets.lookup({ code: hex.toLowerCase() })).toMatchObject({ tag });
    expect(await desk.client.assets.lookup({ code: 'urn:epc:tag:giai-96:0.0614141.1' })).toMatchObject({ tag });
  });

  it('[I1] no tag is given twice, whatever is asked for at the same time', async () => {
    const action = fc.constantFrom('register', 'reserve', 'enter');
    const template = { ...bareAsset, categoryId: laptop };
    const { entryId } = await desk.client.assets.startEntry({ template, blockId: null });
    const seen = new Set<string>();
    const unit = { tag: null, serial: null, name: null, notes: null, identifiers: [] };
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 12 }), async (actions) => {
        const given = await Promise.all(
          actions.map(async (each) => {
            if (each === 'register') return [(await register()).tag];
            if (each === 'enter')
              return (await desk.client.assets.addUnits({ entryId, units: [unit, unit] })).map(({ tag }) => tag);
            return (await desk.client.assets.reserveTags({ count: 3, categoryId: laptop, placeId: null, note: '' }))
              .tags;
          }),
        );
        for (const tag of given.flat()) {
          expect(seen.has(tag)).toBe(false);
          seen.add(tag);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('label rolls', () => {
  const reserve = (count: number) =>
    desk.client.assets.reserveTags({ count, categoryId: laptop, placeId: null, note: 'Roll 1' });

  it('[I1] reserved tags are passed over, shown, and may be used by hand', async () => {
    const { tags } = await reserve(3);
    expect(tags).toEqual(['IT-000001', 'IT-000002', 'IT-000003']);
    expect((await register()).tag).toBe('IT-000004');
    await register({ tag: 'IT-000002' });
    expect(await desk.client.assets.listTagBlocks()).toMatchObject([
      { note: 'Roll 1', first: 'IT-000001', last: 'IT-000003', total: 3, used: 1, released: 0 },
    ]);
  });

  it('[I1] only what was never used is given up, and is never given again', async () => {
    const { blockId } = await reserve(3);
    await register({ tag: 'IT-000002' });
    expect(await desk.client.assets.releaseTags({ blockId })).toEqual({ released: 2 });
    await expect(desk.client.assets.releaseTags({ blockId })).rejects.toMatchObject({ code: 'NOTHING_TO_RELEASE' });
    await expect(register({ tag: 'it-000001' })).rejects.toMatchObject({ code: 'TAG_RELEASED' });
    expect((await register()).tag).toBe('IT-000004');
  });

  it('[I1] the database itself keeps given-up tags from use', async () => {
    const { blockId } = await reserve(1);
    await desk.client.assets.releaseTags({ blockId });
    const { sqlite } = desk.backend.inventory ?? {};
    const insert = `INSERT INTO asset (tag, name, category_id, status, condition, created_at, updated_at)
      VALUES ('IT-000001', 'A', ${laptop}, 'in_stock', 'good', 'now', 'now')`;
    expect(() => sqlite?.exec(insert)).toThrow('TAG_IS_RELEASED');
    expect(() => sqlite?.exec('UPDATE reserved_tag SET released = 0')).toThrow('TAG_IS_KEPT');
    expect(() => sqlite?.exec('DELETE FROM reserved_tag')).toThrow('TAG_IS_KEPT');
  });
});
