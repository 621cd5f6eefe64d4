import { rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import type { ColumnDef } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useRemembered } from '../remembered.ts';
import { t } from '../text/t.ts';
import type { Column, Selection, Sorting } from './column.ts';
import classes from './data-table.module.css';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { useGridKeys } from './use-grid-keys.ts';

const features = tableFeatures({ rowSelectionFeature });

export interface DataTableProps<Row extends { id: number }> {
  label: string;
  /** The columns that are shown, in their order. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  /** Makes the edges of the headings movable; null gives a column its own width back. */
  onResize?: (id: string, width: number | null) => void;
  selection?: Selection;
  onOpen: (row: Row) => void;
  loading?: boolean;
  /** Whether the rows are about to be replaced by others: none of them can be chosen then. */
  outdated?: boolean;
  hasMore?: boolean;
  loadMore?: () => void;
  /** Stands in place of the rows when there are none. */
  empty: ReactNode;
  footer?: ReactNode;
  /** Stands at the end of the foot, e.g. the choice of columns. */
  tools?: ReactNode;
}

const rowHeights: Readonly<Record<string, number>> = { comfortable: 36, compact: 29 };

/** A list of any length: only the rows in view exist, more are fetched when the end comes near. */
export function DataTable<Row extends { id: number }>(props: DataTableProps<Row>) {
  const { label, columns, rows, sorting, onSort, onResize, selection, onOpen } = props;
  const { loading = false, outdated = false, hasMore = false, loadMore, empty, footer, tools } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const identity = useId();
  const rowHeight = rowHeights[useRemembered('density', 'comfortable')[0]] ?? 36;

  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () => columns.map((column) => ({ id: column.id, header: column.heading, accessorFn: (row: Row) => row.id })),
    [columns],
  );
  const rowSelection = useMemo(
    () => Object.fromEntries([...(selection?.ids ?? [])].map((id) => [String(id), true as const])),
    [selection?.ids],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: (row) => String(row.id),
    state: { rowSelection },
  });
  const model = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => model[index]?.id ?? index,
    overscan: 10,
    scrollPaddingStart: 34,
  });
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loading && last >= rows.length - 30) loadMore?.();
  }, [last, rows.length, hasMore, loading, loadMore]);

  const toggle = (row: Row) => {
    if (outdated) return;
    const ids = new Set(selection?.ids);
    if (!ids.delete(row.id)) ids.add(row.id);
    selection?.change(ids);
  };
  const at = (index: number, act: (row: Row) => void) => {
    const row = rows[index];
    if (row !== undefined) act(row);
  };
  const keys = useGridKeys({
    count: rows.length,
    pageSize: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
    open: (index) => at(index, onOpen),
    toggle: selection === undefined ? undefined : (index) => at(index, toggle),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
  });
  const allLoaded = rows.length > 0 && rows.every((row) => selection?.ids.has(row.id) === true);
  const selectAll = selection && {
    checked: allLoaded,
    disabled: rows.length === 0 || outdated,
    toggle: () => selection.change(allLoaded ? new Set() : new Set(rows.map((row) => row.id))),
  };
  const tracks = [...(selection === undefined ? [] : ['36px']), ...columns.map((column) => column.width)].join(' ');

  return (
    <div className={classes['frame']}>
      <div
        ref={scroller}
        className={classes['scroller']}
        role="grid"
        aria-label={label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-multiselectable={selection === undefined ? undefined : true}
        aria-busy={loading}
        aria-activedescendant={rows.length > 0 ? `${identity}-${keys.active}` : undefined}
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        style={{ '--tracks': tracks, '--row-height': `${rowHeight}px` }}
      >
        <div className={classes['inner']} role="presentation">
          <TableHead columns={columns} sorting={sorting} onSort={onSort} onResize={onResize} selectAll={selectAll} />
          <div role="rowgroup" className={classes['body']} style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              return row === undefined ? null : (
                <TableRow
                  key={row.id}
                  elementId={`${identity}-${item.index}`}
                  row={row}
                  index={item.index}
                  start={item.start}
                  columns={columns}
                  active={item.index === keys.active}
                  selected={selection?.ids.has(row.id)}
                  onOpen={onOpen}
                  onToggle={selection === undefined ? undefined : toggle}
                  onActivate={keys.setActive}
                />
              );
            })}
          </div>
        </div>
        {rows.length === 0 && !loading ? empty : null}
      </div>
      <div className={classes['foot']}>
        <span role="status">{loading && rows.length === 0 ? t('table.loading') : footer}</span>
        {tools}
      </div>
    </div>
  );
}
