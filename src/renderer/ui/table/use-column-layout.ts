import { useCallback, useMemo } from 'react';
import * as z from 'zod';
import { useRemembered } from '../remembered.ts';
import type { Column } from './column.ts';
import { arrange, initialLayout, moveColumn, resizeColumn, toggleColumn } from './column-layout.ts';
import type { ColumnLayout } from './column-layout.ts';

const remembered = z.array(z.object({ id: z.string(), width: z.number().nullable() }));

function layoutIn(text: string): ColumnLayout | null {
  try {
    return remembered.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Which columns a list shows, in which order and width: remembered per list. */
export function useColumnLayout<Row>(name: string, columns: readonly Column<Row>[]) {
  const [text, remember] = useRemembered(`layout.${name}`, '');
  const layout = useMemo(() => layoutIn(text) ?? initialLayout(columns), [text, columns]);
  const shown = useMemo(() => arrange(columns, layout), [columns, layout]);
  const put = useCallback((next: ColumnLayout) => remember(JSON.stringify(next)), [remember]);
  return {
    all: columns,
    layout,
    shown,
    /** As they are seen: what a view keeps and an export writes. */
    seen: shown.map(({ id }) => layout.find((each) => each.id === id) ?? { id, width: null }),
    put,
    toggle: (id: string) => put(toggleColumn(layout, id)),
    move: (id: string, step: -1 | 1) => put(moveColumn(layout, id, step)),
    resize: (id: string, width: number | null) => put(resizeColumn(layout, id, width)),
  };
}
