import { implement } from '@orpc/server';
import { readyReports } from '#shared/features/reports/builder-contract.ts';
import { reportsContract } from '#shared/features/reports/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { peekNumber } from '#backend/kernel/numbering/sequence.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { previewReport } from './builder/preview.ts';
import { readyReportDefinitions } from './builder/ready-reports.ts';
import { listReports, removeReport, saveReport } from './builder/save-report.ts';
import { runReport, startReport } from './builder/write-report.ts';
import { listPacks } from './list-packs.ts';
import { startPack } from './make-pack.ts';
import { readAssetJournal, readJournal } from './read-journal.ts';
import { packSequence } from './repository.ts';
import { startStocktakeReport } from './stocktake-report/start-report.ts';
import { startVerifyJournal, startVerifyPack } from './verify-jobs.ts';

const os = implement(reportsContract).$context<Call>().use(guard);
/** The second is the same workbook by a name that opens this application, which checks it. */
const packs = [
  { name: 'Excel workbook', extensions: ['xlsx'] },
  { name: 'Audit pack', extensions: ['qmpack'] },
];
const eitherPack = [{ name: 'Audit pack', extensions: ['qmpack', 'xlsx'] }];

export const reportProcedures = os.router({
  journal: os.journal.handler(inQuery(readJournal)),
  assetJournal: os.assetJournal.handler(inQuery(readAssetJournal)),
  verifyJournal: os.verifyJournal.handler(({ context: { backend }, input }) => ({
    jobId: startVerifyJournal(backend, input.heads),
  })),
  auditPack: os.auditPack.handler(({ context, input }) => ({ jobId: startPack(context, input) })),
  listPacks: os.listPacks.handler(inQuery(listPacks)),
  stocktake: os.stocktake.handler(({ context, input }) => startStocktakeReport(context, input)),
  listReports: os.listReports.handler(inQuery(listReports)),
  listReadyReports: os.listReadyReports.handler(
    inQuery(({ actor }) => readyReports.filter((report) => actor.may(readyReportDefinitions[report].permission))),
  ),
  previewReport: os.previewReport.handler(inQuery(previewReport)),
  writeReport: os.writeReport.handler(({ context, input }) => startReport(context, input)),
  saveReport: os.saveReport.handler(inCommand(saveReport)),
  removeReport: os.removeReport.handler(inCommand(removeReport)),
  runReport: os.runReport.handler(({ context, input }) => runReport(context, input)),
  chooseReportFolder: os.chooseReportFolder.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseFolder(),
  })),
  verifyPack: os.verifyPack.handler(({ context: { backend }, input }) => ({
    jobId: startVerifyPack(backend, input.path),
  })),
  choosePackToSave: os.choosePackToSave.handler(
    inQuery(async ({ backend, reader, now }) => {
      const number = String(await peekNumber(reader, packSequence)).padStart(4, '0');
      return {
        path: await backend.host.chooseSaveFile({
          defaultName: `Audit pack ${number} ${dayOf(now)}.xlsx`,
          filters: packs,
        }),
      };
    }),
  ),
  choosePackToVerify: os.choosePackToVerify.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseFile({ filters: eitherPack }),
  })),
  openedPack: os.openedPack.handler(({ context: { backend } }) => ({ path: backend.openedPack })),
  forgetOpenedPack: os.forgetOpenedPack.handler(({ context: { backend } }) => {
    backend.openedPack = null;
  }),
});
