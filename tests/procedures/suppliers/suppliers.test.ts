import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterAll(async () => desk.close());

const supplier = { name: 'New Supplier', contact: null, email: null, phone: null, notes: null };

describe('suppliers', () => {
  it('[I2] exist once by name and count their assets', async () => {
    await expect(desk.client.suppliers.create({ ...supplier, name: 'dell direct' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    const dell = (await desk.client.suppliers.list()).find(({ name }) => name === 'Dell Direct');
    expect(dell?.assetCount).toBe((await desk.client.assets.list({ supplierId: dell?.id ?? 0 })).total);
  });

  it('[I2] are read one by one, and one that is not there is told', async () => {
    const [first] = await desk.client.suppliers.list();
    expect(await desk.client.suppliers.get({ id: first?.id ?? 0 })).toEqual(first);
    await expect(desk.client.suppliers.get({ id: 9999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('[I2] two people editing one do not overwrite each other', async () => {
    const { id } = await desk.client.suppliers.create(supplier);
    await desk.client.suppliers.update({ ...supplier, phone: '1', id, version: 1 });
    await expect(desk.client.suppliers.update({ ...supplier, phone: '2', id, version: 1 })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
  });
});
