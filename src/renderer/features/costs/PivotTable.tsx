import { Table } from '@mantine/core';
import type { Pivot } from '#shared/features/costs/arithmetic.ts';
import type { AxisItem, CostDimension } from '#shared/features/costs/model.ts';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { nameOfAxis } from './axis-name.ts';
import classes from './costs.module.css';

export interface Cell {
  /** Left out for a total. */
  row?: AxisItem;
  column?: AxisItem;
  currency: string;
}

interface PivotTableProps {
  pivot: Pivot;
  rows: readonly AxisItem[];
  columns: readonly AxisItem[];
  by: { rows: CostDimension; columns: CostDimension | null };
  open: (cell: Cell) => void;
}

/** Sums of one currency by rows and columns with their totals; each opens the payments that it is made of. */
export function PivotTable({ pivot, rows, columns, by, open }: PivotTableProps) {
  const { currency, cells, rowTotals, columnTotals, total } = pivot;
  const money = (minor: number) => formatMoney({ minor, currency });
  const own = rows.filter(({ key }) => cells.has(key));
  const across = columns.filter(({ key }) => columnTotals.has(key));
  const single = by.columns === null;
  return (
    <div className={classes['scroll']}>
      <Table className={`${classes['pivot']} numbers`} aria-label={t('costs.tableOf', { currency })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t(`costDimension.${by.rows}`)}</Table.Th>
            {single
              ? null
              : across.map((column) => (
                  <Table.Th key={column.key} scope="col" ta="right">
                    {nameOfAxis(by.columns, column)}
                  </Table.Th>
                ))}
            <Table.Th scope="col" ta="right">
              {t('costs.sum')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {own.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row">{nameOfAxis(by.rows, row)}</Table.Th>
              {single
                ? null
                : across.map((column) => {
                    const sum = cells.get(row.key)?.get(column.key);
                    return (
                      <Table.Td key={column.key} ta="right">
                        {sum === undefined ? null : (
                          <button type="button" onClick={() => open({ row, column, currency })}>
                            {money(sum.minor)}
                          </button>
                        )}
                      </Table.Td>
                    );
                  })}
              <Table.Td ta="right" className={classes['total']}>
                <button type="button" onClick={() => open({ row, currency })}>
                  {money(rowTotals.get(row.key) ?? 0)}
                </button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('costs.sum')}</Table.Th>
            {single
              ? null
              : across.map((column) => (
                  <Table.Td key={column.key} ta="right" className={classes['total']}>
                    <button type="button" onClick={() => open({ column, currency })}>
                      {money(columnTotals.get(column.key) ?? 0)}
                    </button>
                  </Table.Td>
                ))}
            <Table.Td ta="right" className={classes['total']}>
              <button type="button" onClick={() => open({ currency })}>
                {money(total)}
              </button>
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}
