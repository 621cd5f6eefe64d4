import { applicationProcedures } from '#backend/features/application/index.ts';
import { assetProcedures } from '#backend/features/assets/index.ts';
import { authProcedures } from '#backend/features/auth/index.ts';
import { backupProcedures } from '#backend/features/backups/index.ts';
import { configurationProcedures } from '#backend/features/configuration/index.ts';
import { custodyProcedures } from '#backend/features/custody/index.ts';
import { costProcedures } from '#backend/features/costs/index.ts';
import { dashboardProcedures } from '#backend/features/dashboard/index.ts';
import { deskProcedures } from '#backend/features/desk/index.ts';
import { deviceProcedures } from '#backend/features/devices/index.ts';
import { handbookProcedures } from '#backend/features/handbook/index.ts';
import { roleKitProcedures } from '#backend/features/role-kits/index.ts';
import { incidentProcedures } from '#backend/features/incidents/index.ts';
import { kioskProcedures } from '#backend/features/kiosk/index.ts';
import { keyProcedures } from '#backend/features/keys/index.ts';
import { labelProcedures } from '#backend/features/labels/index.ts';
import { licenceProcedures } from '#backend/features/licences/index.ts';
import { loanProcedures } from '#backend/features/loans/index.ts';
import { maintenanceProcedures } from '#backend/features/maintenance/index.ts';
import { peopleProcedures } from '#backend/features/people/index.ts';
import { placeProcedures } from '#backend/features/places/index.ts';
import { procurementProcedures } from '#backend/features/procurement/index.ts';
import { reconciliationProcedures } from '#backend/features/reconciliation/index.ts';
import { reminderProcedures } from '#backend/features/reminders/index.ts';
import { reportProcedures } from '#backend/features/reports/index.ts';
import { depreciationProcedures } from '#backend/features/depreciation/index.ts';
import { retirementProcedures } from '#backend/features/retirement/index.ts';
import { roleRunProcedures } from '#backend/features/role-runs/index.ts';
import { securityProcedures } from '#backend/features/security/index.ts';
import { setupProcedures } from '#backend/features/setup/index.ts';
import { softwareProcedures } from '#backend/features/software/index.ts';
import { spreadsheetProcedures } from '#backend/features/spreadsheets/index.ts';
import { stocktakeProcedures } from '#backend/features/stocktakes/index.ts';
import { supportProcedures } from '#backend/features/support/index.ts';
import { supplierProcedures } from '#backend/features/suppliers/index.ts';
import { supplyProcedures } from '#backend/features/supplies/index.ts';
import { ownershipProcedures } from '#backend/features/ownership/index.ts';
import { recoveryProcedures } from '#backend/features/recovery/index.ts';
import { updateProcedures } from '#backend/features/updates/index.ts';
import { viewProcedures } from '#backend/features/views/index.ts';
import { trainingProcedures } from '#backend/features/training/index.ts';
import { trackingProcedures } from '#backend/features/tracking/index.ts';

/** Every procedure of the contract with what answers it. */
export const router = {
  application: applicationProcedures,
  assets: assetProcedures,
  auth: authProcedures,
  backups: backupProcedures,
  configuration: configurationProcedures,
  custody: custodyProcedures,
  costs: costProcedures,
  dashboard: dashboardProcedures,
  desk: deskProcedures,
  devices: deviceProcedures,
  handbook: handbookProcedures,
  roleKits: roleKitProcedures,
  incidents: incidentProcedures,
  kiosk: kioskProcedures,
  keys: keyProcedures,
  labels: labelProcedures,
  licences: licenceProcedures,
  loans: loanProcedures,
  maintenance: maintenanceProcedures,
  people: peopleProcedures,
  places: placeProcedures,
  procurement: procurementProcedures,
  reconciliation: reconciliationProcedures,
  reminders: reminderProcedures,
  reports: reportProcedures,
  depreciation: depreciationProcedures,
  retirement: retirementProcedures,
  roleRuns: roleRunProcedures,
  security: securityProcedures,
  setup: setupProcedures,
  software: softwareProcedures,
  spreadsheets: spreadsheetProcedures,
  stocktakes: stocktakeProcedures,
  suppliers: supplierProcedures,
  support: supportProcedures,
  supplies: supplyProcedures,
  ownership: ownershipProcedures,
  recovery: recoveryProcedures,
  updates: updateProcedures,
  views: viewProcedures,
  tracking: trackingProcedures,
  training: trainingProcedures,
};
