import { implement } from '@orpc/server';
import { stocktakesContract } from '#shared/features/stocktakes/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { countScan, recordSightings } from './count.ts';
import { cancelStocktake, planStocktake, startStocktake } from './plan.ts';
import { getStocktake, listLines, listStocktakes } from './read-stocktakes.ts';
import { countAt } from './sessions.ts';

const os = implement(stocktakesContract).$context<Call>().use(guard);

export const stocktakeProcedures = os.router({
  list: os.list.handler(inQuery(listStocktakes)),
  get: os.get.handler(inQuery((query, { id }) => getStocktake(query, id))),
  plan: os.plan.handler(inCommand(planStocktake)),
  start: os.start.handler(inCommand((command, { id }) => startStocktake(command, id))),
  cancel: os.cancel.handler(inCommand(cancelStocktake)),
  setPlace: os.setPlace.handler(inCommand((command, { id, placeId }) => countAt(command, id, placeId))),
  scan: os.scan.handler(inCommand(countScan)),
  recordSightings: os.recordSightings.handler(inCommand(recordSightings)),
  lines: os.lines.handler(inQuery(listLines)),
});
