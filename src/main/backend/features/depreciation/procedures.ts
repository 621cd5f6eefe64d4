import { implement } from '@orpc/server';
import { depreciationContract } from '#shared/features/depreciation/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listPolicies, readSchedule } from './read-schedule.ts';
import { readTotals } from './read-totals.ts';
import { recordImpairment, setPolicy, setRule } from './set-rule.ts';

const os = implement(depreciationContract).$context<Call>().use(guard);

export const depreciationProcedures = os.router({
  schedule: os.schedule.handler(inQuery(readSchedule)),
  setRule: os.setRule.handler(inCommand(setRule)),
  recordImpairment: os.recordImpairment.handler(inCommand(recordImpairment)),
  listPolicies: os.listPolicies.handler(inQuery(listPolicies)),
  setPolicy: os.setPolicy.handler(inCommand(setPolicy)),
  totals: os.totals.handler(inQuery(readTotals)),
});
