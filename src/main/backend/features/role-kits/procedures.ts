import { implement } from '@orpc/server';
import { roleKitsContract } from '#shared/features/role-kits/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { importHeadcount, planHeadcount } from './plan-headcount.ts';
import { listHeadcount, listKits } from './repository.ts';
import { archiveKit, saveKit } from './save-kit.ts';

const os = implement(roleKitsContract).$context<Call>().use(guard);

export const roleKitProcedures = os.router({
  list: os.list.handler(inQuery(({ reader }) => listKits(reader))),
  save: os.save.handler(inCommand(saveKit)),
  archive: os.archive.handler(inCommand(archiveKit)),
  listHeadcount: os.listHeadcount.handler(inQuery(({ reader }, period) => listHeadcount(reader, period))),
  planHeadcount: os.planHeadcount.handler(inCommand(planHeadcount)),
  importHeadcount: os.importHeadcount.handler(inCommand(importHeadcount)),
});
