import { whenPersonRenamed } from '#backend/features/people/index.ts';
import { whenPlaceRenamed } from '#backend/features/places/index.ts';
import { refreshSearchOfPerson, refreshSearchOfPlace } from './keep-search-in-step.ts';

whenPersonRenamed.push(refreshSearchOfPerson);
whenPlaceRenamed.push(refreshSearchOfPlace);

export { keepDocument } from './attachments.ts';
export { stopCutShortEdits } from './bulk-edit/edit-many.ts';
export { applyMovement } from './change-status.ts';
export { restoreCategory } from './categories/edit-categories.ts';
export { createCategory, createManufacturer, createModel, getModel, listCategories, updateModel } from './catalogue.ts';
export { epcOfAsset, findAssetsByEpc, recordEpc, refuseForeignEpc } from './epc-of-asset.ts';
export { listFields } from './fields.ts';
export { listAssetIds, listAssets } from './list-assets.ts';
export { noteSeen } from './note-seen.ts';
export { assetProcedures } from './procedures.ts';
export { registerAssets } from './register-assets.ts';
export type { NewAsset } from './register-assets.ts';
export { findTakenSerials, findTakenTags, insertMovements } from './repository.ts';
export { insertSearch } from './search-index.ts';
export { seedCatalogue } from './seed-catalogue.ts';
export { assetRowOf, findByCode, getAsset, getAssetRow, selectAssetRows } from './select-rows.ts';
export { changeBeside, changeDetails, detailsOf } from './update-asset.ts';
export { belongsToAsset, withdrawAssets } from './withdraw-assets.ts';
export { withdrawCatalogueEntry } from './catalogue.ts';
export { ownCompanyPrefixes, tagSchemeSetting, tagSequence } from './tags.ts';
export { refuseUnfitScheme } from './reserve-tags.ts';
