import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Depreciation } from '#shared/features/assets/depreciation.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

const threeYears: Depreciation = { method: 'straight_line', months: 36, residual: { basisPoints: 1000 } };
const toAnAmount: Depreciation = { method: 'declining', months: 60, residual: { minor: 5000, currency: 'EUR' } };

let desk: TestDesk;
let categoryId: number;
let modelId: number;
beforeEach(async () => {
  desk = await openReadyDesk();
  categoryId = (await desk.client.assets.listCategories()).find(({ key }) => key === 'laptop')?.id ?? 0;
  ({ id: modelId } = await desk.client.assets.createModel({ ...bareModel(), depreciation: threeYears }));
});
afterEach(async () => desk.close());

const bareModel = () => ({ name: 'T14', number: null, manufacturerId: null, categoryId, warrantyMonths: 36 });
const register = (details: Partial<Parameters<TestDesk['client']['assets']['create']>[0]> = {}) =>
  desk.client.assets.create({ ...bareAsset, categoryId, modelId, ...details });
const depreciationOf = async (id: number) => (await desk.client.assets.get({ id })).depreciation;
const model = async () => (await desk.client.assets.listModels()).find(({ id }) => id === modelId);

describe('depreciation', () => {
  it('[I2] [I3] an asset gets what its model says, in the form and in fast entry, unless it says something else', async () => {
    expect(await depreciationOf((await register()).id)).toEqual(threeYears);
    expect(await depreciationOf((await register({ depreciation: { method: 'none' } })).id)).toEqual({ method: 'none' });
    expect(await depreciationOf((await register({ depreciation: toAnAmount })).id)).toEqual(toAnAmount);
    expect(await depreciationOf((await register({ modelId: null })).id)).toBeNull();
    const { tag: _tag, serial: _serial, ...template } = { ...bareAsset, categoryId, modelId };
    const { entryId } = await desk.client.assets.startEntry({ template, blockId: null });
    const unit = { tag: null, serial: 'S-1', name: null, notes: null, identifiers: [] };
    await desk.client.assets.addUnits({ entryId, units: [unit] });
    const [entered] = await desk.client.assets.finishEntry({ entryId });
    expect(await depreciationOf(entered?.id ?? 0)).toEqual(threeYears);
  });

  it('[I2] [S6] stays where a change says nothing of it, and its change is in the journal', async () => {
    const { id } = await register({ name: 'A' });
    const change = { ...bareAsset, categoryId, modelId, name: 'B', id };
    await desk.client.assets.update({ ...change, version: 1 });
    expect(await depreciationOf(id)).toEqual(threeYears);
    await desk.client.assets.update({ ...change, version: 2, depreciation: toAnAmount });
    await desk.client.assets.update({ ...change, version: 3, depreciation: null });
    expect(await depreciationOf(id)).toBeNull();
    const history = await desk.client.reports.assetJournal({ assetId: id });
    expect(history.map(({ data }) => data)).toMatchObject([
      { before: { depreciation: toAnAmount }, after: { depreciation: null } },
      { before: { depreciation: threeYears }, after: { depreciation: toAnAmount } },
      { before: { name: 'A' } },
      { after: { depreciation: 'straight_line, 36 months, residual 1000 bp' } },
    ]);
  });

  it('[I2] a model is changed for its next assets; two operators do not overwrite each other', async () => {
    const { id } = await register();
    const { version = 0 } = (await model()) ?? {};
    await desk.client.assets.updateModel({ ...bareModel(), id: modelId, version, depreciation: toAnAmount });
    expect(await model()).toMatchObject({ depreciation: toAnAmount, warrantyMonths: 36 });
    expect(await depreciationOf(id)).toEqual(threeYears);
    expect(await depreciationOf((await register()).id)).toEqual(toAnAmount);
    const late = desk.client.assets.updateModel({ ...bareModel(), name: 'Late', id: modelId, version });
    await expect(late).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE', data: { entity: 'model', id: modelId } });
    expect(await model()).toMatchObject({ name: 'T14' });
  });

  it('[I2] [S4] is not shown to who may not see costs, nor wiped out by him', async () => {
    const { id } = await register({ depreciation: toAnAmount });
    const password = 'seventeen green bottles';
    await desk.client.auth.createOperator({
      username: 'desk',
      displayName: 'Desk',
      password,
      roles: ['desk_operator'],
    });
    const window = desk.connect();
    await window.auth.signIn({ username: 'desk', password });
    expect(await window.assets.get({ id })).toMatchObject({ depreciation: null });
    expect(JSON.stringify(await window.reports.assetJournal({ assetId: id }))).not.toContain('5000');
    await window.assets.update({
      ...bareAsset,
      categoryId,
      modelId,
      name: 'Renamed',
      depreciation: null,
      id,
      version: 1,
    });
    expect(await desk.client.assets.get({ id })).toMatchObject({ name: 'Renamed', depreciation: toAnAmount });
  });

  it('[I2] half a depreciation is refused, by the contract and by the database', async () => {
    const wrong: unknown[] = [
      { method: 'straight_line', months: 0, residual: { basisPoints: 0 } },
      { method: 'straight_line', months: 36 },
      { method: 'declining', months: 36.5, residual: { basisPoints: 0 } },
      { method: 'declining', months: 36, residual: { basisPoints: 10_001 } },
      { method: 'declining', months: 36, residual: { minor: -1, currency: 'EUR' } },
      { method: 'sum_of_digits', months: 36, residual: { basisPoints: 0 } },
    ];
    for (const depreciation of wrong)
      await expect(register({ depreciation: depreciation as Depreciation })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    const { id } = await register();
    for (const change of [
      'depreciation_months = NULL',
      "depreciation_method = 'none'",
      'depreciation_method = NULL',
      'residual_basis_points = NULL',
      "residual_minor = 1, residual_currency = 'EUR'",
      'residual_basis_points = NULL, residual_minor = 1',
      'depreciation_months = 601',
    ])
      expect(() => desk.backend.inventory?.sqlite.exec(`UPDATE asset SET ${change} WHERE id = ${id}`), change).toThrow(
        'CHECK',
      );
  });
});
