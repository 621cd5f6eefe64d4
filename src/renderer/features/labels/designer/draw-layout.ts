import type { Rect } from '#shared/features/labels/dots.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { darkRunsOf } from '#shared/features/labels/place-image.ts';

type Surface = OffscreenCanvasRenderingContext2D;

/** Name under which the font of printed labels is loaded; its widths are those that the layout was fitted with. */
export const labelFont = 'Label Sans';

function fillRects(surface: Surface, rects: readonly Rect[], scale: number): void {
  for (const { x, y, width, height } of rects) {
    // Whole pixels: bars and modules that touch must not leave a grey hair between them.
    const [left, top] = [Math.round(x * scale), Math.round(y * scale)];
    const [right, bottom] = [Math.round((x + width) * scale), Math.round((y + height) * scale)];
    surface.fillRect(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }
}

/**
 * Draws a layout on white paper. It is the very layout that goes to the printer, so what is seen is what prints.
 * @param scale pixels a millimetre
 */
export function drawLayout(surface: Surface, layout: LabelLayout, scale: number): void {
  surface.fillStyle = '#fff';
  surface.fillRect(0, 0, layout.widthMm * scale, layout.heightMm * scale);
  surface.fillStyle = '#000';
  fillRects(surface, [...layout.lines, ...layout.symbols.flatMap(({ dark }) => dark)], scale);
  for (const { x, y, width, height, strokeMm } of layout.boxes) {
    const strokes = [
      { x, y, width, height: strokeMm },
      { x, y: y + height - strokeMm, width, height: strokeMm },
      { x, y, width: strokeMm, height },
      { x: x + width - strokeMm, y, width: strokeMm, height },
    ];
    fillRects(surface, strokes, scale);
  }
  for (const image of layout.images) {
    const dot = image.width / image.columns;
    const runs = darkRunsOf(image).map(({ row, left, right }) => ({
      x: image.x + left * dot,
      y: image.y + row * dot,
      width: (right - left) * dot,
      height: dot,
    }));
    fillRects(surface, runs, scale);
  }
  surface.fontKerning = 'none';
  surface.textBaseline = 'alphabetic';
  for (const { text, x, y, sizeMm, bold } of layout.texts) {
    surface.font = `${bold ? 'bold ' : ''}${sizeMm * scale}px '${labelFont}', sans-serif`;
    surface.fillText(text, x * scale, y * scale);
  }
}
