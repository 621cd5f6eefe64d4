import { implement } from '@orpc/server';
import { kioskContract } from '#shared/features/kiosk/contract.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { listExceptions, noteDamage, settleExceptions } from './exceptions.ts';
import { leaveKiosk, startKiosk } from './mode.ts';
import { kioskPolicySetting, setPolicy } from './policy.ts';
import { readVisit } from './read-visit.ts';
import { scanAtKiosk } from './scan.ts';
import { endVisit, inTurn, setReturning, visitOf } from './visit.ts';

const os = implement(kioskContract).$context<Call>().use(guard);

export const kioskProcedures = os.router({
  start: os.start.handler(({ context }) => startKiosk(context)),
  leave: os.leave.handler(({ context, input }) => leaveKiosk(context, input.password)),
  state: os.state.handler(inQuery(readVisit)),
  scan: os.scan.handler(({ context, input }) => scanAtKiosk(context, input)),
  finish: os.finish.handler(({ context: { session } }) => endVisit(visitOf(session))),
  setReturning: os.setReturning.handler(({ context: { backend, session }, input }) =>
    setReturning(session, input.returning, backend.surroundings.now()),
  ),
  reportDamage: os.reportDamage.handler(({ context: { backend, session }, input }) => {
    const visit = visitOf(session);
    const report = () =>
      inTransaction(backend, actingOperator(session), (command) => noteDamage(command, visit, input));
    return inTurn(visit, report);
  }),
  exceptions: os.exceptions.handler(inQuery(listExceptions)),
  settle: os.settle.handler(inCommand(settleExceptions)),
  policy: os.policy.handler(inQuery(({ reader }) => readSetting(reader, kioskPolicySetting))),
  setPolicy: os.setPolicy.handler(inCommand(setPolicy)),
});
