import type { Dpi } from '#shared/features/labels/dots.ts';
import { fitsOn, mediumOf } from '#shared/features/labels/media.ts';
import type { Medium } from '#shared/features/labels/media.ts';
import type { PrintedKind } from '#shared/features/labels/contract.ts';
import type { Printer } from '#shared/features/labels/printer-contract.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { pdfElsewhere } from './draw-elsewhere.ts';
import { layoutSelection } from './label-values.ts';
import type { PreparedLabel } from './label-values.ts';
import { contentOf, refusalOf } from './label-content.ts';
import { findMediumSettings, findPrinter } from './printer-repository.ts';
import { insertJob } from './repository.ts';
import { epcsFor } from './tags-of-labels.ts';

export interface LabelSelection {
  kind: PrintedKind;
  ids: number[];
  templateId: string;
}

interface PrintOrder extends LabelSelection {
  printerId: number;
  copies: number;
  proof?: boolean;
  encode?: boolean;
  startCell?: number;
  reprintOf?: number;
}

/** @throws Failure MEDIUM_TOO_SMALL when a label is larger than what it would be printed on. */
function refuseTooLarge(medium: Medium | undefined, labels: readonly PreparedLabel[]): void {
  const [first] = labels;
  if (medium === undefined || first === undefined || fitsOn(medium, first.layout)) return;
  const { name, widthMm, heightMm } = medium;
  throw new Failure('MEDIUM_TOO_SMALL', { medium: name, widthMm, heightMm });
}

/** Lays out a batch, refuses what would not scan, and puts it into the printer's queue. */
export async function queueLabels(command: CommandContext, input: PrintOrder): Promise<{ jobId: number }> {
  const printer = await findPrinter(command.tx, input.printerId);
  if (!printer) throw notFound('printer', input.printerId);
  if (input.encode === true && !(printer.encodes && input.kind === 'asset')) throw new Failure('CANNOT_ENCODE');
  const labels = await layoutSelection(command.tx, input, printer.dpi);
  refuseTooLarge(mediumOf(printer.mediumKey), labels);
  const items = await itemsFor(command, printer, input, labels);
  const { kind, printerId, templateId, copies } = input;
  const jobId = await insertJob(
    command.tx,
    {
      kind,
      printerId,
      templateId,
      copies,
      encodes: input.encode ?? false,
      startCell: input.startCell ?? 0,
      proof: input.proof ?? false,
      reprintOf: input.reprintOf ?? null,
      operatorId: command.actor.operatorId,
      createdAt: command.now,
    },
    items,
  );
  await command.record({
    event: 'labels.queued',
    subject: `label_job:${jobId}`,
    data: {
      template: templateId,
      printer: printer.name,
      copies,
      encodes: input.encode ?? false,
      labels: labels.length,
      first: labels[0]?.name,
      last: labels.at(-1)?.name,
    },
  });
  command.changed('labels');
  return { jobId };
}

/** What the queue keeps of each label. A tag is written once, so an RFID label has no copies but its own. */
async function itemsFor(
  command: CommandContext,
  printer: Printer,
  { encode = false, copies }: PrintOrder,
  labels: readonly PreparedLabel[],
) {
  const own = (await findMediumSettings(command.tx, printer.id, printer.mediumKey)) ?? null;
  const epcs = encode ? await epcsFor(command.tx, labels) : null;
  return labels.map(({ id, name, code, layout }) => {
    const epc = epcs?.get(id) ?? null;
    const content = contentOf({ tag: name, layout, epc }, printer, own, epc === null ? copies : 1);
    const problem = refusalOf(content);
    if (problem !== null) {
      throw new Failure('LABEL_DOES_NOT_FIT', { tag: name, problem, neededMm: 0, availableMm: 0, characters: '' });
    }
    return { id, name, code, content: JSON.stringify(content), epc };
  });
}

/** Resolution that a PDF is laid out for: an office printer's. */
const pdfDpi: Dpi = 600;

/** Nothing is moved, and the first label is the first one. */
const asItIs = { startCell: 0, offsetXUm: 0, offsetYUm: 0 };

async function savePdf(
  { backend, session }: Call,
  input: LabelSelection,
  medium: Medium | null,
  place: typeof asItIs,
): Promise<{ path: string | null }> {
  const labels = await layoutSelection(openInventoryOf(backend).reader, input, pdfDpi);
  refuseTooLarge(medium ?? undefined, labels);
  const createdAt = backend.surroundings.now();
  const layouts = labels.map(({ layout }) => layout);
  return saveChosenPdf(
    { backend, session },
    `Labels ${dayOf(createdAt)}.pdf`,
    () => pdfElsewhere(backend.host, { layouts, mediumKey: medium?.key ?? null, place, createdAt }),
    {
      event: 'labels.savedAsPdf',
      subject: 'labels',
      data: { template: input.templateId, labels: labels.length, ...(medium === null ? {} : { sheet: medium.name }) },
    },
  );
}

/** Asks where, then writes a PDF with one label a page, each exactly the label's size. */
export function saveLabelPdf(call: Call, input: LabelSelection): Promise<{ path: string | null }> {
  return savePdf(call, input, null, asItIs);
}

/** Asks where, then writes a PDF of whole sheets, beginning at a label of the first one. */
export function saveSheetPdf(
  call: Call,
  { mediumKey, startCell, offsetXUm, offsetYUm, ...selection }: LabelSelection & typeof asItIs & { mediumKey: string },
): Promise<{ path: string | null }> {
  const medium = mediumOf(mediumKey);
  if (medium?.sheet === undefined) throw new Failure('NO_SUCH_MEDIUM', { key: mediumKey });
  return savePdf(call, selection, medium, { startCell, offsetXUm, offsetYUm });
}
