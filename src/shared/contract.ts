import { applicationContract } from './features/application/contract.ts';
import { assetsContract } from './features/assets/contract.ts';
import { authContract } from './features/auth/contract.ts';
import { backupsContract } from './features/backups/contract.ts';
import { configurationContract } from './features/configuration/contract.ts';
import { custodyContract } from './features/custody/contract.ts';
import { costsContract } from './features/costs/contract.ts';
import { dashboardContract } from './features/dashboard/contract.ts';
import { deskContract } from './features/desk/contract.ts';
import { devicesContract } from './features/devices/contract.ts';
import { handbookContract } from './features/handbook/contract.ts';
import { roleKitsContract } from './features/role-kits/contract.ts';
import { incidentsContract } from './features/incidents/contract.ts';
import { kioskContract } from './features/kiosk/contract.ts';
import { keysContract } from './features/keys/contract.ts';
import { labelsContract } from './features/labels/contract.ts';
import { licencesContract } from './features/licences/contract.ts';
import { loansContract } from './features/loans/contract.ts';
import { maintenanceContract } from './features/maintenance/contract.ts';
import { peopleContract } from './features/people/contract.ts';
import { placesContract } from './features/places/contract.ts';
import { procurementContract } from './features/procurement/contract.ts';
import { reconciliationContract } from './features/reconciliation/contract.ts';
import { remindersContract } from './features/reminders/contract.ts';
import { reportsContract } from './features/reports/contract.ts';
import { depreciationContract } from './features/depreciation/contract.ts';
import { retirementContract } from './features/retirement/contract.ts';
import { roleRunsContract } from './features/role-runs/contract.ts';
import { securityContract } from './features/security/contract.ts';
import { setupContract } from './features/setup/contract.ts';
import { softwareContract } from './features/software/contract.ts';
import { spreadsheetsContract } from './features/spreadsheets/contract.ts';
import { stocktakesContract } from './features/stocktakes/contract.ts';
import { suppliersContract } from './features/suppliers/contract.ts';
import { supportContract } from './features/support/contract.ts';
import { suppliesContract } from './features/supplies/contract.ts';
import { ownershipContract } from './features/ownership/contract.ts';
import { recoveryContract } from './features/recovery/contract.ts';
import { updatesContract } from './features/updates/contract.ts';
import { viewsContract } from './features/views/contract.ts';
import { trainingContract } from './features/training/contract.ts';
import { trackingContract } from './features/tracking/contract.ts';

/** Everything that the window may ask of the backend, by slice. */
export const contract = {
  application: applicationContract,
  assets: assetsContract,
  auth: authContract,
  backups: backupsContract,
  configuration: configurationContract,
  custody: custodyContract,
  costs: costsContract,
  dashboard: dashboardContract,
  desk: deskContract,
  devices: devicesContract,
  handbook: handbookContract,
  roleKits: roleKitsContract,
  incidents: incidentsContract,
  kiosk: kioskContract,
  keys: keysContract,
  labels: labelsContract,
  licences: licencesContract,
  loans: loansContract,
  maintenance: maintenanceContract,
  people: peopleContract,
  places: placesContract,
  procurement: procurementContract,
  reconciliation: reconciliationContract,
  reminders: remindersContract,
  reports: reportsContract,
  depreciation: depreciationContract,
  retirement: retirementContract,
  roleRuns: roleRunsContract,
  security: securityContract,
  setup: setupContract,
  software: softwareContract,
  spreadsheets: spreadsheetsContract,
  stocktakes: stocktakesContract,
  suppliers: suppliersContract,
  support: supportContract,
  supplies: suppliesContract,
  ownership: ownershipContract,
  recovery: recoveryContract,
  updates: updatesContract,
  views: viewsContract,
  tracking: trackingContract,
  training: trainingContract,
};
export type Contract = typeof contract;
