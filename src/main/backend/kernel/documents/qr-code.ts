import { encodeSymbol, quietModules } from '#shared/features/labels/symbols.ts';

/**
 * Draws a QR code with its margin into a square of a document.
 *
 * @param x left edge in points
 * @param y upper edge in points
 * @param size side of the square, margin included, in points
 */
export function drawQrCode(pdf: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const encoding = encodeSymbol('qr', text);
  if (!encoding.ok || encoding.symbol.kind !== 'matrix') throw new Error(`no QR code carries ${text}`);
  const { rows, modules } = encoding.symbol;
  const quiet = quietModules.qr;
  const module = size / (modules + 2 * quiet);
  for (const [line, row] of rows.entries()) {
    let start = -1;
    // Neighbours are one box, so that no light lines show between them.
    for (const [column, dark] of [...row, false].entries()) {
      if (dark && start < 0) start = column;
      if (dark || start < 0) continue;
      pdf.rect(x + (start + quiet) * module, y + (line + quiet) * module, (column - start) * module, module);
      start = -1;
    }
  }
  pdf.fill('black');
}
