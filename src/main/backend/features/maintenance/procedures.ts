import { implement } from '@orpc/server';
import { maintenanceContract } from '#shared/features/maintenance/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { raiseAll, raiseDueOrders } from './keep-in-time.ts';
import { listReadings, recordReading } from './meters/record-reading.ts';
import { saveCalendar } from './orders/save-calendar.ts';
import { completeOrder } from './orders/complete.ts';
import { assignOrders, createOrder, listTechnicians } from './orders/create-order.ts';
import { findOrdersByScan } from './orders/find-by-scan.ts';
import { getOrder } from './orders/get-order.ts';
import { noteTask } from './orders/note-task.ts';
import { returnPart, takePart } from './orders/parts.ts';
import { readCalendar } from './orders/read-calendar.ts';
import { countOrders, listOrders } from './orders/read-orders.ts';
import { replanOrder } from './orders/replan.ts';
import { scanInOrder } from './orders/scan-in-order.ts';
import { skipOrder } from './orders/skip.ts';
import { startOrder } from './orders/start.ts';
import { getPlan, listPlans } from './plans/read-plans.ts';
import { archivePlan, pausePlan, refuseUnfitRule, savePlan, withoutGaps } from './plans/save-plan.ts';
import { firstOccurrences } from './recurrence.ts';

const os = implement(maintenanceContract).$context<Call>().use(guard);

/** Who looks finds what is due by now. */
function inTime<Input, Output>(run: (query: QueryContext, input: Input) => Promise<Output>) {
  return inQuery<Input, Output>(async (query, input) => {
    await raiseDueOrders(query.backend);
    return run(query, input);
  });
}

export const maintenanceProcedures = os.router({
  listPlans: os.listPlans.handler(inTime(({ reader }, input) => listPlans(reader, input))),
  getPlan: os.getPlan.handler(inQuery(({ reader }, { id }) => getPlan(reader, id))),
  preview: os.preview.handler(
    inQuery(({ now }, { rule, startsOn }) => {
      refuseUnfitRule(rule, startsOn);
      return {
        days: firstOccurrences(withoutGaps(rule, startsOn), startsOn, startsOn > dayOf(now) ? startsOn : dayOf(now), 6),
      };
    }),
  ),
  savePlan: os.savePlan.handler(inCommand(savePlan)),
  pausePlan: os.pausePlan.handler(inCommand(pausePlan)),
  archivePlan: os.archivePlan.handler(inCommand(archivePlan)),
  generate: os.generate.handler(async ({ context: { backend, session } }) => ({
    raised: await raiseAll(backend, actingOperator(session)),
  })),
  counts: os.counts.handler(inTime(({ reader, now, actor }) => countOrders(reader, dayOf(now), actor.operatorId))),
  listOrders: os.listOrders.handler(inTime(({ reader, now }, input) => listOrders(reader, input, dayOf(now)))),
  getOrder: os.getOrder.handler(
    inQuery(({ reader, now, actor }, { id }) => getOrder(reader, id, dayOf(now), actor.may('asset.cost.view'))),
  ),
  findByScan: os.findByScan.handler(inTime(({ reader, now }, { code }) => findOrdersByScan(reader, code, dayOf(now)))),
  createOrder: os.createOrder.handler(inCommand(createOrder)),
  listTechnicians: os.listTechnicians.handler(inQuery(({ reader }) => listTechnicians(reader))),
  assign: os.assign.handler(inCommand(assignOrders)),
  replan: os.replan.handler(inCommand(replanOrder)),
  start: os.start.handler(inCommand(startOrder)),
  scan: os.scan.handler(inCommand(scanInOrder)),
  noteTask: os.noteTask.handler(inCommand(noteTask)),
  takePart: os.takePart.handler(inCommand(takePart)),
  returnPart: os.returnPart.handler(inCommand(returnPart)),
  complete: os.complete.handler(inCommand(completeOrder)),
  skip: os.skip.handler(inCommand(skipOrder)),
  calendar: os.calendar.handler(inTime(({ reader, now }, input) => readCalendar(reader, input, dayOf(now)))),
  saveCalendar: os.saveCalendar.handler(({ context, input }) => saveCalendar(context, input)),
  recordReading: os.recordReading.handler(inCommand(recordReading)),
  listReadings: os.listReadings.handler(inQuery(({ reader }, { assetId }) => listReadings(reader, assetId))),
});
