import { implement } from '@orpc/server';
import { custodyContract } from '#shared/features/custody/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { extendLoan } from './extend-loan.ts';
import { listDue } from './list-due.ts';
import { moveAsset } from './move.ts';
import { listChain, listHeldBy } from './list-custodies.ts';
import { proposeReturn } from './propose-return.ts';

const os = implement(custodyContract).$context<Call>().use(guard);

export const custodyProcedures = os.router({
  checkOut: os.checkOut.handler(
    inCommand(async (command, input) => {
      await checkOut(command, input);
    }),
  ),
  checkIn: os.checkIn.handler(
    inCommand(async (command, input) => {
      await checkIn(command, input);
    }),
  ),
  move: os.move.handler(
    inCommand(async (command, input) => {
      await moveAsset(command, input);
    }),
  ),
  extend: os.extend.handler(inCommand(extendLoan)),
  proposeReturn: os.proposeReturn.handler(inQuery(({ reader }, input) => proposeReturn(reader, input))),
  listDue: os.listDue.handler(inQuery(({ reader, now }, { withinDays }) => listDue(reader, dayOf(now), withinDays))),
  chain: os.chain.handler(inQuery(({ reader }, { assetId }) => listChain(reader, assetId))),
  heldBy: os.heldBy.handler(inQuery(({ reader }, custodian) => listHeldBy(reader, custodian))),
});
