import type { Bitmap } from './bitmap.ts';
import { isDark, shifted } from './bitmap.ts';
import type { PrintSettings } from './print-settings.ts';

/** A roll for Brother QL: dots that can be printed across it, and pins to its right (raster command reference, 2.3). */
export type BrotherRoll = { widthMm: number; lengthMm: number; printableDots: number; pinsRight: number };

export const brotherRolls: readonly BrotherRoll[] = [
  { widthMm: 29, lengthMm: 90, printableDots: 306, pinsRight: 6 },
  { widthMm: 38, lengthMm: 90, printableDots: 413, pinsRight: 12 },
  { widthMm: 62, lengthMm: 29, printableDots: 696, pinsRight: 12 },
  { widthMm: 62, lengthMm: 100, printableDots: 696, pinsRight: 12 },
  { widthMm: 12, lengthMm: 0, printableDots: 106, pinsRight: 29 },
  { widthMm: 29, lengthMm: 0, printableDots: 306, pinsRight: 6 },
  { widthMm: 38, lengthMm: 0, printableDots: 413, pinsRight: 12 },
  { widthMm: 50, lengthMm: 0, printableDots: 554, pinsRight: 12 },
  { widthMm: 54, lengthMm: 0, printableDots: 590, pinsRight: 0 },
  { widthMm: 62, lengthMm: 0, printableDots: 696, pinsRight: 12 },
];

const pins = 720;
const lineBytes = pins / 8;
const marginOfContinuous = 35;

export type BrotherResult = { ok: true; data: Uint8Array } | { ok: false; code: 'NO_ROLL' | 'OUTSIDE_PRINTABLE' };

/** The die-cut roll of exactly this size, else the narrowest endless one that is wide enough. */
export function rollFor(widthMm: number, heightMm: number): BrotherRoll | undefined {
  const cut = brotherRolls.find((roll) => roll.widthMm === widthMm && roll.lengthMm === heightMm);
  return cut ?? brotherRolls.find((roll) => roll.lengthMm === 0 && roll.widthMm >= widthMm);
}

function rasterLine(bitmap: Bitmap, row: number, { printableDots, pinsRight }: BrotherRoll): Uint8Array | null {
  const line = new Uint8Array(3 + lineBytes);
  line.set([0x67, 0x00, lineBytes]);
  const margin = Math.floor((printableDots - bitmap.width) / 2);
  for (let x = 0; x < bitmap.width; x += 1) {
    if (!isDark(bitmap, x, row)) continue;
    const across = x + margin;
    if (across < 0 || across >= printableDots) return null;
    // The first pin is at the right edge of the roll, so a line goes out mirrored.
    const pin = pinsRight + printableDots - 1 - across;
    line[3 + (pin >> 3)] = (line[3 + (pin >> 3)] ?? 0) | (0x80 >> (pin & 7));
  }
  return line;
}

/**
 * A Brother QL raster job at 300 dpi (raster command reference: ESC @, ESC i a, ESC i z, ESC i M, ESC i K, ESC i d, g,
 * Control-Z). The label is centred on the roll; dark dots beyond what the roll can print refuse it.
 */
export function renderBrother(
  bitmap: Bitmap,
  size: { widthMm: number; heightMm: number },
  settings: PrintSettings,
): BrotherResult {
  const roll = rollFor(size.widthMm, size.heightMm);
  if (roll === undefined) return { ok: false, code: 'NO_ROLL' };
  const picture = shifted(bitmap, settings.offsetXDots, settings.offsetYDots);
  const lines: Uint8Array[] = [];
  for (let row = 0; row < picture.height; row += 1) {
    const line = rasterLine(picture, row, roll);
    if (line === null) return { ok: false, code: 'OUTSIDE_PRINTABLE' };
    lines.push(line);
  }
  const endless = roll.lengthMm === 0;
  const count = Buffer.alloc(4);
  count.writeUInt32LE(lines.length);
  const margin = endless ? marginOfContinuous : 0;
  const page = Buffer.concat([
    Buffer.from([0x1b, 0x69, 0x7a, 0x8e, endless ? 0x0a : 0x0b, roll.widthMm, roll.lengthMm, ...count, 0, 0]),
    Buffer.from([0x1b, 0x69, 0x4d, 0x40, 0x1b, 0x69, 0x4b, 0x08, 0x1b, 0x69, 0x64, margin, 0]),
    ...lines,
    Buffer.from([0x1a]),
  ]);
  const start = Buffer.concat([Buffer.alloc(200), Buffer.from([0x1b, 0x40, 0x1b, 0x69, 0x61, 0x01])]);
  return { ok: true, data: Buffer.concat([start, ...Array.from({ length: settings.copies }, () => page)]) };
}
