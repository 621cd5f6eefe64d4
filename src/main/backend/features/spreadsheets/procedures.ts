import { basename } from 'node:path';
import { implement } from '@orpc/server';
import type { PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { spreadsheetsContract } from '#shared/features/spreadsheets/contract.ts';
import { listFields } from '#backend/features/assets/index.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { actingOperator, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { exportList } from './export/export-list.ts';
import { descriptionOf } from './import/descriptions.ts';
import { inspectFile } from './import/inspect-file.ts';
import { importFile, previewFile } from './import/run-import.ts';
import { undoImport, undoOutlookOf } from './import/undo/undo-import.ts';
import { getBatch, listBatches } from './repository.ts';

const os = implement(spreadsheetsContract).$context<Call>().use(guard);

/** Reports of the last few previews by job; newest last. */
const reports = new Map<string, PreviewReport>();
const reportsKept = 10;

export const spreadsheetProcedures = os.router({
  chooseFile: os.chooseFile.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseFile({
      filters: [{ name: 'Spreadsheets', extensions: ['xlsx', 'xls', 'ods', 'csv', 'tsv', 'txt'] }],
    }),
  })),
  listFields: os.listFields.handler(
    inQuery(async ({ reader }, { entity }) => {
      const { fields, matchedBy } = descriptionOf(entity, await listFields(reader));
      return fields.map(({ key, required }) => ({
        key,
        required: required === true,
        matches: matchedBy.includes(key),
      }));
    }),
  ),
  inspect: os.inspect.handler(async ({ context, input, signal }) =>
    inQuery((query, given: typeof input) => inspectFile(query, given, signal))({ context, input }),
  ),
  startPreview: os.startPreview.handler(({ context: { backend }, input }) => {
    const jobId = backend.jobs.start('import_preview', basename(input.path), async (job) => {
      const report = await previewFile(backend, job, input);
      for (const old of [...reports.keys()].slice(0, -reportsKept)) reports.delete(old);
      reports.set(job.id, report);
      return { rows: report.rows, ready: report.ready, rejected: report.rejected };
    });
    return { jobId };
  }),
  previewReport: os.previewReport.handler(({ input }) => {
    const report = reports.get(input.jobId);
    if (!report) throw notFound('preview', input.jobId);
    return report;
  }),
  startImport: os.startImport.handler(({ context: { backend, session }, input }) => {
    const actor = actingOperator(session);
    return {
      jobId: backend.jobs.start('import', basename(input.path), (job) => importFile(backend, job, actor, input)),
    };
  }),
  listBatches: os.listBatches.handler(inQuery(({ reader }) => listBatches(reader))),
  undoOutlook: os.undoOutlook.handler(async ({ context: { backend }, input, signal }) =>
    undoOutlookOf(backend, input.batchId, signal),
  ),
  startUndo: os.startUndo.handler(async ({ context: { backend, session }, input: { batchId } }) => {
    const actor = actingOperator(session);
    const { file_name: fileName } = await getBatch(openInventoryOf(backend).reader, batchId);
    return {
      jobId: backend.jobs.start('import_undo', fileName, (job) => undoImport(backend, job, actor, batchId)),
    };
  }),
  exportList: os.exportList.handler(({ context, input }) => exportList(context, input)),
});
