import { implement } from '@orpc/server';
import { stocktakesContract } from '#shared/features/stocktakes/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { countScan, recordSightings } from './count.ts';
import { cancelStocktake, planStocktake, startStocktake } from './plan.ts';
import { closeStocktake } from './close.ts';
import { approve, decide, withdraw } from './decide.ts';
import { endCounting, resumeCounting } from './end-counting.ts';
import { giveOut } from './files/give-out.ts';
import { handBack } from './files/hand-back.ts';
import { joinCount } from './files/join.ts';
import { takeIn } from './files/take-in.ts';
import { previewPlan } from './preview.ts';
import { listLines, listPlaceProgress, listRecent } from './read-lines.ts';
import { getStocktake, listStocktakes } from './read-stocktakes.ts';
import { listTrend } from './trend.ts';
import { countAt } from './sessions.ts';

const os = implement(stocktakesContract).$context<Call>().use(guard);

export const stocktakeProcedures = os.router({
  list: os.list.handler(inQuery(listStocktakes)),
  get: os.get.handler(inQuery((query, { id }) => getStocktake(query, id))),
  preview: os.preview.handler(inQuery(previewPlan)),
  plan: os.plan.handler(inCommand(planStocktake)),
  start: os.start.handler(inCommand((command, { id }) => startStocktake(command, id))),
  cancel: os.cancel.handler(inCommand(cancelStocktake)),
  setPlace: os.setPlace.handler(inCommand(countAt)),
  scan: os.scan.handler(inCommand(countScan)),
  recordSightings: os.recordSightings.handler(inCommand(recordSightings)),
  lines: os.lines.handler(inQuery(listLines)),
  places: os.places.handler(inQuery((query, { id }) => listPlaceProgress(query, id))),
  recent: os.recent.handler(inQuery((query, { id }) => listRecent(query, id))),
  endCounting: os.endCounting.handler(inCommand((command, { id }) => endCounting(command, id))),
  resumeCounting: os.resumeCounting.handler(inCommand((command, { id }) => resumeCounting(command, id))),
  decide: os.decide.handler(inCommand(decide)),
  withdraw: os.withdraw.handler(inCommand(withdraw)),
  approve: os.approve.handler(inCommand(approve)),
  close: os.close.handler(inCommand((command, { id }) => closeStocktake(command, id))),
  giveOut: os.giveOut.handler(({ context, input }) => giveOut(context, input)),
  takeIn: os.takeIn.handler(({ context }) => takeIn(context)),
  handBack: os.handBack.handler(({ context, input }) => handBack(context, input)),
  join: os.join.handler(({ context, input }) => joinCount(context, input)),
  trend: os.trend.handler(inQuery(listTrend)),
});
