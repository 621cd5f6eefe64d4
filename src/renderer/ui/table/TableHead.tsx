import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { t } from '../text/t.ts';
import type { Column, Sorting } from './column.ts';
import { ColumnEdge } from './ColumnEdge.tsx';
import classes from './data-table.module.css';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  sorting?: Sorting | undefined;
  onSort?: ((sorting: Sorting) => void) | undefined;
  onResize?: ((id: string, width: number | null) => void) | undefined;
  selectAll?: { checked: boolean; disabled: boolean; toggle: () => void } | undefined;
}

function next(sorting: Sorting | undefined, by: string): Sorting {
  const reversed = sorting?.by === by && sorting.direction === 'ascending';
  return { by, direction: reversed ? 'descending' : 'ascending' };
}

export function TableHead<Row>({ columns, sorting, onSort, onResize, selectAll }: TableHeadProps<Row>) {
  return (
    <div role="rowgroup">
      <div className={classes['head']} role="row" aria-rowindex={1}>
        {selectAll === undefined ? null : (
          <span role="columnheader" className={classes['check']}>
            <input
              type="checkbox"
              aria-label={t('table.selectLoaded')}
              checked={selectAll.checked}
              disabled={selectAll.disabled}
              onChange={selectAll.toggle}
            />
          </span>
        )}
        {columns.map(({ id, heading, sort, align }) => {
          const sorted = sort !== undefined && sorting?.by === sort ? sorting.direction : undefined;
          return (
            <span
              key={id}
              role="columnheader"
              className={classes['heading']}
              data-align={align}
              aria-sort={sort === undefined ? undefined : (sorted ?? 'none')}
            >
              {sort === undefined || onSort === undefined ? (
                heading
              ) : (
                <button type="button" className={classes['sort']} onClick={() => onSort(next(sorting, sort))}>
                  {heading}
                  {sorted === 'ascending' ? <IconArrowUp size={13} aria-hidden /> : null}
                  {sorted === 'descending' ? <IconArrowDown size={13} aria-hidden /> : null}
                </button>
              )}
              {onResize === undefined ? null : <ColumnEdge resize={(width) => onResize(id, width)} />}
            </span>
          );
        })}
      </div>
    </div>
  );
}
