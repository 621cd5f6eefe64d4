import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { cellsOf, fitsOn } from '#shared/features/labels/media.ts';
import type { LabelStock } from '#shared/features/labels/media.ts';
import { darkRunsOf } from '#shared/features/labels/place-image.ts';
import { addPage, bytesOf, openDocument, points } from '#backend/kernel/documents/pdf.ts';
import type { DocumentOptions } from '#backend/kernel/documents/pdf.ts';

/** Where on the first sheet to begin, and how far everything is moved, micrometres. */
export type SheetPlace = { startCell: number; offsetXUm: number; offsetYUm: number };

/** Draws a label with its upper left corner at (left, top), millimetres. */
function drawLabel(pdf: PDFKit.PDFDocument, layout: LabelLayout, left: number, top: number): void {
  const at = (x: number, y: number) => [points(left + x), points(top + y)] as const;
  for (const { x, y, width, height } of [...layout.lines, ...layout.symbols.flatMap((symbol) => symbol.dark)])
    pdf.rect(...at(x, y), points(width), points(height));
  for (const image of layout.images) {
    const dot = image.width / image.columns;
    for (const { row, left: from, right } of darkRunsOf(image))
      pdf.rect(...at(image.x + from * dot, image.y + row * dot), points((right - from) * dot), points(dot));
  }
  // One fill for all: viewers draw no hairlines between modules that touch.
  pdf.fill('black');
  for (const { x, y, width, height, strokeMm } of layout.boxes) {
    const inset = strokeMm / 2;
    pdf
      .lineWidth(points(strokeMm))
      .rect(...at(x + inset, y + inset), points(width - strokeMm), points(height - strokeMm));
    pdf.stroke('black');
  }
  for (const { text, x, y, sizeMm, bold } of layout.texts) {
    pdf.font(bold ? 'bold' : 'regular').fontSize(points(sizeMm));
    // Widths of the layout know no kerning, so none is asked for.
    pdf.text(text, ...at(x, y), { lineBreak: false, baseline: 'alphabetic', features: [] });
  }
}

/**
 * One label a page; every page is exactly as large as its label, codes are vectors, fonts are embedded.
 * Throws when there is no layout, or with the system's error when a font file cannot be read.
 */
export async function renderLabelPdf(
  layouts: readonly LabelLayout[],
  options: DocumentOptions,
  { offsetXUm, offsetYUm }: Omit<SheetPlace, 'startCell'> = { offsetXUm: 0, offsetYUm: 0 },
): Promise<Uint8Array> {
  if (layouts.length === 0) throw new RangeError('a PDF needs a label');
  const pdf = openDocument(options);
  for (const layout of layouts) {
    addPage(pdf, layout.widthMm, layout.heightMm);
    drawLabel(pdf, layout, offsetXUm / 1000, offsetYUm / 1000);
  }
  return bytesOf(pdf);
}

/**
 * Labels on sheets, row by row, each in the middle of its cell. Cells before `startCell` of the first sheet stay blank.
 * Throws RangeError when there is no layout, the medium is no sheet, or a label is larger than its cells.
 */
export async function renderSheetPdf(
  layouts: readonly LabelLayout[],
  medium: LabelStock,
  { startCell, offsetXUm, offsetYUm }: SheetPlace,
  options: DocumentOptions,
): Promise<Uint8Array> {
  const { sheet } = medium;
  if (sheet === undefined) throw new RangeError('a sheet is needed');
  if (layouts.length === 0) throw new RangeError('a PDF needs a label');
  const cells = cellsOf(sheet);
  const skip = startCell % cells;
  const pdf = openDocument(options);
  for (const [index, layout] of layouts.entries()) {
    if (!fitsOn(medium, layout)) throw new RangeError('a label is larger than its cell');
    const cell = (skip + index) % cells;
    if (index === 0 || cell === 0) addPage(pdf, sheet.pageWidthMm, sheet.pageHeightMm);
    const left = sheet.leftMm + (cell % sheet.columns) * sheet.pitchXMm + (medium.widthMm - layout.widthMm) / 2;
    const top =
      sheet.topMm + Math.floor(cell / sheet.columns) * sheet.pitchYMm + (medium.heightMm - layout.heightMm) / 2;
    drawLabel(pdf, layout, left + offsetXUm / 1000, top + offsetYUm / 1000);
  }
  return bytesOf(pdf);
}
