import type { PrintedKind } from '#shared/features/labels/contract.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { layoutSelection } from './label-values.ts';
import { contentOf, renderContent } from './label-content.ts';
import { findPrinter, insertJob } from './repository.ts';

export interface LabelSelection {
  kind: PrintedKind;
  ids: number[];
  templateId: string;
}

/** Lays out a batch, refuses what would not scan, and puts it into the printer's queue. */
export async function queueLabels(
  command: CommandContext,
  input: LabelSelection & { printerId: number; copies: number; proof?: boolean; reprintOf?: number },
): Promise<{ jobId: number }> {
  const printer = await findPrinter(command.tx, input.printerId);
  if (!printer) throw notFound('printer', input.printerId);
  const labels = await layoutSelection(command.tx, input, printer.dpi);
  const items = labels.map(({ id, name, code, layout }, index) => {
    const content = contentOf({ tag: name, layout }, printer, input.copies);
    // Drawing dots takes time: that the printer has the size and the place for them is seen at the first of a batch.
    const rendered = printer.language === 'zpl' || index === 0 ? renderContent(content) : null;
    if (rendered?.ok === false) {
      throw new Failure('LABEL_DOES_NOT_FIT', {
        tag: name,
        problem: rendered.code,
        neededMm: 0,
        availableMm: 0,
        characters: '',
      });
    }
    return { id, name, code, content: JSON.stringify(content) };
  });
  const { kind, printerId, templateId, copies } = input;
  const job = {
    kind,
    printerId,
    templateId,
    copies,
    proof: input.proof ?? false,
    reprintOf: input.reprintOf ?? null,
    operatorId: command.actor.operatorId,
    createdAt: command.now,
  };
  const jobId = await insertJob(command.tx, job, items);
  await command.record({
    event: 'labels.queued',
    subject: `label_job:${jobId}`,
    data: {
      template: templateId,
      printer: printer.name,
      copies,
      labels: labels.length,
      first: labels[0]?.name,
      last: labels.at(-1)?.name,
    },
  });
  command.changed('labels');
  return { jobId };
}

/** Resolution that a PDF is laid out for: an office printer's. */
const pdfDpi = 600;

/** Asks where, then writes a PDF with one label a page, each exactly the label's size. */
export async function saveLabelPdf(
  { backend, session }: Call,
  input: LabelSelection,
): Promise<{ path: string | null }> {
  const labels = await layoutSelection(openInventoryOf(backend).reader, input, pdfDpi);
  const now = backend.surroundings.now();
  return saveChosenPdf(
    { backend, session },
    `Labels ${dayOf(now)}.pdf`,
    async () => {
      // Fonts and pages take longer to load than everything a desk needs when it starts.
      const { renderLabelPdf } = await import('./render/pdf.ts');
      return renderLabelPdf(
        labels.map(({ layout }) => layout),
        { fonts: fontFiles(), title: 'Labels', createdAt: new Date(now) },
      );
    },
    { event: 'labels.savedAsPdf', subject: 'labels', data: { template: input.templateId, labels: labels.length } },
  );
}
