import { t } from '../text/t.ts';
import type { Column } from './column.ts';
import classes from './data-table.module.css';

interface TableRowProps<Row> {
  elementId: string;
  row: Row;
  index: number;
  start: number;
  columns: readonly Column<Row>[];
  active: boolean;
  selected: boolean | undefined;
  onOpen: (row: Row) => void;
  onToggle: ((row: Row) => void) | undefined;
  onActivate: (index: number) => void;
}

/** Plain elements only: a component of the library in every cell costs half of the frames while scrolling. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { elementId, row, index, start, columns, active, selected, onOpen, onToggle, onActivate } = props;
  return (
    <div
      id={elementId}
      role="row"
      className={classes['row']}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active || undefined}
      style={{ transform: `translateY(${start}px)` }}
      onClick={(event) => {
        // A link in a cell leads where it says, and not to the row's page as well.
        if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
        onActivate(index);
        onOpen(row);
      }}
    >
      {onToggle === undefined ? null : (
        <span role="gridcell" className={classes['check']} onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('table.selectRow')}
            checked={selected ?? false}
            onChange={() => {
              onActivate(index);
              onToggle(row);
            }}
          />
        </span>
      )}
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={classes['cell']} data-align={column.align}>
          {column.cell(row)}
        </span>
      ))}
    </div>
  );
}
