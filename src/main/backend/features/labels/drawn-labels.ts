import { cellsOf, mediumOf } from '#shared/features/labels/media.ts';
import type { Printer } from '#shared/features/labels/printer-contract.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { drawElsewhere, pdfElsewhere } from './draw-elsewhere.ts';
import { readContent, renderContent } from './label-content.ts';
import { findMediumSettings } from './printer-repository.ts';
import type { QueuedItem } from './repository.ts';
import type { PrintableLabel } from './transport/print-result.ts';

/** A label that this printer has no place for. Nothing of it was sent. */
export class CannotBeDrawn extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Labels that are drawn in one go: the first ones soon, the later ones while those print. */
function* portionsOf(items: readonly QueuedItem[]): Generator<readonly QueuedItem[]> {
  for (let start = 0, size = 8; start < items.length; start += size, size = 32) yield items.slice(start, start + size);
}

/** Each label's bytes when its turn comes. ZPL is only written; dots are drawn away from the backend's thread. */
export async function* drawnForPort(
  backend: Backend,
  items: readonly QueuedItem[],
  signal: AbortSignal,
): AsyncGenerator<PrintableLabel<number[]>> {
  for (const portion of portionsOf(items)) {
    const contents = portion.map(({ content }) => content);
    const written = contents.map((json) => {
      const content = readContent(json);
      return content.language === 'zpl' ? renderContent(content) : null;
    });
    const rendered = written.some((one) => one === null)
      ? await drawElsewhere(backend.host, contents, signal)
      : written;
    for (const [index, { position, epc }] of portion.entries()) {
      const one = rendered[index];
      if (one?.ok !== true) throw new CannotBeDrawn(one?.code ?? 'UNKNOWN');
      yield { id: [position], data: one.data, epc };
    }
  }
}

interface SheetRun {
  startCell: number;
  copies: number;
}

/** Labels that come onto the same page: one, or as many as the sheet that is loaded has room for. */
function pagesOf(items: readonly QueuedItem[], cells: number, { startCell, copies }: SheetRun): QueuedItem[][] {
  if (cells === 1) return items.map((item) => [item]);
  // Copies run over the ends of sheets: such a job is handed over whole.
  if (copies > 1) return items.length === 0 ? [] : [[...items]];
  const sheets = new Map<number, QueuedItem[]>();
  for (const item of items) {
    const sheet = Math.floor((startCell + item.position - 1) / cells);
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), item]);
  }
  return [...sheets.values()];
}

/** A PDF for each page, with all the labels on it; they share their fate. */
export async function* drawnForPages(
  backend: Backend,
  printer: Printer,
  run: SheetRun,
  items: readonly QueuedItem[],
  signal: AbortSignal,
): AsyncGenerator<PrintableLabel<number[]>> {
  const medium = mediumOf(printer.mediumKey);
  const cells = medium?.sheet === undefined ? 1 : cellsOf(medium.sheet);
  const own = await findMediumSettings(openInventoryOf(backend).reader, printer.id, printer.mediumKey);
  const { offsetXUm = 0, offsetYUm = 0 } = own ?? {};
  for (const page of pagesOf(items, cells, run)) {
    const layouts = page.flatMap(({ content }) => {
      const { layout, settings } = readContent(content);
      return Array.from({ length: settings.copies }, () => layout);
    });
    const startCell = (run.startCell + ((page[0]?.position ?? 1) - 1) * run.copies) % cells;
    const wish = {
      layouts,
      mediumKey: printer.mediumKey,
      place: { startCell, offsetXUm, offsetYUm },
      createdAt: backend.surroundings.now(),
    };
    yield { id: page.map(({ position }) => position), data: await pdfElsewhere(backend.host, wish, signal) };
  }
}
