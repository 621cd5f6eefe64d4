import type { CalendarAsset, Occupation } from '#shared/features/loans/contract.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { isTaken } from './calendar-cells.ts';
import type { Cell, Mark } from './calendar-cells.ts';
import { weekdayOf } from './calendar-days.ts';
import classes from './calendar.module.css';

interface CalendarRowProps {
  days: readonly string[];
  asset: CalendarAsset;
  row: number;
  /** The column that the keyboard is at; null in every other row. */
  current: number | null;
  mark: Mark | null;
  occupations: readonly Occupation[];
  setMark: (mark: Mark | null) => void;
  act: (cell: Cell, first: number, last: number) => void;
  setAt: (cell: Cell) => void;
}

function sentenceOf({ kind, who, from, to, overdue, purpose }: Occupation): string {
  const facts = { name: who, from: formatDay(from), to: to === null ? t('calendar.openEnd') : formatDay(to) };
  const sentence = t(
    kind === 'maintenance'
      ? 'calendar.underMaintenance'
      : kind === 'reservation'
        ? 'calendar.reservedFor'
        : overdue
          ? 'calendar.overdueWith'
          : 'calendar.lentTo',
    facts,
  );
  return purpose === null ? sentence : `${sentence} · ${purpose}`;
}

/** The days of one asset, and over them bars of what is taken. */
export function CalendarRow(props: CalendarRowProps) {
  const { days, asset, row, current, mark, occupations, setMark, act, setAt } = props;
  const marked = (column: number) =>
    mark !== null && column >= Math.min(mark.column, mark.to) && column <= Math.max(mark.column, mark.to);
  return (
    <>
      {days.map((day, column) => {
        const taken = occupations.find((each) => isTaken(each, day));
        const cell = { row, column };
        return (
          <div
            key={day}
            role="gridcell"
            tabIndex={current === column ? 0 : -1}
            data-cell={`${row}-${column}`}
            data-weekend={weekdayOf(day) > 4 || undefined}
            data-today={day === today() || undefined}
            data-marked={marked(column) || undefined}
            className={classes['cell']}
            style={{ gridColumn: column + 2 }}
            aria-label={`${asset.tag}, ${formatDay(day)}: ${taken === undefined ? t('calendar.free') : sentenceOf(taken)}`}
            onFocus={() => setAt(cell)}
            onPointerDown={() => {
              if (taken === undefined) setMark({ ...cell, to: column });
            }}
            onPointerEnter={(event) => {
              if (mark !== null && event.buttons === 1) setMark({ ...mark, to: column });
            }}
            onPointerUp={() => {
              if (mark === null) act(cell, column, column);
              else act({ row, column: mark.column }, Math.min(mark.column, column), Math.max(mark.column, column));
            }}
          />
        );
      })}
      {occupations.map((occupation) => {
        const [first = '', last = ''] = [days[0], days.at(-1)];
        const start = occupation.from < first ? 0 : days.indexOf(occupation.from);
        const end = occupation.to === null || occupation.to > last ? days.length - 1 : days.indexOf(occupation.to);
        return (
          <div
            key={`${occupation.kind}-${occupation.id}`}
            aria-hidden
            className={classes['bar']}
            data-kind={occupation.overdue ? 'overdue' : occupation.kind}
            title={sentenceOf(occupation)}
            style={{ gridColumn: `${start + 2} / ${end + 3}` }}
          >
            {occupation.who}
          </div>
        );
      })}
    </>
  );
}
