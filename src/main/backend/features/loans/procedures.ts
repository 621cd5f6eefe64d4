import { implement } from '@orpc/server';
import { loansContract } from '#shared/features/loans/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { cancelReservation } from './cancel-reservation.ts';
import { changeReservation } from './change-reservation.ts';
import { archivePool, listPools, savePool } from './pools.ts';
import { handOverKit, takeBackKit } from './kits/lend-kit.ts';
import { listKits } from './kits/read-kit.ts';
import { archiveKit, saveKit } from './kits/save-kit.ts';
import { listReservations, readCalendar, readOutlook } from './read-calendar.ts';
import { reserve } from './reserve.ts';

const os = implement(loansContract).$context<Call>().use(guard);

export const loanProcedures = os.router({
  listPools: os.listPools.handler(inQuery(({ reader }) => listPools(reader))),
  savePool: os.savePool.handler(inCommand(savePool)),
  archivePool: os.archivePool.handler(inCommand(archivePool)),
  reserve: os.reserve.handler(inCommand(reserve)),
  changeReservation: os.changeReservation.handler(inCommand(changeReservation)),
  cancelReservation: os.cancelReservation.handler(inCommand(cancelReservation)),
  listReservations: os.listReservations.handler(
    inQuery(({ reader, now }, input) => listReservations(reader, input, dayOf(now))),
  ),
  listKits: os.listKits.handler(inQuery(({ reader, now }) => listKits(reader, dayOf(now)))),
  saveKit: os.saveKit.handler(inCommand(saveKit)),
  archiveKit: os.archiveKit.handler(inCommand(archiveKit)),
  handOverKit: os.handOverKit.handler(
    inCommand(async (command, input) => {
      const { tags, missing } = await handOverKit(command, input);
      return { tags, missing };
    }),
  ),
  takeBackKit: os.takeBackKit.handler(
    inCommand(async (command, input) => {
      const { tags, missing } = await takeBackKit(command, input);
      return { tags, missing };
    }),
  ),
  calendar: os.calendar.handler(inQuery(({ reader, now }, input) => readCalendar(reader, input, dayOf(now)))),
  outlook: os.outlook.handler(inQuery(({ reader, now }, input) => readOutlook(reader, input, dayOf(now)))),
});
