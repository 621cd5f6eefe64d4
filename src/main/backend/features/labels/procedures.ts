import { implement } from '@orpc/server';
import { labelsContract } from '#shared/features/labels/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { exportTemplate, importTemplate } from './carry-template.ts';
import { describeSelection } from './describe-selection.ts';
import { previewLabel, valuesFor } from './label-values.ts';
import { queueLabels, saveLabelPdf } from './print-labels.ts';
import { archivePrinter, printerStatus, savePrinter } from './printers.ts';
import { listUnread, readBack, voidUnread } from './proof.ts';
import { cancelJob, resumeJob } from './queue-commands.ts';
import { printQueueOf } from './queue-of-backend.ts';
import { listJobs, listPrinters } from './repository.ts';
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
  resume: os.resume.handler(inCommand(resumeJob)),
  cancel: os.cancel.handler(inCommand(cancelJob)),
  savePdf: os.savePdf.handler(({ context, input }) => saveLabelPdf(context, input)),
});
