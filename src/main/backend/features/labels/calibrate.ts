import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { cellsOf, mediumOf } from '#shared/features/labels/media.ts';
import type { Medium } from '#shared/features/labels/media.ts';
import type { MediumSettings, Printer } from '#shared/features/labels/printer-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { calibrationCard } from './calibration-card.ts';
import { drawElsewhere, pdfElsewhere } from './draw-elsewhere.ts';
import { contentOf, renderContent } from './label-content.ts';
import type { LabelContent } from './label-content.ts';
import { findPrinter } from './printer-repository.ts';
import { targetOf } from './printer-target.ts';
import type { LabelOutcome } from './transport/print-result.ts';
import { printTo } from './transport/print-to.ts';

type CardOutcome = { state: Exclude<LabelOutcome['state'], 'spoiled'>; reason: string };

const neverAborted = new AbortController().signal;

/** The card of a medium as it would print. @throws Failure NO_SUCH_MEDIUM */
export async function previewCalibration(
  { reader }: QueryContext,
  { printerId, mediumKey }: { printerId: number; mediumKey: string },
): Promise<LabelLayout> {
  const printer = await findPrinter(reader, printerId);
  if (!printer) throw notFound('printer', printerId);
  return cardFor(printer, mediumKey).layout;
}

function cardFor(printer: Printer, mediumKey: string): { medium: Medium; layout: LabelLayout } {
  const medium = mediumOf(mediumKey);
  if (!medium) throw new Failure('NO_SUCH_MEDIUM', { key: mediumKey });
  return { medium, layout: calibrationCard(medium, `${printer.name} · ${medium.maker} ${medium.name}`, printer.dpi) };
}

/** Prints a calibration card by settings that are being tried out, past the queue: somebody stands there and waits. */
export async function printCalibration(call: Call, settings: MediumSettings): Promise<CardOutcome> {
  const { backend, session } = call;
  const printer = await findPrinter(openInventoryOf(backend).reader, settings.printerId);
  if (!printer) throw notFound('printer', settings.printerId);
  const { medium, layout } = cardFor(printer, settings.mediumKey);
  const loaded = { ...printer, mediumKey: medium.key };
  const target = await targetOf(backend, loaded, layout);
  const data =
    'queue' in target && target.page !== null
      ? await pageOf(backend, medium, layout, settings)
      : await bytesOf(backend, contentOf({ tag: printer.name, layout, epc: null }, loaded, settings, 1));
  if (data === null) return { state: 'refused', reason: 'OUTSIDE_PRINTABLE' };
  const result = await printTo(target, [{ id: 1, data }]);
  await inTransaction(backend, actingOperator(session), async (command) => {
    await command.record({
      event: 'labels.calibrationPrinted',
      subject: `printer:${printer.id}`,
      data: { ...settings, done: result.done },
    });
  });
  if (result.done) return { state: 'sent', reason: '' };
  const { outcome } = result;
  const reason = 'reason' in outcome ? outcome.reason : '';
  return { state: outcome.state === 'spoiled' ? 'unknown' : outcome.state, reason };
}

/** A page with the card, or a sheet with one in each of its cells. */
async function pageOf(
  backend: Backend,
  medium: Medium,
  layout: LabelLayout,
  { offsetXUm, offsetYUm }: MediumSettings,
): Promise<Uint8Array> {
  const cells = medium.sheet === undefined ? 1 : cellsOf(medium.sheet);
  const layouts = Array.from({ length: cells }, () => layout);
  const place = { startCell: 0, offsetXUm, offsetYUm };
  return pdfElsewhere(backend.host, { layouts, mediumKey: medium.key, place, createdAt: backend.surroundings.now() });
}

async function bytesOf(backend: Backend, content: LabelContent): Promise<Uint8Array | null> {
  if (content.language === 'zpl') {
    const written = renderContent(content);
    return written.ok ? written.data : null;
  }
  const [drawn] = await drawElsewhere(backend.host, [JSON.stringify(content)], neverAborted);
  return drawn?.ok === true ? drawn.data : null;
}
