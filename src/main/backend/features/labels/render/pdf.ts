import PDFDocument from 'pdfkit';
import type { LabelLayout } from '#shared/features/labels/layout.ts';

export type PdfOptions = {
  /** Paths of DejaVu Sans Condensed and its bold face: the layout is fitted with their widths. */
  fonts: { regular: string; bold: string };
  title: string;
  /** Goes into the document's dates; equal layouts and instants give equal bytes. */
  createdAt: Date;
};

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

const POINTS_A_MM = 72 / 25.4;
const A4_MM = { width: 210, height: 297 };
const points = (mm: number) => mm * POINTS_A_MM;

function openDocument(options: PdfOptions): PDFKit.PDFDocument {
  const { title, createdAt } = options;
  const info = {
    Title: title,
    Producer: 'Quartermaster',
    Creator: 'Quartermaster',
    CreationDate: createdAt,
    ModDate: createdAt,
  };
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0, info });
  pdf.registerFont('regular', options.fonts.regular);
  pdf.registerFont('bold', options.fonts.bold);
  return pdf;
}

function addPage(pdf: PDFKit.PDFDocument, widthMm: number, heightMm: number): void {
  pdf.addPage({ size: [points(widthMm), points(heightMm)], margin: 0 });
}

/** Draws a label with its upper left corner at (left, top), millimetres. */
function drawLabel(pdf: PDFKit.PDFDocument, layout: LabelLayout, left: number, top: number): void {
  const at = (x: number, y: number) => [points(left + x), points(top + y)] as const;
  for (const { x, y, width, height } of [...layout.lines, ...layout.symbols.flatMap((symbol) => symbol.dark)])
    pdf.rect(...at(x, y), points(width), points(height));
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

async function bytesOf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

/**
 * One label a page; every page is exactly as large as its label, codes are vectors, fonts are embedded.
 * Throws when there is no layout, or with the system's error when a font file cannot be read.
 */
export async function renderLabelPdf(layouts: readonly LabelLayout[], options: PdfOptions): Promise<Uint8Array> {
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
  options: PdfOptions,
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
