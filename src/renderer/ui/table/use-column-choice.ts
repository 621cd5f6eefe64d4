import { useMemo } from 'react';
import { useRemembered } from '../remembered.ts';
import type { Column } from './column.ts';

/** Which columns are shown, remembered per list. */
export function useColumnChoice<Row>(name: string, columns: readonly Column<Row>[]) {
  const initial = columns.filter((column) => column.optional !== true).map((column) => column.id);
  const [chosen, choose] = useRemembered(`columns.${name}`, initial.join(' '));
  const shown = useMemo(() => new Set(chosen.split(' ')), [chosen]);
  const visibility = useMemo(
    () => Object.fromEntries(columns.map((column, index) => [column.id, index === 0 || shown.has(column.id)])),
    [columns, shown],
  );
  const toggle = (id: string) => {
    const next = new Set(shown);
    if (!next.delete(id)) next.add(id);
    choose([...next].join(' '));
  };
  return { visibility, toggle };
}
