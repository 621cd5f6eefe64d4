import { implement } from '@orpc/server';
import { roleRunsContract } from '#shared/features/role-runs/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { compare } from './compare.ts';
import { decideUnreturned, listExpected, listUnreturned } from './expected.ts';
import { getRun, listRuns, listTasks } from './read-runs.ts';
import { prepareLeaverMail, remindLeaver } from './remind-leaver.ts';
import { cancelRun, startRun } from './start.ts';
import { settleItem } from './settle.ts';
import { scanForRun, setDue } from './work-off.ts';

const os = implement(roleRunsContract).$context<Call>().use(guard);

export const roleRunProcedures = os.router({
  compare: os.compare.handler(inQuery(({ reader }, input) => compare(reader, input))),
  start: os.start.handler(inCommand(startRun)),
  list: os.list.handler(inQuery(({ reader }, input) => listRuns(reader, input))),
  get: os.get.handler(inQuery(({ reader }, { id }) => getRun(reader, id))),
  scan: os.scan.handler(inCommand(scanForRun)),
  settle: os.settle.handler(inCommand(settleItem)),
  setDue: os.setDue.handler(inCommand(setDue)),
  cancel: os.cancel.handler(inCommand(cancelRun)),
  listTasks: os.listTasks.handler(inQuery(({ reader }) => listTasks(reader))),
  listExpected: os.listExpected.handler(inQuery(({ reader, now }) => listExpected(reader, dayOf(now)))),
  listUnreturned: os.listUnreturned.handler(inQuery(({ reader, now }) => listUnreturned(reader, dayOf(now)))),
  decideUnreturned: os.decideUnreturned.handler(inCommand(decideUnreturned)),
  prepareLeaverMail: os.prepareLeaverMail.handler(
    inQuery(({ reader, now }, input) => prepareLeaverMail(reader, input, dayOf(now))),
  ),
  remindLeaver: os.remindLeaver.handler(({ context, input }) => remindLeaver(context, input)),
});
