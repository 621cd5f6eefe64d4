import { implement } from '@orpc/server';
import { assetsContract } from '#shared/features/assets/contract.ts';
import { actingOperator, noteProgress } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { archiveAttachment, attach, attachmentContent, listAttachments, openAttachment } from './attachments.ts';
import { bulkEditsFor, bulkPreview, startBulkEdit, startBulkPreview, startBulkUndo } from './bulk-edit/start.ts';
import {
  createManufacturer,
  createModel,
  listCategories,
  listManufacturers,
  listModels,
  updateModel,
} from './catalogue.ts';
import { addCategory, archiveCategory, restoreCategory, updateCategory } from './categories/edit-categories.ts';
import { mergeCategories, previewMerge } from './categories/merge-categories.ts';
import { mergeUndoOutlook, undoMerge } from './categories/undo-merge.ts';
import { changeStatus } from './change-status.ts';
import { countsForDashboard } from './counts.ts';
import {
  archiveField,
  createField,
  orderFields,
  previewField,
  restoreField,
  updateField,
} from './fields/edit-fields.ts';
import { listFields } from './fields.ts';
import { listAssetIds, listAssets } from './list-assets.ts';
import { registerAsset } from './register-asset.ts';
import {
  addUnits,
  checkUnits,
  currentEntry,
  discardEntry,
  finishEntry,
  startEntry,
  undoUnit,
} from './register-entry.ts';
import type { EntryNote } from './register-entry.ts';
import { listExpiries } from './list-expiries.ts';
import { listAllMovements } from './list-movements.ts';
import { listDependants } from './relations/list-dependants.ts';
import { addRelation, removeRelation, undoRelation } from './relations/relate.ts';
import { listRelations } from './relations/repository.ts';
import { listMovements } from './repository.ts';
import { listTagBlocks, releaseTags, reserveTags, setCategoryTagScheme } from './reserve-tags.ts';
import { searchEverything } from './search-assets.ts';
import { findByCode, getAsset } from './select-rows.ts';
import { revealSecret } from './reveal-secret.ts';
import { serialOwners } from './serial-owners.ts';
import { listTagSchemes } from './tags.ts';
import { updateAsset } from './update-asset.ts';

const os = implement(assetsContract).$context<Call>().use(guard);

/** A handler that notes how far an entry has come; its units become facts when it is finished. */
function inEntry<Input, Output>(run: (note: EntryNote, input: Input) => Promise<Output>) {
  return async ({ context: { backend, session }, input }: { context: Call; input: Input }): Promise<Output> => {
    const { operatorId } = actingOperator(session);
    return noteProgress(backend, 'entry', (tx) => run({ tx, operatorId, now: backend.surroundings.now() }, input));
  };
}

export const assetProcedures = os.router({
  startBulkPreview: os.startBulkPreview.handler(({ context, input }) => startBulkPreview(context, input)),
  bulkPreview: os.bulkPreview.handler(({ input }) => bulkPreview(input)),
  startBulkEdit: os.startBulkEdit.handler(({ context, input }) => startBulkEdit(context, input)),
  listBulkEdits: os.listBulkEdits.handler(inQuery(bulkEditsFor)),
  startBulkUndo: os.startBulkUndo.handler(({ context, input }) => startBulkUndo(context, input)),
  listAttachments: os.listAttachments.handler(inQuery(listAttachments)),
  attachmentContent: os.attachmentContent.handler(inQuery(attachmentContent)),
  attach: os.attach.handler(async ({ context: { backend, session }, input }) =>
    attach(backend, actingOperator(session), input),
  ),
  archiveAttachment: os.archiveAttachment.handler(inCommand(archiveAttachment)),
  openAttachment: os.openAttachment.handler(async ({ context: { backend, session }, input }) =>
    openAttachment(backend, actingOperator(session), input),
  ),
  listRelations: os.listRelations.handler(inQuery(({ reader }, { assetId }) => listRelations(reader, assetId))),
  listDependants: os.listDependants.handler(inQuery(({ reader }, { assetId }) => listDependants(reader, assetId))),
  addRelation: os.addRelation.handler(inCommand(addRelation)),
  removeRelation: os.removeRelation.handler(inCommand(removeRelation)),
  undoRelation: os.undoRelation.handler(inCommand(undoRelation)),
  listTagSchemes: os.listTagSchemes.handler(inQuery(({ reader }) => listTagSchemes(reader))),
  setCategoryTagScheme: os.setCategoryTagScheme.handler(inCommand(setCategoryTagScheme)),
  listTagBlocks: os.listTagBlocks.handler(inQuery(listTagBlocks)),
  reserveTags: os.reserveTags.handler(inCommand(reserveTags)),
  releaseTags: os.releaseTags.handler(inCommand(releaseTags)),
  currentEntry: os.currentEntry.handler(inQuery(currentEntry)),
  startEntry: os.startEntry.handler(inEntry(startEntry)),
  addUnits: os.addUnits.handler(inEntry(addUnits)),
  checkUnits: os.checkUnits.handler(inQuery(checkUnits)),
  undoUnit: os.undoUnit.handler(inEntry(undoUnit)),
  finishEntry: os.finishEntry.handler(inCommand(finishEntry)),
  discardEntry: os.discardEntry.handler(inCommand(discardEntry)),
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
  listMovements: os.listMovements.handler(inQuery(listAllMovements)),
  counts: os.counts.handler(inQuery(countsForDashboard)),
  listCategories: os.listCategories.handler(inQuery(({ reader }) => listCategories(reader))),
  createCategory: os.createCategory.handler(inCommand(addCategory)),
  updateCategory: os.updateCategory.handler(inCommand(updateCategory)),
  previewMerge: os.previewMerge.handler(inQuery(previewMerge)),
  mergeCategories: os.mergeCategories.handler(inCommand(mergeCategories)),
  mergeUndoOutlook: os.mergeUndoOutlook.handler(inQuery(mergeUndoOutlook)),
  undoMerge: os.undoMerge.handler(inCommand(undoMerge)),
  archiveCategory: os.archiveCategory.handler(inCommand(archiveCategory)),
  restoreCategory: os.restoreCategory.handler(inCommand(restoreCategory)),
  listFields: os.listFields.handler(inQuery(({ reader }) => listFields(reader))),
  createField: os.createField.handler(inCommand(createField)),
  previewField: os.previewField.handler(inQuery(previewField)),
  updateField: os.updateField.handler(inCommand(updateField)),
  orderFields: os.orderFields.handler(inCommand(orderFields)),
  archiveField: os.archiveField.handler(inCommand(archiveField)),
  restoreField: os.restoreField.handler(inCommand(restoreField)),
  listExpiries: os.listExpiries.handler(inQuery(listExpiries)),
  revealSecret: os.revealSecret.handler(inCommand(revealSecret)),
  listManufacturers: os.listManufacturers.handler(inQuery(({ reader }) => listManufacturers(reader))),
  createManufacturer: os.createManufacturer.handler(inCommand(createManufacturer)),
  listModels: os.listModels.handler(inQuery(({ reader }) => listModels(reader))),
  createModel: os.createModel.handler(inCommand(createModel)),
  updateModel: os.updateModel.handler(inCommand(updateModel)),
});
