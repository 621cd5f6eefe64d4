import type { Migration } from '../migrate.ts';
import { kernelMigration } from './0001-kernel.ts';
import { registersMigration } from './0002-registers.ts';
import { assetsMigration } from './0003-assets.ts';
import { custodyMigration } from './0004-custody.ts';
import { surfacesMigration } from './0005-surfaces.ts';
import { tagsMigration } from './0007-tags.ts';
import { attachmentsMigration } from './0008-attachments.ts';
import { devicesMigration } from './0010-devices.ts';
import { stocktakesMigration } from './0011-stocktakes.ts';
import { relationsMigration } from './0013-relations.ts';
import { searchSpeedMigration } from './0014-search-speed.ts';
import { reconciliationMigration } from './0015-reconciliation.ts';
import { fieldsMigration } from './0016-fields.ts';
import { printerLanguageMigration } from './0017-printer-language.ts';
import { categoryTreeMigration } from './0018-category-tree.ts';
import { listsMigration } from './0019-lists.ts';
import { requisitionsMigration } from './0030-requisitions.ts';
import { stocktakeClosingMigration } from './0021-stocktake-closing.ts';
import { stocktakeFilesMigration } from './0021-stocktake-files.ts';
import { importsUndoneMigration } from './0020-imports-undone.ts';
import { custodyTermsMigration } from './0022-custody-terms.ts';
import { quotesMigration } from './0031-quotes.ts';
import { approvalsMigration } from './0032-approvals.ts';
import { ordersMigration } from './0033-orders.ts';
import { withdrawnCustodyMigration } from './0027-withdrawn-custody.ts';
import { trackingMigration } from './0025-tracking.ts';
import { cardReadersMigration } from './0044-card-readers.ts';
import { labelTemplatesMigration } from './0024-label-templates.ts';
import { papersAndContractsMigration } from './0050-papers-and-contracts.ts';
import { roleKitsMigration } from './0051-role-kits.ts';
import { loansMigration } from './0045-loans.ts';
import { kitsMigration } from './0046-kits.ts';
import { categoryVersionMigration } from './0040-category-version.ts';
import { warrantyAfterPurchaseMigration } from './0041-warranty-after-purchase.ts';
import { printerMediaMigration } from './0042-printer-media.ts';
import { suppliesMigration } from './0047-supplies.ts';
import { supplyCountsMigration } from './0048-supply-counts.ts';
import { kioskMigration } from './0049-kiosk.ts';
import { labelsOfArticlesMigration } from './0054-labels-of-articles.ts';
import { mercuryReadersMigration } from './0055-mercury-readers.ts';
import { approvalRemindersMigration } from './0058-approval-reminders.ts';
import { depreciationMigration } from './0060-depreciation.ts';
import { installationsMigration } from './0052-installations.ts';
import { kitsAndWitnessesMigration } from './0057-kits-and-witnesses.ts';
import { seenAndRemindedMigration } from './0056-seen-and-reminded.ts';
import { mergesUndoneMigration } from './0053-merges-undone.ts';
import { configurationMigration } from './0062-configuration.ts';
import { incidentsMigration } from './0061-incidents.ts';
import { supplyImportsMigration } from './0061-supply-imports.ts';
import { configurationRecordsMigration } from './0064-configuration-records.ts';
import { roleRunsMigration } from './0065-role-runs.ts';
import { handbookMigration } from './0066-handbook.ts';
import { trainingMigration } from './0067-training.ts';
import { softwareRecognisedMigration } from './0070-software-recognised.ts';
import { licencesMigration } from './0071-licences.ts';
import { licencesOfRolesMigration } from './0072-licences-of-roles.ts';
import { licencesExpireMigration } from './0073-licences-expire.ts';
import { secondFactorMigration } from './0100-second-factor.ts';
import { backupsMigration } from './0101-backups.ts';
import { rolesMigration } from './0102-roles.ts';
import { processorsMigration } from './0103-processors.ts';
import { doorsMigration } from './0084-doors.ts';
import { postureKnownMigration } from './0085-posture-known.ts';
import { retirementMigration } from './0090-retirement.ts';
import { sanitisationMigration } from './0091-sanitisation.ts';
import { disposalMigration } from './0092-disposal.ts';
import { reviewMigration } from './0093-review.ts';
import { responseMigration } from './0094-response.ts';
import { maintenanceMigration } from './0080-maintenance.ts';
import { secureKeepingMigration } from './0095-secure-keeping.ts';
import { postureMigration } from './0096-posture.ts';
import { unauthorisedAccessMigration } from './0097-unauthorised-access.ts';
import { postureImportsMigration } from './0098-posture-imports.ts';
import { gatesMigration } from './0099-gates.ts';
import { supportMigration } from './0081-support.ts';
import { remindersMigration } from './0115-reminders.ts';
import { badgesMigration } from './0117-badges.ts';
import { overviewMigration } from './0116-overview.ts';
import { updatesMigration } from './0082-updates.ts';
import { recoveryMigration } from './0083-recovery.ts';
import { savedReportsMigration } from './0110-saved-reports.ts';
import { accessReviewsMigration } from './0104-access-reviews.ts';
import { dataKeysMigration } from './0122-data-keys.ts';
import { recoveryPhrasesMigration } from './0123-recovery-phrases.ts';
import { decliningRulesMigration } from './0105-declining-rules.ts';
import { depreciationRulesMigration } from './0111-depreciation-rules.ts';
import { pageIndexesMigration } from './0131-page-indexes.ts';

/** In the order in which they run; never edited once released, only added to. */
export const migrations: readonly Migration[] = [
  kernelMigration,
  registersMigration,
  assetsMigration,
  custodyMigration,
  surfacesMigration,
  tagsMigration,
  attachmentsMigration,
  devicesMigration,
  stocktakesMigration,
  relationsMigration,
  searchSpeedMigration,
  reconciliationMigration,
  fieldsMigration,
  printerLanguageMigration,
  categoryTreeMigration,
  listsMigration,
  requisitionsMigration,
  stocktakeClosingMigration,
  importsUndoneMigration,
  custodyTermsMigration,
  quotesMigration,
  approvalsMigration,
  ordersMigration,
  withdrawnCustodyMigration,
  trackingMigration,
  stocktakeFilesMigration,
  labelTemplatesMigration,
  cardReadersMigration,
  papersAndContractsMigration,
  roleKitsMigration,
  loansMigration,
  kitsMigration,
  categoryVersionMigration,
  warrantyAfterPurchaseMigration,
  printerMediaMigration,
  suppliesMigration,
  supplyCountsMigration,
  kioskMigration,
  labelsOfArticlesMigration,
  mercuryReadersMigration,
  approvalRemindersMigration,
  installationsMigration,
  seenAndRemindedMigration,
  kitsAndWitnessesMigration,
  mergesUndoneMigration,
  configurationMigration,
  depreciationMigration,
  incidentsMigration,
  supplyImportsMigration,
  configurationRecordsMigration,
  roleRunsMigration,
  handbookMigration,
  trainingMigration,
  softwareRecognisedMigration,
  licencesMigration,
  licencesOfRolesMigration,
  licencesExpireMigration,
  secondFactorMigration,
  backupsMigration,
  retirementMigration,
  sanitisationMigration,
  disposalMigration,
  reviewMigration,
  responseMigration,
  maintenanceMigration,
  supportMigration,
  secureKeepingMigration,
  postureMigration,
  unauthorisedAccessMigration,
  postureImportsMigration,
  gatesMigration,
  remindersMigration,
  overviewMigration,
  updatesMigration,
  recoveryMigration,
  rolesMigration,
  processorsMigration,
  savedReportsMigration,
  depreciationRulesMigration,
  accessReviewsMigration,
  decliningRulesMigration,
  doorsMigration,
  postureKnownMigration,
  badgesMigration,
  dataKeysMigration,
  recoveryPhrasesMigration,
  pageIndexesMigration,
];
