import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, openDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = openDesk();
  await desk.client.auth.createAdministrator(administrator);
});
afterEach(async () => desk.close());

describe('the first run', () => {
  it('[T1] brings all seven families with their categories', async () => {
    await desk.client.setup.finish({ sampleData: false });
    const categories = await desk.client.assets.listCategories();
    expect(new Set(categories.map(({ family }) => family)).size).toBe(7);
    expect(categories.find(({ key }) => key === 'laptop')?.parentId).toBe(
      categories.find(({ key }) => key === 'computer')?.id,
    );
  });

  it('[O1] fills in sample data once, however often it is finished', async () => {
    expect(await desk.client.setup.progress()).toEqual({ finished: false });
    await desk.client.setup.finish({ sampleData: true });
    const { total } = await desk.client.assets.counts();
    await desk.client.setup.finish({ sampleData: true });
    expect((await desk.client.assets.counts()).total).toBe(total);
    expect(await desk.client.setup.progress()).toEqual({ finished: true });
    expect((await desk.client.assets.listModels()).length).toBeGreaterThan(10);
  });

  it('[O1] settings take effect and stand in the journal', async () => {
    await desk.client.setup.updateOrganisation({ name: 'Example Ltd', currency: 'CZK', contact: 'it@example.com' });
    await desk.client.setup.updateDesk({ idleLockMinutes: 3, loanDays: 7 });
    expect(await desk.client.setup.getSettings()).toMatchObject({
      organisation: { name: 'Example Ltd' },
      idleLockMinutes: 3,
      loanDays: 7,
    });
    expect(await desk.client.auth.status()).toMatchObject({ idleLockMinutes: 3 });
    const { entries } = await desk.client.reports.journal({ event: 'setup.settingChanged' });
    expect(entries[0]).toMatchObject({ data: { before: 14, after: 7 } });
    expect(await desk.client.auth.listOperators()).toHaveLength(1);
  });

  it('[I1] the next number never goes back', async () => {
    await desk.client.setup.updateTagScheme({ prefix: 'A-', digits: 3, nextNumber: 50 });
    await desk.client.setup.updateTagScheme({ prefix: 'A-', digits: 3, nextNumber: 7 });
    expect(await desk.client.setup.getSettings()).toMatchObject({ nextTagNumber: 50 });
  });
});
