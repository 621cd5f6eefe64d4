import { points } from './pdf.ts';

export interface StrokeField {
  /** Left upper corner and size, in millimetres. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws what a pen left on a field, whose width and height are 1, above the line that it was written on. */
export function drawStrokes(
  pdf: PDFKit.PDFDocument,
  strokes: readonly (readonly { x: number; y: number }[])[],
  { x: left, y: top, width, height }: StrokeField,
): void {
  for (const stroke of strokes) {
    for (const [index, { x, y }] of stroke.entries()) {
      const at = [points(left + x * width), points(top + y * height)] as const;
      if (index === 0) pdf.moveTo(...at);
      else pdf.lineTo(...at);
    }
  }
  pdf.lineWidth(1.2).lineCap('round').lineJoin('round').stroke('#10206b');
  const bottom = points(top + height);
  pdf
    .lineWidth(0.5)
    .moveTo(points(left), bottom)
    .lineTo(points(left + width), bottom)
    .stroke('black');
}
