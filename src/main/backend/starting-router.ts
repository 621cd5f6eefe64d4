import { lazy } from '@orpc/server';
import { applicationProcedures } from '#backend/features/application/index.ts';
import { authProcedures } from '#backend/features/auth/index.ts';
import type { router } from './router.ts';

type Router = typeof router;
type Later = Exclude<keyof Router, 'application' | 'auth'>;

const slices: { readonly [Slice in Later]: () => Promise<Router[Slice]> } = {
  assets: async () => (await import('#backend/features/assets/index.ts')).assetProcedures,
  backups: async () => (await import('#backend/features/backups/index.ts')).backupProcedures,
  configuration: async () => (await import('#backend/features/configuration/index.ts')).configurationProcedures,
  custody: async () => (await import('#backend/features/custody/index.ts')).custodyProcedures,
  costs: async () => (await import('#backend/features/costs/index.ts')).costProcedures,
  dashboard: async () => (await import('#backend/features/dashboard/index.ts')).dashboardProcedures,
  desk: async () => (await import('#backend/features/desk/index.ts')).deskProcedures,
  handbook: async () => (await import('#backend/features/handbook/index.ts')).handbookProcedures,
  devices: async () => (await import('#backend/features/devices/index.ts')).deviceProcedures,
  incidents: async () => (await import('#backend/features/incidents/index.ts')).incidentProcedures,
  kiosk: async () => (await import('#backend/features/kiosk/index.ts')).kioskProcedures,
  keys: async () => (await import('#backend/features/keys/index.ts')).keyProcedures,
  labels: async () => (await import('#backend/features/labels/index.ts')).labelProcedures,
  licences: async () => (await import('#backend/features/licences/index.ts')).licenceProcedures,
  loans: async () => (await import('#backend/features/loans/index.ts')).loanProcedures,
  maintenance: async () => (await import('#backend/features/maintenance/index.ts')).maintenanceProcedures,
  people: async () => (await import('#backend/features/people/index.ts')).peopleProcedures,
  places: async () => (await import('#backend/features/places/index.ts')).placeProcedures,
  procurement: async () => (await import('#backend/features/procurement/index.ts')).procurementProcedures,
  reconciliation: async () => (await import('#backend/features/reconciliation/index.ts')).reconciliationProcedures,
  reminders: async () => {
    // Dates come from every slice that has some, and none may be missing among them.
    await import('./router.ts');
    return (await import('#backend/features/reminders/index.ts')).reminderProcedures;
  },
  reports: async () => (await import('#backend/features/reports/index.ts')).reportProcedures,
  depreciation: async () => (await import('#backend/features/depreciation/index.ts')).depreciationProcedures,
  retirement: async () => (await import('#backend/features/retirement/index.ts')).retirementProcedures,
  roleKits: async () => (await import('#backend/features/role-kits/index.ts')).roleKitProcedures,
  roleRuns: async () => (await import('#backend/features/role-runs/index.ts')).roleRunProcedures,
  security: async () => (await import('#backend/features/security/index.ts')).securityProcedures,
  setup: async () => (await import('#backend/features/setup/index.ts')).setupProcedures,
  software: async () => (await import('#backend/features/software/index.ts')).softwareProcedures,
  spreadsheets: async () => (await import('#backend/features/spreadsheets/index.ts')).spreadsheetProcedures,
  stocktakes: async () => (await import('#backend/features/stocktakes/index.ts')).stocktakeProcedures,
  suppliers: async () => (await import('#backend/features/suppliers/index.ts')).supplierProcedures,
  support: async () => (await import('#backend/features/support/index.ts')).supportProcedures,
  supplies: async () => (await import('#backend/features/supplies/index.ts')).supplyProcedures,
  ownership: async () => (await import('#backend/features/ownership/index.ts')).ownershipProcedures,
  recovery: async () => (await import('#backend/features/recovery/index.ts')).recoveryProcedures,
  updates: async () => (await import('#backend/features/updates/index.ts')).updateProcedures,
  training: async () => (await import('#backend/features/training/index.ts')).trainingProcedures,
  tracking: async () => (await import('#backend/features/tracking/index.ts')).trackingProcedures,
  views: async () => (await import('#backend/features/views/index.ts')).viewProcedures,
};

/** What the first page after the password asks. */
const deskSlices = ['assets', 'custody', 'loans', 'desk', 'setup'] as const satisfies readonly Later[];

/**
 * Loads every slice in turn, those of the desk first, so that a call in between is heard, until the processor is wanted
 * for something else. What has not been loaded by then comes by its first call, or with the first command, which needs
 * every slice that follows what happens in another.
 */
export async function loadSlices(wanted?: AbortSignal): Promise<void> {
  const all = new Set<Later>([...deskSlices, ...(Object.keys(slices) as Later[])]);
  for (const slice of all) {
    if (wanted?.aborted === true) return;
    await slices[slice]();
  }
}

/** Spread, because a router that still shows its contract is sought in the wrong place once it has been loaded. */
function later<Slice extends Later>(slice: Slice) {
  return lazy(async () => ({ default: { ...(await slices[slice]()) } }));
}

/**
 * The router as the window meets it: what the password needs answers at once, everything else when it has been
 * loaded. Loading takes longer than all of the rest of the start, and nobody can use it before signing in.
 */
export const startingRouter = {
  application: applicationProcedures,
  auth: authProcedures,
  assets: later('assets'),
  backups: later('backups'),
  configuration: later('configuration'),
  custody: later('custody'),
  costs: later('costs'),
  dashboard: later('dashboard'),
  desk: later('desk'),
  devices: later('devices'),
  incidents: later('incidents'),
  handbook: later('handbook'),
  kiosk: later('kiosk'),
  depreciation: later('depreciation'),
  retirement: later('retirement'),
  roleKits: later('roleKits'),
  keys: later('keys'),
  labels: later('labels'),
  licences: later('licences'),
  loans: later('loans'),
  maintenance: later('maintenance'),
  people: later('people'),
  places: later('places'),
  procurement: later('procurement'),
  reconciliation: later('reconciliation'),
  reminders: later('reminders'),
  reports: later('reports'),
  roleRuns: later('roleRuns'),
  security: later('security'),
  setup: later('setup'),
  software: later('software'),
  spreadsheets: later('spreadsheets'),
  stocktakes: later('stocktakes'),
  suppliers: later('suppliers'),
  support: later('support'),
  supplies: later('supplies'),
  tracking: later('tracking'),
  training: later('training'),
  ownership: later('ownership'),
  recovery: later('recovery'),
  updates: later('updates'),
  views: later('views'),
} satisfies Record<keyof Router, unknown>;
