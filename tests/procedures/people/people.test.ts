import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(async () => desk.close());

describe('people', () => {
  it('[K2] are told apart by number and badge, each used once', async () => {
    await expect(desk.client.people.create({ ...barePerson, employeeNumber: 'e1001' })).rejects.toMatchObject({
      code: 'EMPLOYEE_NUMBER_TAKEN',
      data: { name: 'Alice Novák' },
    });
    await expect(desk.client.people.create({ ...barePerson, badgeCode: 'BDG7001' })).rejects.toMatchObject({
      code: 'BADGE_CODE_TAKEN',
    });
  });

  it('[K6] show what they hold', async () => {
    const { rows } = await desk.client.people.list({ sort: 'assetsHeld', direction: 'descending', limit: 1 });
    const [holder] = rows;
    const held = await desk.client.custody.heldBy({ kind: 'person', id: holder?.id ?? 0 });
    expect(held.length).toBeGreaterThan(0);
    expect(held).toHaveLength(holder?.assetsHeld ?? -1);
  });

  it('[K2] can be archived only when they hold nothing', async () => {
    const { rows } = await desk.client.people.list({ sort: 'assetsHeld', direction: 'descending', limit: 1 });
    await expect(desk.client.people.archive({ id: rows[0]?.id ?? 0 })).rejects.toMatchObject({ code: 'HOLDS_ASSETS' });
    const { id } = await desk.client.people.create(barePerson);
    await desk.client.people.archive({ id });
    expect((await desk.client.people.list({ search: 'Ada Example' })).total).toBe(0);
    expect((await desk.client.people.list({ search: 'Ada Example', includeArchived: true })).total).toBe(1);
    await desk.client.people.restore({ id });
    expect(await desk.client.people.get({ id })).toMatchObject({ archived: false });
    expect((await desk.client.reports.journal({ event: 'people.restored' })).entries).toHaveLength(1);
  });

  it('[O4] a new name is found with the assets at once', async () => {
    const { rows } = await desk.client.people.list({ sort: 'assetsHeld', direction: 'descending', limit: 1 });
    const person = await desk.client.people.get({ id: rows[0]?.id ?? 0 });
    const { email, username, phone, title, employeeNumber, badgeCode, startsOn, endsOn, notes } = person;
    await desk.client.people.update({
      id: person.id,
      version: person.version,
      name: 'Zebulon Quax',
      departmentId: person.department?.id ?? null,
      placeId: null,
      managerId: null,
      email,
      username,
      phone,
      title,
      employeeNumber,
      badgeCode,
      startsOn,
      endsOn,
      notes,
    });
    expect((await desk.client.assets.list({ search: 'Zebulon' })).total).toBe(person.assetsHeld);
  });

  it('[I4] departments and cost centres are added once', async () => {
    const one = await desk.client.people.createDepartment({ name: 'Legal', code: null });
    expect(await desk.client.people.createDepartment({ name: 'legal', code: null })).toEqual(one);
    await desk.client.people.createCostCentre({ name: 'Research', code: 'CC-300' });
    expect((await desk.client.people.listCostCentres()).map((centre) => centre.code)).toContain('CC-300');
    expect((await desk.client.people.listDepartments()).map((department) => department.name)).toContain('Legal');
  });
});
