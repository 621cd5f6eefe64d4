import { implement } from '@orpc/server';
import { ownershipContract } from '#shared/features/ownership/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { ratesSetting, saveRates } from './rates.ts';
import { readAdvice } from './read-advice.ts';
import { readCosts } from './read-costs.ts';
import { readTimeline } from './read-timeline.ts';

const os = implement(ownershipContract).$context<Call>().use(guard);

export const ownershipProcedures = os.router({
  timeline: os.timeline.handler(inQuery(({ reader }, input) => readTimeline(reader, input))),
  costs: os.costs.handler(inQuery(({ reader, now }, { assetId }) => readCosts(reader, assetId, dayOf(now)))),
  advice: os.advice.handler(inQuery(({ reader, now }, input) => readAdvice(reader, input, dayOf(now)))),
  getRates: os.getRates.handler(inQuery(({ reader }) => readSetting(reader, ratesSetting))),
  saveRates: os.saveRates.handler(inCommand(saveRates)),
});
