import { implement } from '@orpc/server';
import { applicationContract } from '#shared/features/application/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { whileOpen } from '#backend/kernel/rpc/while-open.ts';
import { checkForUpdate, readNewerVersion, setUpdateAddress } from './check-newer-version.ts';
import { findRecords } from './find-records.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { saveSupportBundle } from './support-bundle/save-bundle.ts';
import { lastClockStep } from './watch-clock.ts';

const os = implement(applicationContract).$context<Call>().use(guard);

export const applicationProcedures = os.router({
  info: os.info.handler(({ context: { backend } }) => ({
    version: backend.version,
    dataFolder: backend.folderPath,
    schemaVersion: backend.inventory?.schemaVersion ?? null,
  })),
  clock: os.clock.handler(({ context: { backend } }) => ({ moved: lastClockStep(backend) })),
  // Subscribed at once and not at the first pull, so that nothing between the two is missed.
  changes: os.changes.handler(({ context: { backend, session }, signal }) =>
    whileOpen(session, backend.events.subscribe('changed', { signal })),
  ),
  jobs: os.jobs.handler(({ context: { backend } }) => backend.jobs.list()),
  jobUpdates: os.jobUpdates.handler(({ context: { backend, session }, signal }) =>
    whileOpen(session, backend.events.subscribe('job', { signal })),
  ),
  cancelJob: os.cancelJob.handler(({ context: { backend }, input }) => {
    backend.jobs.cancel(input.id);
  }),
  find: os.find.handler(inQuery(findRecords)),
  supportBundle: os.supportBundle.handler(({ context, input }) => saveSupportBundle(context, input.path)),
  rebuildSearch: os.rebuildSearch.handler(({ context: { backend, session } }) => ({
    jobId: backend.jobs.start('search_index', '', (job) => rebuildSearch(backend, job, actingOperator(session))),
  })),
  newerVersion: os.newerVersion.handler(({ context: { backend } }) => readNewerVersion(backend)),
  setUpdateAddress: os.setUpdateAddress.handler(inCommand(setUpdateAddress)),
  checkForUpdate: os.checkForUpdate.handler(({ context }) => checkForUpdate(context)),
  showInFolder: os.showInFolder.handler(async ({ context: { backend }, input }) =>
    backend.host.showInFolder(input.path),
  ),
});
