import type { OrderRow } from '#shared/features/maintenance/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { calendarFileOf } from '#backend/kernel/documents/calendar-file.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { listOrders } from './read-orders.ts';

/** More entries than these no calendar program reads in a breath. */
const mostEntries = 5000;

/** Asks where, then writes what is still to be done as a calendar for other programs. */
export async function saveCalendar(
  { backend, session }: Call,
  { assigneeId, language }: { assigneeId: number | null; language: 'en' | 'de' },
): Promise<{ path: string | null; orders: number }> {
  const actor = actingOperator(session);
  const path = await backend.host.chooseSaveFile({
    defaultName: 'maintenance.ics',
    filters: [{ name: 'iCalendar', extensions: ['ics'] }],
  });
  if (path === null) return { path, orders: 0 };
  const now = backend.surroundings.now();
  const query = { states: ['open' as const, 'in_work' as const], limit: mostEntries };
  const { rows } = await listOrders(
    openInventoryOf(backend).reader,
    assigneeId === null ? query : { ...query, assigneeId },
    dayOf(now),
  );
  const t = (key: string, facts: Record<string, string> = {}) => textIn(language, key, facts);
  const descriptionOf = ({ number, asset, dueOn, assignee }: OrderRow) =>
    [
      t('maintenance.file.order', { number: String(number) }),
      `${asset.tag} ${asset.name}`,
      t('maintenance.file.dueOn', { day: dueOn }),
      ...(assignee === null ? [] : [t('maintenance.file.assignee', { name: assignee.name })]),
    ].join('\n');
  const entries = rows.map((order) => ({
    uid: `work-order-${order.number}`,
    sequence: order.version,
    day: order.plannedOn,
    summary: `${order.asset.tag} · ${order.title}`,
    description: descriptionOf(order),
    location: order.place,
  }));
  const file = calendarFileOf({ name: t('maintenance.file.name'), product: 'Maintenance', entries }, now);
  await inTransaction(backend, actor, async (command) => {
    await command.record({
      event: 'maintenance.calendarSaved',
      subject: 'maintenance',
      data: { orders: rows.length },
    });
    writeFileWhole(path, file);
  });
  return { path, orders: rows.length };
}
