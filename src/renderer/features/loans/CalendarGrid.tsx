import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { CalendarAsset, Occupation } from '#shared/features/loans/contract.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { dateFormat } from '#renderer/ui/text/formatters.ts';
import { t } from '#renderer/ui/text/t.ts';
import { CalendarRow } from './CalendarRow.tsx';
import { isTaken } from './calendar-cells.ts';
import type { Cell, Mark } from './calendar-cells.ts';
import { weekdayOf } from './calendar-days.ts';
import classes from './calendar.module.css';

interface CalendarGridProps {
  days: readonly string[];
  assets: readonly CalendarAsset[];
  occupations: readonly Occupation[];
  step: (steps: number) => void;
  /** Null for who may not reserve. */
  reserve: ((asset: { id: number; tag: string }, from: string, to: string) => void) | null;
  open: (occupation: Occupation) => void;
}

/**
 * A row for each asset, a column for each day: arrows move, Shift or dragging marks several days, Enter reserves or
 * opens, Escape takes the mark away.
 */
export function CalendarGrid({ days, assets, occupations, step, reserve, open }: CalendarGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Cell>({ row: 0, column: Math.max(0, days.indexOf(today())) });
  const [mark, setMark] = useState<Mark | null>(null);
  useEffect(() => {
    // A drag that ends outside of the days marks nothing; one that ends on a day has been answered by it before.
    const drop = () => setMark(null);
    window.addEventListener('pointerup', drop);
    return () => window.removeEventListener('pointerup', drop);
  }, []);
  const row = Math.min(at.row, assets.length - 1);
  const column = Math.min(at.column, days.length - 1);
  const focus = (cell: Cell) => {
    setAt(cell);
    const wanted = `[data-cell="${cell.row}-${cell.column}"]`;
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(wanted)?.focus());
  };
  const taking = (cell: Cell): Occupation | undefined => {
    const day = days[cell.column] ?? '';
    return occupations.find((each) => each.assetId === assets[cell.row]?.id && isTaken(each, day));
  };
  const act = (cell: Cell, first: number, last: number) => {
    const occupation = taking(cell);
    const asset = assets[cell.row];
    setMark(null);
    if (occupation !== undefined) open(occupation);
    else if (asset !== undefined) reserve?.(asset, days[first] ?? today(), days[last] ?? today());
  };
  const keys = (event: KeyboardEvent) => {
    const steps = moves[event.key];
    if (steps !== undefined) {
      event.preventDefault();
      const next = {
        row: Math.max(0, Math.min(assets.length - 1, row + steps.rows)),
        column: Math.max(0, Math.min(days.length - 1, column + steps.columns)),
      };
      setMark(event.shiftKey && steps.rows === 0 ? { row, column: mark?.column ?? column, to: next.column } : null);
      focus(next);
      return;
    }
    if (event.key === 'Escape' && mark !== null) {
      event.preventDefault();
      event.stopPropagation();
      setMark(null);
      return;
    }
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      step(event.key === 'PageUp' ? -1 : 1);
      focus({ row, column });
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const [first, last] =
        mark === null ? [column, column] : [Math.min(mark.column, mark.to), Math.max(mark.column, mark.to)];
      act({ row, column }, first, last);
    }
  };
  const columns = { gridTemplateColumns: `minmax(190px, 250px) repeat(${days.length}, minmax(26px, 1fr))` };
  return (
    <div className={classes['scroll']}>
      <div
        ref={grid}
        role="grid"
        aria-label={t('calendar.title')}
        aria-colcount={days.length + 1}
        aria-rowcount={assets.length + 1}
        className={classes['grid']}
        onKeyDown={keys}
      >
        <div role="row" className={classes['head']} style={columns}>
          <div role="columnheader" className={classes['corner']}>
            {t('entity.asset')}
          </div>
          {days.map((day) => (
            <DayHead key={day} day={day} />
          ))}
        </div>
        {assets.map((asset, index) => (
          <div key={asset.id} role="rowgroup">
            {asset.pool?.id === assets[index - 1]?.pool?.id && index > 0 ? null : (
              <div role="row" className={classes['group']}>
                <div role="rowheader">{asset.pool?.name ?? t('calendar.noPool')}</div>
              </div>
            )}
            <div role="row" className={classes['row']} style={columns}>
              <div role="rowheader" className={classes['asset']}>
                <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>
                <span>{asset.name}</span>
              </div>
              <CalendarRow
                days={days}
                asset={asset}
                row={index}
                current={index === row ? column : null}
                mark={mark?.row === index ? mark : null}
                occupations={occupations.filter(({ assetId }) => assetId === asset.id)}
                setMark={reserve === null ? () => undefined : setMark}
                act={act}
                setAt={setAt}
              />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

const moves: Readonly<Record<string, { rows: number; columns: number }>> = {
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  Home: { rows: 0, columns: -Infinity },
  End: { rows: 0, columns: Infinity },
};

function DayHead({ day }: { day: string }) {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = dateFormat({ weekday: 'short', timeZone: 'UTC' }).format(date);
  return (
    <div
      role="columnheader"
      className={classes['day']}
      aria-label={formatDay(day)}
      data-weekend={weekdayOf(day) > 4 || undefined}
      data-today={day === today() || undefined}
    >
      <span>{weekday}</span>
      <strong>{Number(day.slice(8))}</strong>
    </div>
  );
}
