import { lazy } from '@orpc/server';
import { applicationProcedures } from '#backend/features/application/index.ts';
import { authProcedures } from '#backend/features/auth/index.ts';
import type { router } from './router.ts';

type Router = typeof router;
type Later = Exclude<keyof Router, 'application' | 'auth'>;

/** Loads all that a signed-in operator works with; asked again, it is the same. */
export async function loadDesk(): Promise<Router> {
  const { router } = await import('./router.ts');
  return router;
}

/** Spread, because a router that still shows its contract is sought in the wrong place once it has been loaded. */
function later<Slice extends Later>(slice: Slice) {
  return lazy(async () => ({ default: { ...(await loadDesk())[slice] } }));
}

/**
 * The router as the window meets it: what the password needs answers at once, everything else when it has been
 * loaded. Loading takes longer than all of the rest of the start, and nobody can use it before signing in.
 */
export const startingRouter = {
  application: applicationProcedures,
  auth: authProcedures,
  assets: later('assets'),
  custody: later('custody'),
  desk: later('desk'),
  devices: later('devices'),
  kiosk: later('kiosk'),
  kits: later('kits'),
  labels: later('labels'),
  loans: later('loans'),
  people: later('people'),
  places: later('places'),
  procurement: later('procurement'),
  reconciliation: later('reconciliation'),
  reports: later('reports'),
  setup: later('setup'),
  software: later('software'),
  spreadsheets: later('spreadsheets'),
  stocktakes: later('stocktakes'),
  suppliers: later('suppliers'),
  supplies: later('supplies'),
  tracking: later('tracking'),
  views: later('views'),
} satisfies Record<keyof Router, unknown>;
