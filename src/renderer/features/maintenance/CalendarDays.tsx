import { useState } from 'react';
import type { DragEvent, KeyboardEvent } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import type { CalendarDay } from '#shared/features/maintenance/contract.ts';
import type { OrderRow } from '#shared/features/maintenance/model.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { dateFormat } from '#renderer/ui/text/formatters.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './calendar.module.css';
import { orderLook } from './order-look.ts';

interface CalendarDaysProps {
  days: readonly CalendarDay[];
  /** The month that is looked at, `YYYY-MM`; days beside it are paler. */
  month: string | null;
  open: (orderId: number) => void;
  showDay: (day: string) => void;
  /** Null for who may not plan. */
  move: ((order: OrderRow, day: string) => void) | null;
}

const isMovable = ({ state }: OrderRow) => state === 'open' || state === 'in_work';

/** Alt and an arrow move an order by a day or a week, as dragging does. */
const stepOf: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Days in weeks from Monday on. What is dropped on a day is shown there at once, and goes back when it was refused. */
export function CalendarDays({ days, month, open, showDay, move }: CalendarDaysProps) {
  const [dragged, setDragged] = useState<OrderRow | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const drop = (day: string) => (event: DragEvent) => {
    event.preventDefault();
    setOver(null);
    if (dragged !== null && dragged.plannedOn !== day) move?.(dragged, day);
    setDragged(null);
  };
  const weekday = dateFormat({ weekday: 'short', timeZone: 'UTC' });
  return (
    <div
      className={classes['calendar']}
      data-span={month === null ? 'week' : 'month'}
      role="group"
      aria-label={t('calendar.title')}
    >
      {days.slice(0, 7).map(({ day }) => (
        <div key={day} className={classes['weekday']} aria-hidden>
          {weekday.format(new Date(`${day}T00:00:00Z`))}
        </div>
      ))}
      {days.map(({ day, orders, shown, expected }) => (
        <section
          key={day}
          className={classes['day']}
          aria-label={formatDay(day)}
          data-today={day === today() || undefined}
          data-beside={(month !== null && !day.startsWith(month)) || undefined}
          data-over={(over === day && dragged !== null) || undefined}
          data-past={day < today() || undefined}
          onDragOver={(event) => {
            if (dragged === null || day < today()) return;
            event.preventDefault();
            setOver(day);
          }}
          onDragLeave={() => setOver(null)}
          onDrop={drop(day)}
        >
          <div className={classes['date']}>
            <strong>{Number(day.slice(8))}</strong>
            {expected === 0 ? null : <span>{t('maintenance.expected', { count: expected })}</span>}
          </div>
          {shown.map((order) => (
            <Entry
              key={order.id}
              order={order}
              open={open}
              drag={move !== null && isMovable(order) ? setDragged : null}
              move={move}
            />
          ))}
          {orders > shown.length ? (
            <button type="button" className={classes['more']} onClick={() => showDay(day)}>
              {t('maintenance.more', { count: orders - shown.length })}
            </button>
          ) : null}
        </section>
      ))}
    </div>
  );
}

interface EntryProps {
  order: OrderRow;
  open: (orderId: number) => void;
  drag: ((order: OrderRow | null) => void) | null;
  move: ((order: OrderRow, day: string) => void) | null;
}

function Entry({ order, open, drag, move }: EntryProps) {
  const { tone, icon: Icon, label } = orderLook(order);
  const keys = (event: KeyboardEvent) => {
    const step = event.altKey ? stepOf[event.key] : undefined;
    if (step === undefined || drag === null) return;
    event.preventDefault();
    move?.(order, addDays(order.plannedOn, step));
  };
  return (
    <button
      type="button"
      className={classes['entry']}
      data-tone={tone}
      draggable={drag !== null}
      title={`${order.asset.tag} · ${order.title} · ${label}`}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', String(order.number));
        drag?.(order);
      }}
      onDragEnd={() => drag?.(null)}
      onKeyDown={keys}
      onClick={() => open(order.id)}
    >
      <Icon size={13} aria-label={label} />
      <span>
        {order.asset.tag} · {order.title}
      </span>
    </button>
  );
}
