import { dotsPerMm, snap, type Dpi } from './dots.ts';
import type { PlacedImage } from './layout.ts';
import type { ImageElement } from './template.ts';

/** The byte of hexadecimal digits at an index. */
const byteAt = (bits: string, index: number) => Number.parseInt(bits.slice(index * 2, index * 2 + 2), 16);

/**
 * A picture in the printer's dots: as large as fits without changing its proportions, in the middle of its room, each
 * dot taken from the nearest one of the original. So every printer, PDF and the preview draw the same dots.
 */
export function placeImage({ id, picture, ...room }: ImageElement, dpi: Dpi): PlacedImage {
  const perMm = dotsPerMm[dpi];
  const scale = Math.min((room.width * perMm) / picture.columns, (room.height * perMm) / picture.rows);
  const columns = Math.max(1, Math.floor(picture.columns * scale));
  const rows = Math.max(1, Math.floor(picture.rows * scale));
  const sourceBytes = Math.ceil(picture.columns / 8);
  const rowBytes = Math.ceil(columns / 8);
  const bits: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const from = Math.floor(((row + 0.5) * picture.rows) / rows) * sourceBytes;
    const bytes = new Uint8Array(rowBytes);
    for (let column = 0; column < columns; column += 1) {
      const source = Math.floor(((column + 0.5) * picture.columns) / columns);
      if ((byteAt(picture.bits, from + (source >> 3)) & (0x80 >> (source & 7))) === 0) continue;
      bytes[column >> 3] = (bytes[column >> 3] ?? 0) | (0x80 >> (column & 7));
    }
    bits.push(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
  const [width, height] = [columns / perMm, rows / perMm];
  const x = snap(room.x + (room.width - width) / 2, dpi);
  const y = snap(room.y + (room.height - height) / 2, dpi);
  return { element: id, x, y, width, height, columns, rows, bits: bits.join('') };
}

/** Runs of dark dots of a picture, in dots from its upper left corner. */
export function darkRunsOf({ columns, rows, bits }: PlacedImage): { row: number; left: number; right: number }[] {
  const rowBytes = Math.ceil(columns / 8);
  const runs: { row: number; left: number; right: number }[] = [];
  for (let row = 0; row < rows; row += 1) {
    const bytes = Array.from({ length: rowBytes }, (_, index) => byteAt(bits, row * rowBytes + index));
    const isDark = (column: number) => column < columns && ((bytes[column >> 3] ?? 0) & (0x80 >> (column & 7))) !== 0;
    for (let left = 0; left < columns; left += 1) {
      if (!isDark(left)) continue;
      let right = left + 1;
      while (isDark(right)) right += 1;
      runs.push({ row, left, right });
      left = right;
    }
  }
  return runs;
}
