import type { Bitmap } from './bitmap.ts';
import { shifted } from './bitmap.ts';
import { within, type PrintSettings } from './print-settings.ts';

/**
 * One TSPL label (TSC programming manual: SIZE, DENSITY, SPEED, CLS, BITMAP, PRINT). The bitmap carries its length,
 * so its bytes are never read as commands; in it a 0 is dark. GAP stays as the printer has measured it.
 */
export function renderTspl(
  bitmap: Bitmap,
  size: { widthMm: number; heightMm: number },
  settings: PrintSettings,
): Uint8Array {
  const { data, rowBytes, height, width } = shifted(bitmap, settings.offsetXDots, settings.offsetYDots);
  const lines = [
    `SIZE ${size.widthMm} mm,${size.heightMm} mm`,
    'DIRECTION 1',
    'REFERENCE 0,0',
    ...(settings.darkness === null ? [] : [`DENSITY ${within(settings.darkness / 2, 0, 15)}`]),
    ...(settings.speed === null ? [] : [`SPEED ${within(settings.speed, 1, 14)}`]),
    'CLS',
    `BITMAP 0,0,${rowBytes},${height},0,`,
  ];
  const inverted = data.map((byte) => ~byte & 0xff);
  if (width % 8 !== 0) for (let row = 0; row < height; row += 1) whiten(inverted, (row + 1) * rowBytes - 1, width);
  return Buffer.concat([
    Buffer.from(lines.join('\r\n')),
    inverted,
    Buffer.from(`\r\nPRINT 1,${within(settings.copies, 1, 999)}\r\n`),
  ]);
}

/** The dots beyond the label's edge that fill the last byte stay white. */
function whiten(bytes: Uint8Array, at: number, width: number): void {
  bytes[at] = (bytes[at] ?? 0) | (0xff >> (width & 7));
}
