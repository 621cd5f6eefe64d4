import type { Column } from './column.ts';

/** Which columns are shown, in order, and how wide they were drawn; null leaves the width to the column. */
export type ColumnLayout = { id: string; width: number | null }[];

export const narrowest = 48;
const widest = 1200;

export function initialLayout<Row>(columns: readonly Column<Row>[]): ColumnLayout {
  return columns.filter((column) => column.optional !== true).map(({ id }) => ({ id, width: null }));
}

/** The columns as they stand in the layout; the first one always, and none that is no longer there. */
export function arrange<Row>(columns: readonly Column<Row>[], layout: ColumnLayout): Column<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const [first] = columns;
  const placed = layout.some(({ id }) => id === first?.id) || first === undefined;
  const whole = placed ? layout : [{ id: first.id, width: null }, ...layout];
  return whole.flatMap(({ id, width }) => {
    const column = byId.get(id);
    if (column === undefined) return [];
    return [width === null ? column : { ...column, width: `${width}px` }];
  });
}

export function toggleColumn(layout: ColumnLayout, id: string): ColumnLayout {
  return layout.some((each) => each.id === id)
    ? layout.filter((each) => each.id !== id)
    : [...layout, { id, width: null }];
}

/** Moves a column one step towards the start (-1) or the end (1). */
export function moveColumn(layout: ColumnLayout, id: string, step: -1 | 1): ColumnLayout {
  const from = layout.findIndex((each) => each.id === id);
  const column = layout[from];
  const to = from + step;
  if (column === undefined || to < 0 || to >= layout.length) return layout;
  return layout.toSpliced(from, 1).toSpliced(to, 0, column);
}

export function resizeColumn(layout: ColumnLayout, id: string, width: number | null): ColumnLayout {
  const kept = width === null ? null : Math.round(Math.min(widest, Math.max(narrowest, width)));
  return layout.map((each) => (each.id === id ? { id, width: kept } : each));
}
