import { implement } from '@orpc/server';
import { dashboardContract } from '#shared/features/dashboard/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readCompliance } from './compliance.ts';
import { countAges, countWarranties } from './count-bands.ts';
import { countCategories } from './count-categories.ts';
import { countPlaces } from './count-places.ts';
import { countValues } from './count-values.ts';
import { dismissOnboarding, readLayout, readOnboarding, saveLayout } from './own-layout.ts';

const os = implement(dashboardContract).$context<Call>().use(guard);

export const dashboardProcedures = os.router({
  categories: os.categories.handler(inQuery(({ reader }) => countCategories(reader))),
  places: os.places.handler(inQuery(({ reader }) => countPlaces(reader))),
  ages: os.ages.handler(inQuery(({ reader, now }) => countAges(reader, dayOf(now)))),
  warranties: os.warranties.handler(inQuery(({ reader, now }) => countWarranties(reader, dayOf(now)))),
  values: os.values.handler(inQuery(({ reader }) => countValues(reader))),
  compliance: os.compliance.handler(inQuery(readCompliance)),
  layout: os.layout.handler(inQuery(readLayout)),
  saveLayout: os.saveLayout.handler(({ context: { backend, session }, input }) =>
    saveLayout(backend, actingOperator(session).operatorId, input.layout),
  ),
  onboarding: os.onboarding.handler(inQuery(readOnboarding)),
  dismissOnboarding: os.dismissOnboarding.handler(({ context: { backend, session }, input }) =>
    dismissOnboarding(backend, actingOperator(session).operatorId, input.dismissed),
  ),
});
