import { implement } from '@orpc/server';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { labelsContract } from '#shared/features/labels/contract.ts';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { sampleValues, templateOf, valuesOf } from './label-values.ts';
import { queueLabels, saveLabelPdf } from './print-labels.ts';
import { archivePrinter, printerStatus, savePrinter } from './printers.ts';
import { cancelJob, resumeJob } from './queue-commands.ts';
import { printQueueOf } from './queue-of-backend.ts';
import { listJobs, listPrinters } from './repository.ts';

const os = implement(labelsContract).$context<Call>().use(guard);

export const labelProcedures = os.router({
  listTemplates: os.listTemplates.handler(() =>
    builtInTemplates
      .filter((template) => template.subject === 'asset')
      .map(({ id, name, widthMm, heightMm }) => ({ id, name, widthMm, heightMm })),
  ),
  preview: os.preview.handler(
    inQuery(async ({ reader }, { templateId, assetId, dpi }) => {
      const owner = (await readSetting(reader, organisationSetting)).name;
      const values =
        assetId === null ? sampleValues(owner) : valuesOf(await getAssetRow(reader, assetId, false), owner);
      const result = layoutLabel(templateOf(templateId), values, dpi);
      return result.ok ? { layout: result.layout, problems: [] } : { layout: null, problems: result.problems };
    }),
  ),
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
  queue: os.queue.handler(inQuery(({ reader }) => listJobs(reader))),
  resume: os.resume.handler(inCommand(resumeJob)),
  cancel: os.cancel.handler(inCommand(cancelJob)),
  savePdf: os.savePdf.handler(({ context, input }) => saveLabelPdf(context, input)),
});
