import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { dispose } from '#tests/support/retirement.ts';

let desk: TestDesk;
let laptop: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  laptop = (await desk.client.assets.listCategories()).find((category) => category.key === 'laptop')?.id ?? 0;
});
afterEach(async () => desk.close());

const register = (details: Partial<Parameters<TestDesk['client']['assets']['create']>[0]> = {}) =>
  desk.client.assets.create({ ...bareAsset, categoryId: laptop, ...details });

describe('registering', () => {
  it('[I1] takes the next tag of the scheme, without gaps, and never one that came from elsewhere', async () => {
    await desk.client.setup.updateTagScheme({ prefix: 'LT-', digits: 4, nextNumber: 41 });
    await register({ tag: 'LT-0042' });
    expect((await register()).tag).toBe('LT-0041');
    expect((await register()).tag).toBe('LT-0043');
  });

  it('[I1] a refused registration gives its number back', async () => {
    const first = await register({ serial: 'S-1' });
    await expect(register({ serial: 's-1' })).rejects.toMatchObject({ code: 'SERIAL_TAKEN', data: { tag: first.tag } });
    expect((await register()).tag).toBe('IT-000002');
  });

  it('[I1] a tag is given once, whatever its case', async () => {
    const { id } = await register({ tag: 'A-1' });
    await expect(register({ tag: 'a-1' })).rejects.toMatchObject({ code: 'TAG_TAKEN', data: { assetId: id } });
  });

  it('[I2] one serial may exist with two manufacturers, and is named while it is typed', async () => {
    const { id: dell } = await desk.client.assets.createManufacturer({ name: 'Dell' });
    const { id: hp } = await desk.client.assets.createManufacturer({ name: 'HP' });
    const { tag } = await register({ serial: 'X1', manufacturerId: dell });
    await register({ serial: 'X1', manufacturerId: hp });
    expect((await desk.client.assets.serialOwners({ serial: ' x1 ' })).map((owner) => owner.name)).toContain(tag);
  });

  it('[I2] fills name and warranty from the model', async () => {
    const { id: manufacturerId } = await desk.client.assets.createManufacturer({ name: 'Lenovo' });
    const model = await desk.client.assets.createModel({
      name: 'T14',
      number: null,
      manufacturerId,
      categoryId: laptop,
      warrantyMonths: 36,
    });
    const { id } = await register({ modelId: model.id, manufacturerId, purchasedOn: '2026-01-31' });
    expect(await desk.client.assets.get({ id })).toMatchObject({ name: 'Lenovo T14', warrantyUntil: '2029-01-31' });
  });

  it('[I2] refuses what no field can hold, and says which', async () => {
    await expect(register({ name: 'with\u0000control' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: ['name'] }] },
    });
    await expect(register({ purchasedOn: '2026-02-30' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: ['purchasedOn'] }] },
    });
  });
});

describe('changing', () => {
  it('[S6] writes before and after of what changed, once', async () => {
    const { id } = await register({ name: 'Old name' });
    const { version } = await desk.client.assets.get({ id });
    const changed = { ...bareAsset, categoryId: laptop, name: 'New name', id, version };
    await desk.client.assets.update(changed);
    const [entry] = await desk.client.reports.assetJournal({ assetId: id });
    expect(entry).toMatchObject({
      event: 'assets.changed',
      data: { before: { name: 'Old name' }, after: { name: 'New name' } },
    });
    await expect(desk.client.assets.update(changed)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('[I2] a category change moves the counts', async () => {
    const { id } = await register({ name: 'A' });
    const server = (await desk.client.assets.listCategories()).find((category) => category.key === 'server')?.id ?? 0;
    await desk.client.assets.update({ ...bareAsset, name: 'A', categoryId: server, id, version: 1 });
    expect((await desk.client.assets.counts()).byCategory).toEqual([
      { category: { id: server, name: 'Servers' }, count: 1 },
    ]);
  });

  it('[R6] a disposed asset stays readable and can no longer be edited', async () => {
    const { id, tag } = await register();
    await dispose(desk.client, id);
    expect(await desk.client.assets.get({ id })).toMatchObject({ status: 'disposed' });
    const { version } = await desk.client.assets.get({ id });
    await expect(
      desk.client.assets.update({ ...bareAsset, categoryId: laptop, name: 'B', id, version }),
    ).rejects.toMatchObject({ code: 'ASSET_CLOSED', data: { tag } });
    await expect(desk.client.assets.changeStatus({ id, status: 'in_stock', reason: 'No' })).rejects.toMatchObject({
      code: 'TRANSITION_REFUSED',
    });
  });
});

describe('costs', () => {
  it('[S4] are not shown to who may not see them, and survive his edits', async () => {
    const { id } = await register({ cost: { minor: 129_900, currency: 'EUR' } });
    await desk.client.auth.createOperator({
      username: 'desk',
      displayName: 'Desk',
      password: 'seventeen green bottles',
      roles: ['desk_operator'],
    });
    const window = desk.connect();
    await window.auth.signIn({ username: 'desk', password: 'seventeen green bottles' });
    expect(await window.assets.get({ id })).toMatchObject({ cost: null });
    const history = await window.reports.assetJournal({ assetId: id });
    expect(JSON.stringify(history)).not.toContain('129900');
    expect(JSON.stringify(await desk.client.reports.assetJournal({ assetId: id }))).toContain('129900');
    await expect(window.assets.changeStatus({ id, status: 'retiring', reason: 'No' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { permission: 'asset.retire' },
    });
    await window.assets.update({ ...bareAsset, categoryId: laptop, name: 'Renamed', cost: null, id, version: 1 });
    expect(await desk.client.assets.get({ id })).toMatchObject({
      name: 'Renamed',
      cost: { minor: 129_900, currency: 'EUR' },
    });
  });
});

describe('lists', () => {
  beforeEach(async () => {
    for (let index = 0; index < 25; index += 1) {
      await register({
        name: index % 2 ? `Böse Maus ${index}` : `Laptop ${index}`,
        serial: `SER${String(1000 + index * 37)}`,
        purchasedOn: index % 3 ? `2025-01-${String(index + 1).padStart(2, '0')}` : null,
      });
    }
  });

  it.each([
    'tag',
    'name',
    'serial',
    'status',
    'category',
    'purchasedOn',
    'warrantyUntil',
    'lastSeenAt',
    'updatedAt',
  ] as const)('[X2] pages by %s in both directions show every asset once', async (sort) => {
    for (const direction of ['ascending', 'descending'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await desk.client.assets.list({
          sort,
          direction,
          limit: 7,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.rows.map((row) => row.tag));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(25);
      expect(seen).toHaveLength(25);
    }
  });

  it('[O4] finds words by their beginnings without accents, and fragments in the middle of tag, serial and name', async () => {
    expect((await desk.client.assets.list({ search: 'bose mau' })).total).toBe(12);
    expect((await desk.client.assets.list({ search: '000013' })).total).toBe(1);
    expect((await desk.client.assets.list({ search: 'ER1037' })).total).toBe(1);
    expect((await desk.client.assets.list({ search: '100%' })).total).toBe(0);
  });

  it('[O4] the search box puts the exact tag first', async () => {
    const { assets } = await desk.client.assets.search({ text: 'it-000007' });
    expect(assets[0]?.tag).toBe('IT-000007');
  });

  it('[O4] what is typed so far finds in the box what it finds in the list, whichever word is cut short', async () => {
    const tags = (rows: readonly { tag: string }[]) => rows.map(({ tag }) => tag).toSorted();
    for (const text of ['bose mau', 'bos mau', 'mau bos']) {
      const { rows } = await desk.client.assets.list({ search: text });
      expect(rows).toHaveLength(12);
      expect(tags((await desk.client.assets.search({ text })).assets), text).toEqual(tags(rows));
    }
  });

  it('[O4] no text makes the search fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const found = await desk.client.assets.search({ text });
        return found.assets.length <= 20;
      }),
      { numRuns: 60 },
    );
  });

  it('[K7] the counts agree with the lists behind them', async () => {
    const { total, byStatus } = await desk.client.assets.counts();
    expect(total).toBe((await desk.client.assets.list({})).total);
    expect(await desk.client.assets.listIds({})).toHaveLength(total);
    for (const { status, count } of byStatus)
      expect((await desk.client.assets.list({ statuses: [status] })).total).toBe(count);
  });
});
