import { implement } from '@orpc/server';
import { labelsContract } from '#shared/features/labels/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { exportTemplate, importTemplate } from './carry-template.ts';
import { describeSelection } from './describe-selection.ts';
import { previewLabel, valuesFor } from './label-values.ts';
import { previewCalibration, printCalibration } from './calibrate.ts';
import { queueLabels, saveLabelPdf, saveSheetPdf } from './print-labels.ts';
import { listMediumSettings, listPrinters } from './printer-repository.ts';
import { archivePrinter, printerStatus, saveMediumSettings, savePrinter } from './printers.ts';
import { describeSimulator, workSimulatedPrinter } from './simulated-printers.ts';
import { listSystemQueues } from './system-queues.ts';
import { listUnread, readBack, voidUnread } from './proof.ts';
import { cancelJob, resumeJob } from './queue-commands.ts';
import { printQueueOf } from './queue-of-backend.ts';
import { listJobLabels, listJobs } from './repository.ts';
import { archiveTemplate, labelFields, saveTemplate } from './save-template.ts';
import { getTemplate, listTemplates } from './template-repository.ts';

const os = implement(labelsContract).$context<Call>().use(guard);

export const labelProcedures = os.router({
  listTemplates: os.listTemplates.handler(inQuery(({ reader }) => listTemplates(reader))),
  getTemplate: os.getTemplate.handler(inQuery(({ reader }, { id }) => getTemplate(reader, id))),
  templateValues: os.templateValues.handler(
    inQuery(async ({ reader }, { subject, id }) => {
      const values = await valuesFor(reader, subject, id);
      return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null]));
    }),
  ),
  labelFields: os.labelFields.handler(inQuery(({ reader }) => labelFields(reader))),
  saveTemplate: os.saveTemplate.handler(inCommand(saveTemplate)),
  archiveTemplate: os.archiveTemplate.handler(inCommand(archiveTemplate)),
  exportTemplate: os.exportTemplate.handler(({ context, input }) => exportTemplate(context, input)),
  importTemplate: os.importTemplate.handler(inCommand(importTemplate)),
  preview: os.preview.handler(
    inQuery(async ({ reader }, input) => {
      const result = await previewLabel(reader, input);
      return result.ok
        ? { layout: result.layout, problems: [], warnings: result.warnings }
        : { layout: null, problems: result.problems, warnings: [] };
    }),
  ),
  selection: os.selection.handler(inQuery(({ reader }, input) => describeSelection(reader, input))),
  listPrinters: os.listPrinters.handler(inQuery(({ reader }) => listPrinters(reader))),
  savePrinter: os.savePrinter.handler(inCommand(savePrinter)),
  archivePrinter: os.archivePrinter.handler(inCommand(archivePrinter)),
  printerStatus: os.printerStatus.handler(inQuery(printerStatus)),
  systemQueues: os.systemQueues.handler(() => listSystemQueues()),
  printerMedia: os.printerMedia.handler(inQuery(({ reader }, { printerId }) => listMediumSettings(reader, printerId))),
  saveMediumSettings: os.saveMediumSettings.handler(inCommand(saveMediumSettings)),
  calibrationCard: os.calibrationCard.handler(inQuery(previewCalibration)),
  printCalibration: os.printCalibration.handler(({ context, input }) => printCalibration(context, input)),
  simulatedPrinter: os.simulatedPrinter.handler(inQuery(describeSimulator)),
  workPrinter: os.workPrinter.handler(inQuery(workSimulatedPrinter)),
  print: os.print.handler(
    inCommand(async (command, input) => {
      const queued = await queueLabels(command, input);
      command.afterCommit(() => {
        printQueueOf(command.backend).kick();
      });
      return queued;
    }),
  ),
  unread: os.unread.handler(inQuery(({ reader }) => listUnread(reader))),
  readBack: os.readBack.handler(inCommand(readBack)),
  voidUnread: os.voidUnread.handler(inCommand(voidUnread)),
  queue: os.queue.handler(inQuery(({ reader }) => listJobs(reader))),
  jobLabels: os.jobLabels.handler(inQuery(({ reader }, { jobId }) => listJobLabels(reader, jobId))),
  resume: os.resume.handler(inCommand(resumeJob)),
  cancel: os.cancel.handler(inCommand(cancelJob)),
  savePdf: os.savePdf.handler(({ context, input }) => saveLabelPdf(context, input)),
  saveSheetPdf: os.saveSheetPdf.handler(({ context, input }) => saveSheetPdf(context, input)),
});
