import { implement } from '@orpc/server';
import { reportsContract } from '#shared/features/reports/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readAssetJournal, readJournal } from './read-journal.ts';

const os = implement(reportsContract).$context<Call>().use(guard);

export const reportProcedures = {
  journal: os.journal.handler(inQuery(readJournal)),
  assetJournal: os.assetJournal.handler(inQuery(readAssetJournal)),
};
