import { basename } from 'node:path';
import { implement } from '@orpc/server';
import { reconciliationContract } from '#shared/features/reconciliation/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { act } from './act.ts';
import { exportResult } from './export-result.ts';
import { listReconciliations, listRows } from './repository.ts';
import { runReconciliation } from './start-reconciliation.ts';

const os = implement(reconciliationContract).$context<Call>().use(guard);

export const reconciliationProcedures = os.router({
  start: os.start.handler(({ context: { backend, session }, input }) => {
    const actor = actingOperator(session);
    const run = backend.jobs.start('reconciliation', basename(input.path), (job) =>
      runReconciliation(backend, job, actor, input),
    );
    return { jobId: run };
  }),
  list: os.list.handler(inQuery(({ reader }) => listReconciliations(reader))),
  rows: os.rows.handler(inQuery(({ reader }, input) => listRows(reader, input))),
  act: os.act.handler(inCommand(act)),
  export: os.export.handler(({ context, input }) => exportResult(context, input)),
});
