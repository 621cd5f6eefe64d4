import { createRequire } from 'node:module';
import { toDots, type Rect } from '#shared/features/labels/dots.ts';
import type { LabelLayout, PlacedText } from '#shared/features/labels/layout.ts';
import { darkRunsOf } from '#shared/features/labels/place-image.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { blankBitmap, darkenRow, type Bitmap } from './bitmap.ts';
import type { Font, OpenFont, PathCommand } from './glyph-outlines.ts';

type Point = readonly [x: number, y: number];

/** Straight pieces that a curve of a glyph is drawn with: finer than a dot at every size of a label. */
const curveSteps = 8;

let opened: { regular: Font; bold: Font } | null = null;

function fonts(): { regular: Font; bold: Font } {
  if (opened === null) {
    // Loaded when the first label is drawn: most desks print ZPL, and a start must not wait for fonts.
    const require = createRequire(import.meta.url);
    const { openSync } = require('fontkit') as { openSync: OpenFont };
    const files = fontFiles();
    opened = { regular: openSync(files.regular), bold: openSync(files.bold) };
  }
  return opened;
}

function alongCurve(from: Point, args: readonly number[]): Point[] {
  const points: number[] = [...from, ...args];
  const degree = points.length / 2 - 1;
  return Array.from({ length: curveSteps }, (_, index) => {
    const t = (index + 1) / curveSteps;
    const at = [...points];
    // De Casteljau: works for curves of second and third degree alike.
    for (let level = degree; level > 0; level -= 1)
      for (let i = 0; i < level * 2; i += 1) at[i] = (at[i] ?? 0) * (1 - t) + (at[i + 2] ?? 0) * t;
    return [at[0] ?? 0, at[1] ?? 0] as const;
  });
}

function contoursOf(commands: readonly PathCommand[]): Point[][] {
  const contours: Point[][] = [];
  let contour: Point[] = [];
  for (const { command, args } of commands) {
    if (command === 'moveTo') {
      contour = [[args[0] ?? 0, args[1] ?? 0]];
      contours.push(contour);
    } else if (command !== 'closePath') {
      const from = contour.at(-1) ?? [0, 0];
      contour.push(...(command === 'lineTo' ? [[args[0] ?? 0, args[1] ?? 0] as const] : alongCurve(from, args)));
    }
  }
  return contours;
}

/** Fills by the non-zero rule; a dot is dark when its centre lies inside. */
function fillContours(bitmap: Bitmap, contours: readonly (readonly Point[])[]): void {
  const ys = contours.flat().map(([, y]) => y);
  if (ys.length === 0) return;
  const last = Math.min(bitmap.height - 1, Math.ceil(Math.max(...ys)));
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row <= last; row += 1) {
    const middle = row + 0.5;
    const crossings: { x: number; winding: number }[] = [];
    for (const contour of contours) {
      for (const [index, [x1, y1]] of contour.entries()) {
        const [x2, y2] = contour[(index + 1) % contour.length] ?? [x1, y1];
        if (y1 <= middle === y2 <= middle) continue;
        crossings.push({ x: x1 + ((middle - y1) / (y2 - y1)) * (x2 - x1), winding: y1 < y2 ? 1 : -1 });
      }
    }
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (const [index, crossing] of crossings.entries()) {
      winding += crossing.winding;
      const next = crossings[index + 1];
      if (winding !== 0 && next !== undefined)
        darkenRow(bitmap, row, Math.ceil(crossing.x - 0.5), Math.ceil(next.x - 0.5));
    }
  }
}

function drawText(bitmap: Bitmap, text: PlacedText, dotsAMm: number): void {
  const font = fonts()[text.bold ? 'bold' : 'regular'];
  const scale = (text.sizeMm * dotsAMm) / font.unitsPerEm;
  const baseline = text.y * dotsAMm;
  let left = text.x * dotsAMm;
  for (const character of text.text) {
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const start = left;
    fillContours(
      bitmap,
      contoursOf(glyph.path.commands).map((contour) =>
        contour.map(([x, y]): Point => [start + x * scale, baseline - y * scale]),
      ),
    );
    left += glyph.advanceWidth * scale;
  }
}

/**
 * Draws a layout dot by dot at its resolution: what printers of bitmaps (TSPL, EPL2, Brother QL) print. A value is
 * only ever dots here, so no value can be taken for a command.
 */
export function drawLabel(layout: LabelLayout): Bitmap {
  const dots = (mm: number) => toDots(mm, layout.dpi);
  const bitmap = blankBitmap(dots(layout.widthMm), dots(layout.heightMm));
  const fill = ({ x, y, width, height }: Rect) => {
    for (let row = dots(y); row < dots(y + height); row += 1) darkenRow(bitmap, row, dots(x), dots(x + width));
  };
  for (const rect of [...layout.lines, ...layout.symbols.flatMap(({ dark }) => dark)]) fill(rect);
  for (const { x, y, width, height, strokeMm } of layout.boxes) {
    fill({ x, y, width, height: strokeMm });
    fill({ x, y: y + height - strokeMm, width, height: strokeMm });
    fill({ x, y, width: strokeMm, height });
    fill({ x: x + width - strokeMm, y, width: strokeMm, height });
  }
  for (const image of layout.images) {
    const [left, top] = [dots(image.x), dots(image.y)];
    for (const run of darkRunsOf(image)) darkenRow(bitmap, top + run.row, left + run.left, left + run.right);
  }
  const dotsAMm = dots(100) / 100;
  for (const text of layout.texts) drawText(bitmap, text, dotsAMm);
  return bitmap;
}
