import { columnLetters, TableError } from './table.ts';
import { tagsOf } from './xml-part.ts';

/** A rectangle of cells, zero-based, ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const MERGED_CELLS_LIMIT = 10_000;

/** Finds the merged cells in what follows the rows of a sheet, given in pieces. */
export class MergedCells {
  readonly ranges: CellRange[] = [];
  #carried = '';
  #area = 0;

  /** @throws TableError MERGE_TOO_LARGE */
  look(piece: string): void {
    const text = this.#carried + piece;
    const cut = text.lastIndexOf('<');
    const whole = cut < 0 || text.includes('>', cut);
    this.#carried = whole ? '' : text.slice(cut, cut + 4096);
    for (const tag of tagsOf(whole ? text : text.slice(0, cut), 'mergeCell')) {
      const range = rangeOf(tag.get('ref') ?? '');
      if (range === null) continue;
      this.#area += (range.bottom - range.top + 1) * (range.right - range.left + 1);
      if (this.#area > MERGED_CELLS_LIMIT)
        throw new TableError('MERGE_TOO_LARGE', { range: tag.get('ref') ?? '', maxCells: MERGED_CELLS_LIMIT });
      this.ranges.push(range);
    }
  }
}

function rangeOf(reference: string): CellRange | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (parts === null) return null;
  const column = (letters: string): number =>
    Array.from(letters).reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
  const [left, right] = [column(parts[1] ?? ''), column(parts[3] ?? '')].toSorted((a, b) => a - b);
  const [top, bottom] = [Number(parts[2]) - 1, Number(parts[4]) - 1].toSorted((a, b) => a - b);
  return { top: top ?? 0, left: left ?? 0, bottom: bottom ?? 0, right: right ?? 0 };
}

/** `B7` for column 1 in row 7. */
export function addressOf(column: number, rowNumber: number): string {
  return `${columnLetters(column)}${rowNumber}`;
}
