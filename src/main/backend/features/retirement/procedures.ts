import { implement } from '@orpc/server';
import { retirementContract } from '#shared/features/retirement/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { decommission } from './decommission.ts';
import { dispose } from './dispose.ts';
import { readOutlooks } from './outlook.ts';
import { listRetirements, listRetirementsOf } from './read-retirements.ts';
import { takeBack } from './take-back.ts';

const os = implement(retirementContract).$context<Call>().use(guard);

export const retirementProcedures = os.router({
  outlook: os.outlook.handler(inQuery(({ reader }, { assetIds }) => readOutlooks(reader, assetIds))),
  decommission: os.decommission.handler(inCommand(decommission)),
  takeBack: os.takeBack.handler(inCommand(takeBack)),
  dispose: os.dispose.handler(inCommand(dispose)),
  list: os.list.handler(inQuery(({ reader }, input) => listRetirements(reader, input))),
  ofAsset: os.ofAsset.handler(inQuery(({ reader }, { assetId }) => listRetirementsOf(reader, assetId))),
});
