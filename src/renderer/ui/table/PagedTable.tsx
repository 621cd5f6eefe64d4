import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '../FailureAlert.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { DataTable } from './DataTable.tsx';
import type { DataTableProps } from './DataTable.tsx';
import type { useColumnLayout } from './use-column-layout.ts';
import type { usePagedRows } from './use-paged-rows.ts';

type FromList = 'rows' | 'loading' | 'outdated' | 'hasMore' | 'loadMore' | 'empty' | 'onResize' | 'tools';

interface PagedTableProps<Row extends { id: number }> extends Omit<DataTableProps<Row>, FromList | 'columns'> {
  list: ReturnType<typeof usePagedRows<Row>>;
  /** All columns as they are, or those that are chosen from. */
  columns: DataTableProps<Row>['columns'] | ReturnType<typeof useColumnLayout<Row>>;
  /** Stands in place of the rows when the list is there and has none. */
  empty: DataTableProps<Row>['empty'];
}

/** A list that comes page by page, with what went wrong above it and its columns to be chosen at its foot. */
export function PagedTable<Row extends { id: number }>({ list, columns, empty, ...table }: PagedTableProps<Row>) {
  const chosen = 'shown' in columns ? columns : null;
  return (
    <>
      {list.error === null ? null : <FailureAlert sentence={sentenceOfError(list.error)} retry={list.retry} />}
      <DataTable
        {...table}
        {...('shown' in columns ? { columns: columns.shown, onResize: columns.resize } : { columns })}
        rows={list.rows}
        loading={list.loading}
        outdated={list.outdated}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        empty={list.settled ? empty : null}
        tools={
          chosen === null ? null : (
            <ColumnChooser
              columns={chosen.all}
              layout={chosen.layout}
              toggle={chosen.toggle}
              move={chosen.move}
              resize={chosen.resize}
            />
          )
        }
      />
    </>
  );
}
