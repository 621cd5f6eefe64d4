import { glyphWidths } from './glyph-widths.ts';

/** Distance of two baselines and of the first baseline from the upper edge, in parts of the font size. */
const LINE_HEIGHT = 1.15;
const FIRST_BASELINE = 0.9;
/** Height of capitals of DejaVu Sans in parts of the font size. */
export const CAP_HEIGHT = 0.729;
/** Depth of descenders of DejaVu Sans below the baseline in parts of the font size. */
export const DESCENT = 0.24;

const SHRINK_STEP_MM = 0.1;
const BREAK_AFTER = /(?<=[\s\-/._])/;

export type FittedText = { lines: string[]; sizeMm: number; cut: boolean; neededMm: number };

function widthTable(widths: Readonly<Record<number, string>>): ReadonlyMap<number, number> {
  return new Map(
    Object.entries(widths).flatMap(([first, row]) =>
      row.split(' ').map((width, index): [number, number] => [Number(first) + index, Number(width)]),
    ),
  );
}

const tables = { regular: widthTable(glyphWidths.regular), bold: widthTable(glyphWidths.bold) };

/**
 * Width of a text in DejaVu Sans Condensed, millimetres, without kerning; a character that the table does not know
 * counts as one em (CJK, emoji).
 */
export function measureText(text: string, sizeMm: number, bold: boolean): number {
  const table = bold ? tables.bold : tables.regular;
  let thousandths = 0;
  for (const character of text) thousandths += table.get(character.codePointAt(0) ?? 0) ?? 1000;
  return (thousandths * sizeMm) / 1000;
}

/** Baseline of the line with the given number (from 0), millimetres below the upper edge of the text. */
export function baselineOf(line: number, sizeMm: number): number {
  return sizeMm * (FIRST_BASELINE + line * LINE_HEIGHT);
}

/** Breaks at spaces and after the separators of codes; a piece that is longer than a line stays whole. */
function wrap(text: string, widthMm: number, sizeMm: number, bold: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(BREAK_AFTER)) {
    if (line !== '' && measureText((line + piece).trimEnd(), sizeMm, bold) > widthMm) {
      lines.push(line.trimEnd());
      line = piece;
    } else line += piece;
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

function withEllipsis(text: string, widthMm: number, sizeMm: number, bold: boolean): string {
  const characters = Array.from(text);
  while (characters.length > 0 && measureText(`${characters.join('').trimEnd()}…`, sizeMm, bold) > widthMm)
    characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

type Room = {
  widthMm: number;
  heightMm: number;
  sizeMm: number;
  minSizeMm: number;
  bold: boolean;
  lines: number;
  overflow: 'shrink' | 'ellipsis';
};

function wholeLines(text: string, room: Room, sizeMm: number): string[] | null {
  const lines = room.lines === 1 ? [text] : wrap(text, room.widthMm, sizeMm, room.bold);
  const height = (1 + (lines.length - 1) * LINE_HEIGHT) * sizeMm;
  const fits =
    lines.length <= room.lines &&
    (lines.length === 1 || height <= room.heightMm + 0.001) &&
    lines.every((line) => measureText(line, sizeMm, room.bold) <= room.widthMm);
  return fits ? lines : null;
}

/**
 * Breaks a text into lines and finds the largest size from `sizeMm` down to `minSizeMm` at which all of it fits.
 * With `ellipsis` the rest is cut at the smallest size; with `shrink` it is cut too, but `cut` says so, because such
 * a label must not be printed. `neededMm` is the width of the text in one line at the smallest size.
 */
export function fitText(text: string, room: Room): FittedText {
  const neededMm = measureText(text, room.minSizeMm, room.bold);
  const steps = Math.ceil((room.sizeMm - room.minSizeMm) / SHRINK_STEP_MM);
  for (let step = 0; step <= steps; step += 1) {
    const sizeMm = Math.max(room.minSizeMm, room.sizeMm - step * SHRINK_STEP_MM);
    const lines = wholeLines(text, room, sizeMm);
    if (lines !== null) return { lines, sizeMm, cut: false, neededMm };
  }
  const sizeMm = room.minSizeMm;
  const all = room.lines === 1 ? [text] : wrap(text, room.widthMm, sizeMm, room.bold);
  const kept = all.slice(0, room.lines - 1);
  const last = all.slice(room.lines - 1).join(' ');
  const lines = [...kept, last].map((line) =>
    measureText(line, sizeMm, room.bold) > room.widthMm || (line === last && all.length > room.lines)
      ? withEllipsis(line, room.widthMm, sizeMm, room.bold)
      : line,
  );
  return { lines, sizeMm, cut: room.overflow === 'shrink', neededMm };
}
