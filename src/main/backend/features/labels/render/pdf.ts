import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { darkRunsOf } from '#shared/features/labels/place-image.ts';
import { A4_MM, addPage, bytesOf, openDocument, points } from '#backend/kernel/documents/pdf.ts';
import type { DocumentOptions } from '#backend/kernel/documents/pdf.ts';

/** A sheet of labels: every cell has the size of the label, the first one lies at the margin. */
export type SheetGrid = {
  columns: number;
  rows: number;
  /** Upper left corner of the first cell. */
  marginMm: { x: number; y: number };
  /** Between two cells. */
  gapMm: { x: number; y: number };
  /** Cells at the beginning of the first sheet that are used up. */
  skip?: number;
};

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
export async function renderLabelPdf(layouts: readonly LabelLayout[], options: DocumentOptions): Promise<Uint8Array> {
  if (layouts.length === 0) throw new RangeError('a PDF needs a label');
  const pdf = openDocument(options);
  for (const layout of layouts) {
    addPage(pdf, layout.widthMm, layout.heightMm);
    drawLabel(pdf, layout, 0, 0);
  }
  return bytesOf(pdf);
}

/** True when labels of this size, laid out in this grid, stay on an A4 sheet. */
export function fitsSheet(grid: SheetGrid, widthMm: number, heightMm: number): boolean {
  const { columns, rows, marginMm, gapMm } = grid;
  const right = marginMm.x + columns * widthMm + (columns - 1) * gapMm.x;
  const bottom = marginMm.y + rows * heightMm + (rows - 1) * gapMm.y;
  return right <= A4_MM.width + 0.01 && bottom <= A4_MM.height + 0.01;
}

/**
 * Labels on A4 sheets of die-cut labels, row by row. All layouts have one size.
 * Throws RangeError when there is no layout or the grid does not fit the sheet.
 */
export async function renderSheetPdf(
  layouts: readonly LabelLayout[],
  grid: SheetGrid,
  options: DocumentOptions,
): Promise<Uint8Array> {
  const [first] = layouts;
  if (first === undefined) throw new RangeError('a PDF needs a label');
  const { widthMm, heightMm } = first;
  if (!fitsSheet(grid, widthMm, heightMm)) throw new RangeError('the grid is larger than the sheet');
  const cells = grid.columns * grid.rows;
  const skip = (grid.skip ?? 0) % cells;
  const pdf = openDocument(options);
  for (const [index, layout] of layouts.entries()) {
    const cell = (skip + index) % cells;
    if (index === 0 || cell === 0) addPage(pdf, A4_MM.width, A4_MM.height);
    const left = grid.marginMm.x + (cell % grid.columns) * (widthMm + grid.gapMm.x);
    const top = grid.marginMm.y + Math.floor(cell / grid.columns) * (heightMm + grid.gapMm.y);
    drawLabel(pdf, layout, left, top);
  }
  return bytesOf(pdf);
}
