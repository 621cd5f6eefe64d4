import { implement } from '@orpc/server';
import { costsContract } from '#shared/features/costs/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listOwnership } from './ownership.ts';
import { forecastReplacements, listReplacements } from './replacements.ts';
import { listPayments, readSpending } from './spending.ts';

const os = implement(costsContract).$context<Call>().use(guard);

export const costProcedures = os.router({
  spending: os.spending.handler(inQuery(({ reader }, input) => readSpending(reader, input))),
  payments: os.payments.handler(inQuery(({ reader }, input) => listPayments(reader, input))),
  ownership: os.ownership.handler(inQuery(({ reader, now }, input) => listOwnership(reader, input, dayOf(now)))),
  replacements: os.replacements.handler(
    inQuery(({ reader, now }, { rise }) => forecastReplacements(reader, rise, dayOf(now))),
  ),
  replacementsOf: os.replacementsOf.handler(
    inQuery(({ reader, now }, input) => listReplacements(reader, input, dayOf(now))),
  ),
});
