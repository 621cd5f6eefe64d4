export interface Snap {
  /** Millimetres to move on so that it lies on a line. */
  shift: number;
  /** Where that line is; null where nothing was near. */
  line: number | null;
}

/**
 * Draws a group of positions (left, middle, right of what is moved) to the nearest line that is near enough.
 * Lines come before the grid, which takes the first position only.
 * @param reach how near is near, millimetres
 * @param grid distance of the grid's lines, millimetres; 0 for none
 */
export function snapTo(positions: readonly number[], lines: readonly number[], reach: number, grid: number): Snap {
  let best: Snap | null = null;
  for (const position of positions)
    for (const line of lines) {
      const shift = line - position;
      if (Math.abs(shift) <= reach && (best === null || Math.abs(shift) < Math.abs(best.shift))) best = { shift, line };
    }
  if (best !== null) return best;
  const [first] = positions;
  if (grid <= 0 || first === undefined) return { shift: 0, line: null };
  return { shift: Math.round(first / grid) * grid - first, line: null };
}

/** Lines that the others offer: both edges and the middle of each, and of the label. */
export function linesOf(others: readonly { start: number; length: number }[], label: number): number[] {
  return [0, label / 2, label, ...others.flatMap(({ start, length }) => [start, start + length / 2, start + length])];
}
