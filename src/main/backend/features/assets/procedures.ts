import { implement } from '@orpc/server';
import { assetsContract } from '#shared/features/assets/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { createManufacturer, createModel, listCategories, listManufacturers, listModels } from './catalogue.ts';
import { changeStatus } from './change-status.ts';
import { countsForDashboard } from './counts.ts';
import { listAssetIds, listAssets } from './list-assets.ts';
import { registerAsset } from './register-asset.ts';
import { listMovements } from './repository.ts';
import { searchEverything } from './search-assets.ts';
import { findByCode, getAsset } from './select-rows.ts';
import { serialOwners } from './serial-owners.ts';
import { updateAsset } from './update-asset.ts';

const os = implement(assetsContract).$context<Call>().use(guard);

export const assetProcedures = os.router({
  list: os.list.handler(inQuery(listAssets)),
  listIds: os.listIds.handler(inQuery(listAssetIds)),
  get: os.get.handler(inQuery(({ reader, actor }, { id }) => getAsset(reader, id, actor.may('asset.cost.view')))),
  lookup: os.lookup.handler(
    inQuery(
      async ({ reader, actor }, { code }) =>
        (await findByCode(reader, code.trim(), actor.may('asset.cost.view')))[0] ?? null,
    ),
  ),
  search: os.search.handler(inQuery(searchEverything)),
  serialOwners: os.serialOwners.handler(inQuery(serialOwners)),
  create: os.create.handler(inCommand(registerAsset)),
  update: os.update.handler(inCommand(updateAsset)),
  changeStatus: os.changeStatus.handler(inCommand(changeStatus)),
  movements: os.movements.handler(inQuery(({ reader }, { id }) => listMovements(reader, id))),
  counts: os.counts.handler(inQuery(countsForDashboard)),
  listCategories: os.listCategories.handler(inQuery(({ reader }) => listCategories(reader))),
  listManufacturers: os.listManufacturers.handler(inQuery(({ reader }) => listManufacturers(reader))),
  createManufacturer: os.createManufacturer.handler(inCommand(createManufacturer)),
  listModels: os.listModels.handler(inQuery(({ reader }) => listModels(reader))),
  createModel: os.createModel.handler(inCommand(createModel)),
});
