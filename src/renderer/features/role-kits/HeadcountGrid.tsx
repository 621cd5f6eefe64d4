import { useRef } from 'react';
import type { HeadcountRow } from '#shared/features/role-kits/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { formatMonth, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { HeadcountCell } from './HeadcountCell.tsx';
import classes from './role-kits.module.css';
import { useHeadcountDrafts } from './use-headcount-drafts.ts';

export interface PlannedRow {
  departmentId: number;
  department: string;
  kitId: number;
  role: string;
}

export const rowKey = ({ departmentId, kitId }: Pick<PlannedRow, 'departmentId' | 'kitId'>) =>
  `${departmentId} ${kitId}`;

interface HeadcountGridProps {
  rows: readonly PlannedRow[];
  months: readonly string[];
  entries: readonly HeadcountRow[];
  editable: boolean;
}

/** The plan as a sheet: typed cell by cell, or a block pasted at a cell, with what is wrong at the cell it is about. */
export function HeadcountGrid({ rows, months, entries, editable }: HeadcountGridProps) {
  const drafts = useHeadcountDrafts(entries);
  const grid = useRef<HTMLDivElement>(null);
  const placeOf = ({ departmentId, kitId }: PlannedRow, month: string) => ({ month, departmentId, kitId });
  const focus = (row: number, column: number) =>
    grid.current?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`)?.focus();
  const paste = async (atRow: number, atColumn: number, block: readonly string[][]) => {
    const cells = block.flatMap((line, down) =>
      line.flatMap((text, right) => {
        const [row, month] = [rows[atRow + down], months[atColumn + right]];
        return row === undefined || month === undefined ? [] : [{ ...placeOf(row, month), text }];
      }),
    );
    const before = cells.map(({ month, departmentId, kitId }) => {
      const place = { month, departmentId, kitId };
      return { ...place, joiners: drafts.plannedAt(place) };
    });
    drafts.type(cells);
    const kept = await drafts.keepBlock(cells);
    if (kept > 0)
      announceWithUndo(t('roleKits.pasted', { count: kept }), () => client.roleKits.planHeadcount({ entries: before }));
  };
  const sumOf = (row: PlannedRow) => months.reduce((sum, month) => sum + drafts.plannedAt(placeOf(row, month)), 0);
  const sumIn = (month: string) => rows.reduce((sum, row) => sum + drafts.plannedAt(placeOf(row, month)), 0);
  return (
    <>
      <div ref={grid} className={classes['scroll']} tabIndex={0} role="group" aria-label={t('roleKits.headcount')}>
        <table className={classes['grid']}>
          <thead>
            <tr>
              <th scope="col">{t('field.department')}</th>
              <th scope="col">{t('roleKits.role')}</th>
              {months.map((month) => (
                <th key={month} scope="col" className={classes['number']}>
                  {formatMonth(month)}
                </th>
              ))}
              <th scope="col" className={classes['number']}>
                {t('roleKits.sum')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => (
              <tr key={rowKey(row)}>
                <th scope="row">{row.department}</th>
                <th scope="row">{row.role}</th>
                {months.map((month, right) => (
                  <td key={month} className={classes['number']}>
                    <HeadcountCell
                      place={placeOf(row, month)}
                      label={t('roleKits.cell', { ...row, month: formatMonth(month) })}
                      drafts={drafts}
                      editable={editable}
                      at={{ row: down, column: right }}
                      move={(byRows, byColumns) => focus(down + byRows, right + byColumns)}
                      paste={(block) => void paste(down, right, block)}
                    />
                  </td>
                ))}
                <td className={classes['number']}>{formatNumber(sumOf(row))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('roleKits.sum')}
              </th>
              {months.map((month) => (
                <td key={month} className={classes['number']}>
                  {formatNumber(sumIn(month))}
                </td>
              ))}
              <td className={classes['number']}>{formatNumber(rows.reduce((sum, row) => sum + sumOf(row), 0))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {editable ? <p className={classes['note']}>{t('roleKits.gridHint')}</p> : null}
    </>
  );
}
