import { toDots } from '#shared/features/labels/dots.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { fitsOn, media, mediumOf } from '#shared/features/labels/media.ts';
import type { Medium } from '#shared/features/labels/media.ts';
import { CAP_HEIGHT } from '#shared/features/labels/text-fit.ts';
import type { Bitmap } from './bitmap.ts';
import { isDark, shifted } from './bitmap.ts';
import type { PrintSettings } from './print-settings.ts';

export type BrotherRoll = { widthMm: number; lengthMm: number } & NonNullable<Medium['brother']>;

/** The rolls of the catalogue. */
const rolls: readonly BrotherRoll[] = media.flatMap(({ widthMm, heightMm, brother }) =>
  brother === undefined ? [] : [{ widthMm, lengthMm: heightMm, ...brother }],
);

const pins = 720;
const lineBytes = pins / 8;
const marginOfContinuous = 35;

export type BrotherResult = { ok: true; data: Uint8Array } | { ok: false; code: 'NO_ROLL' | 'OUTSIDE_PRINTABLE' };

/** The roll that is loaded, as far as somebody has said so and the label fits on it. */
function loadedRoll(mediumKey: string | null, size: { widthMm: number; heightMm: number }): BrotherRoll | undefined {
  const medium = mediumOf(mediumKey);
  if (medium?.brother === undefined || !fitsOn(medium, size)) return undefined;
  return { widthMm: medium.widthMm, lengthMm: medium.heightMm, ...medium.brother };
}

/**
 * Why a label can't be printed on the roll that it would come on, told from the places of its parts, without drawing it.
 */
export function refusalOfRoll(layout: LabelLayout, settings: PrintSettings): 'NO_ROLL' | 'OUTSIDE_PRINTABLE' | null {
  const roll = loadedRoll(settings.mediumKey ?? null, layout) ?? rollFor(layout.widthMm, layout.heightMm);
  if (roll === undefined) return 'NO_ROLL';
  const dots = (mm: number) => toDots(mm, layout.dpi);
  const margin = Math.floor((roll.printableDots - dots(layout.widthMm)) / 2) + settings.offsetXDots;
  const first = Math.max(0, Math.floor((dots(layout.heightMm) - roll.printableLines) / 2)) - settings.offsetYDots;
  const rects = [
    ...layout.lines,
    ...layout.boxes,
    ...layout.images,
    ...layout.symbols,
    ...layout.texts.map(({ x, y, width, sizeMm }) => ({
      x,
      y: y - sizeMm * CAP_HEIGHT,
      width,
      height: sizeMm * CAP_HEIGHT,
    })),
  ];
  const isOutside = rects.some(({ x, y, width, height }) => {
    if (dots(x) + margin < 0 || dots(x + width) + margin > roll.printableDots) return true;
    return roll.lengthMm > 0 && (dots(y) < first || dots(y + height) > first + roll.printableLines);
  });
  return isOutside ? 'OUTSIDE_PRINTABLE' : null;
}

/** The die-cut roll of exactly this size, else the narrowest endless one that is wide enough. */
export function rollFor(widthMm: number, heightMm: number): BrotherRoll | undefined {
  const cut = rolls.find((roll) => roll.widthMm === widthMm && roll.lengthMm === heightMm);
  return (
    cut ??
    rolls
      .filter((roll) => roll.lengthMm === 0 && roll.widthMm >= widthMm)
      .toSorted((one, other) => one.widthMm - other.widthMm)[0]
  );
}

/**
 * The rows that the printer can print: all of an endless roll; of a cut label what its margins at both ends leave.
 * @returns null when a dark dot lies outside of them
 */
function printableRows(bitmap: Bitmap, { lengthMm, printableLines }: BrotherRoll): number[] | null {
  const rows = Array.from({ length: bitmap.height }, (_, row) => row);
  if (lengthMm === 0) return rows;
  const first = Math.max(0, Math.floor((bitmap.height - printableLines) / 2));
  const isOutside = (row: number) => row < first || row >= first + printableLines;
  const isBlank = (row: number) =>
    bitmap.data.subarray(row * bitmap.rowBytes, (row + 1) * bitmap.rowBytes).every((byte) => byte === 0);
  return rows.every((row) => !isOutside(row) || isBlank(row)) ? rows.filter((row) => !isOutside(row)) : null;
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
  const roll = loadedRoll(settings.mediumKey ?? null, size) ?? rollFor(size.widthMm, size.heightMm);
  if (roll === undefined) return { ok: false, code: 'NO_ROLL' };
  const picture = shifted(bitmap, settings.offsetXDots, settings.offsetYDots);
  const lines: Uint8Array[] = [];
  const rows = printableRows(picture, roll);
  if (rows === null) return { ok: false, code: 'OUTSIDE_PRINTABLE' };
  for (const row of rows) {
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
