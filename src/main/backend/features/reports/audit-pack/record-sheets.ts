import type { PackSheet } from './pack-sheet.ts';
import { accessReviewsSheet } from './sheets/access-reviews.ts';
import { additionsSheet } from './sheets/additions.ts';
import { appBackupsSheet } from './sheets/app-backups.ts';
import { approvalsSheet } from './sheets/approvals.ts';
import { assetRegisterSheet } from './sheets/asset-register.ts';
import { auditLogSheet } from './sheets/audit-log.ts';
import { authEventsSheet } from './sheets/auth-events.ts';
import { backupsSheet } from './sheets/backups.ts';
import { certificatesSheet } from './sheets/certificates.ts';
import { chainCheckSheet } from './sheets/chain-check.ts';
import { depreciationSheet } from './sheets/depreciation.ts';
import { custodySheet } from './sheets/custody.ts';
import { disposalLotsSheet, downstreamVendorsSheet } from './sheets/disposal-lots.ts';
import { disposalsSheet } from './sheets/disposals.ts';
import { dutyConflictsSheet } from './sheets/duty-conflicts.ts';
import { entitlementsSheet } from './sheets/entitlements.ts';
import { exceptionsSheet } from './sheets/exceptions.ts';
import { exportsPrintsSheet } from './sheets/exports-prints.ts';
import { incidentsSheet } from './sheets/incidents.ts';
import { installationsSheet } from './sheets/installations.ts';
import { leaversSheet } from './sheets/leavers.ts';
import { licenceExceptionsSheet, licencePositionsSheet } from './sheets/licence-positions.ts';
import { loansSheet } from './sheets/loans.ts';
import { maintenanceSheet } from './sheets/maintenance.ts';
import { mediaSheet, sanitisationSheet } from './sheets/media.ts';
import { movementsSheet } from './sheets/movements.ts';
import { operatorsSheet } from './sheets/operators.ts';
import { privilegedActionsSheet } from './sheets/privileged-actions.ts';
import { protectionStateSheet } from './sheets/protection-state.ts';
import { retentionSheet } from './sheets/retention.ts';
import { roleMatrixSheet } from './sheets/role-matrix.ts';
import { stocktakeLinesSheet, stocktakeSummarySheet, variancesSheet } from './sheets/stocktakes.ts';
import { trainingSheet } from './sheets/training.ts';

/**
 * The sheets that are made from records. A part of the application puts its evidence into the pack with one file of
 * `sheets/` and a line here; the pack shows them by their numbers. 91 tells what the walk of 90 found, so it is written
 * after it.
 */
const unordered: readonly PackSheet[] = [
  accessReviewsSheet,
  additionsSheet,
  appBackupsSheet,
  approvalsSheet,
  assetRegisterSheet,
  auditLogSheet,
  authEventsSheet,
  backupsSheet,
  certificatesSheet,
  chainCheckSheet,
  custodySheet,
  depreciationSheet,
  disposalLotsSheet,
  disposalsSheet,
  downstreamVendorsSheet,
  dutyConflictsSheet,
  entitlementsSheet,
  exceptionsSheet,
  exportsPrintsSheet,
  incidentsSheet,
  installationsSheet,
  leaversSheet,
  licenceExceptionsSheet,
  licencePositionsSheet,
  loansSheet,
  maintenanceSheet,
  mediaSheet,
  movementsSheet,
  operatorsSheet,
  privilegedActionsSheet,
  protectionStateSheet,
  retentionSheet,
  roleMatrixSheet,
  sanitisationSheet,
  stocktakeLinesSheet,
  stocktakeSummarySheet,
  trainingSheet,
  variancesSheet,
];

export const recordSheets = unordered.toSorted((one, other) => (one.name < other.name ? -1 : 1));
