import { toDots, type Dpi } from '#shared/features/labels/dots.ts';
import type { Bitmap } from './bitmap.ts';
import { shifted } from './bitmap.ts';
import { within, type PrintSettings } from './print-settings.ts';

/** Distance of two die-cut labels as all large makers cut them. */
const gapMm = 3;

/**
 * One EPL2 label (Zebra EPL2 manual: N, q, Q, D, S, GW, P). The graphic carries its length, so its bytes are never
 * read as commands; in it a 0 is dark.
 */
export function renderEpl(bitmap: Bitmap, dpi: Dpi, settings: PrintSettings): Uint8Array {
  const { data, rowBytes, height } = shifted(bitmap, settings.offsetXDots, settings.offsetYDots);
  const lines = [
    // An empty line first ends whatever a broken-off job left in the printer.
    '',
    'N',
    `q${rowBytes * 8}`,
    `Q${height},${toDots(gapMm, dpi)}`,
    ...(settings.darkness === null ? [] : [`D${within(settings.darkness / 2, 0, 15)}`]),
    ...(settings.speed === null ? [] : [`S${within(settings.speed, 1, 6)}`]),
    `GW0,0,${rowBytes},${height},`,
  ];
  return Buffer.concat([
    Buffer.from(lines.join('\n')),
    data.map((byte) => ~byte & 0xff),
    Buffer.from(`\nP${within(settings.copies, 1, 999)}\n`),
  ]);
}
