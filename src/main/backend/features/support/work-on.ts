import type { TicketState } from '#shared/features/support/model.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getSeen, getTicketRow, note, refuseEnded, updateTicket, writeSearch } from './repository.ts';
import type { TicketRowOfDb } from './repository.ts';
import { isRunning, mayBecome, targetsOf, waitedUntil } from './rules.ts';
import { supportSetting } from './settings.ts';

/** @throws Failure TICKET_STATE, CHANGED_MEANWHILE. */
export async function assign(
  command: CommandContext,
  { operatorId, ...seen }: Seen & { operatorId: number | null },
): Promise<void> {
  const ticket = await getSeen(command.tx, seen);
  refuseEnded(ticket);
  const operator =
    operatorId === null
      ? null
      : await command.tx
          .selectFrom('operator')
          .select('display_name')
          .where('id', '=', operatorId)
          .where('active', '=', 1)
          .executeTakeFirst();
  if (operator === undefined) throw notFound('operator', operatorId ?? 0);
  await updateTicket(command, ticket, { assignee_id: operatorId });
  await note(command, ticket, {
    kind: 'assigned',
    event: 'support.assigned',
    text: operator?.display_name ?? null,
  });
}

/** What a ticket that does not wait any more has waited, and until when it now has to be solved. */
async function afterWaiting({ tx, now }: CommandContext, ticket: TicketRowOfDb) {
  if (ticket.waiting_since === null) return {};
  const settings = await readSetting(tx, supportSetting);
  const waited = ticket.waited_minutes + waitedUntil(settings, ticket.waiting_since, now);
  const { resolveBy } = targetsOf(settings, { openedAt: ticket.opened_at, priority: ticket.priority, waited });
  return { waiting_since: null, waited_minutes: waited, resolve_by: resolveBy };
}

/** Begins, waits for somebody else, or closes what was solved. @throws Failure TICKET_STATE, CHANGED_MEANWHILE. */
export async function setState(
  command: CommandContext,
  { state, ...seen }: Seen & { state: Exclude<TicketState, 'new' | 'resolved'> },
): Promise<void> {
  const { now, actor } = command;
  const ticket = await getSeen(command.tx, seen);
  // What was solved is opened again with a reason.
  if (!mayBecome(ticket.state, state) || (state !== 'closed' && !isRunning(ticket.state)))
    throw new Failure('TICKET_STATE', { state: ticket.state });
  await updateTicket(command, ticket, {
    ...(await afterWaiting(command, ticket)),
    state,
    ...(state === 'waiting' ? { waiting_since: now } : {}),
    ...(state === 'in_progress' ? { assignee_id: ticket.assignee_id ?? actor.operatorId } : {}),
  });
  await note(command, ticket, {
    kind: 'state',
    event: 'support.stateChanged',
    text: state,
    data: { before: ticket.state },
  });
}

interface Comment {
  id: number;
  text: string;
  internal: boolean;
  minutes: number | null;
}

/** Says something to whoever asked, or only to each other. The first public word is the response. */
export async function comment(command: CommandContext, { id, text, internal, minutes }: Comment): Promise<void> {
  const ticket = await getTicketRow(command.tx, id);
  if (ticket.merged_into !== null) throw new Failure('TICKET_STATE', { state: ticket.state });
  await note(command, ticket, {
    kind: internal ? 'internal' : 'comment',
    event: internal ? 'support.notedInternally' : 'support.commented',
    text: text.trim(),
    minutes,
  });
  if (!internal && ticket.responded_at === null) await updateTicket(command, ticket, { responded_at: command.now });
}

interface Resolution extends Seen {
  resolution: string;
  hardwareFailure: boolean;
  minutes: number | null;
}

/** Says what helped. @throws Failure TICKET_STATE, CHANGED_MEANWHILE. */
export async function resolve(
  command: CommandContext,
  { resolution, hardwareFailure, minutes, ...seen }: Resolution,
): Promise<void> {
  const { now, actor } = command;
  const ticket = await getSeen(command.tx, seen);
  refuseEnded(ticket);
  const words = resolution.trim();
  await updateTicket(command, ticket, {
    ...(await afterWaiting(command, ticket)),
    state: 'resolved',
    resolved_at: now,
    resolution: words,
    hardware_failure: hardwareFailure ? 1 : 0,
    responded_at: ticket.responded_at ?? now,
    assignee_id: ticket.assignee_id ?? actor.operatorId,
  });
  await writeSearch(command, ticket.id);
  await note(command, ticket, {
    kind: 'resolved',
    event: 'support.resolved',
    text: words,
    minutes,
    data: { hardwareFailure },
  });
}

/** It did not help, or came back. @throws Failure TICKET_STATE, CHANGED_MEANWHILE. */
export async function reopen(command: CommandContext, { reason, ...seen }: Seen & { reason: string }): Promise<void> {
  const ticket = await getSeen(command.tx, seen);
  if (isRunning(ticket.state) || ticket.merged_into !== null)
    throw new Failure('TICKET_STATE', { state: ticket.state });
  await updateTicket(command, ticket, {
    state: 'in_progress',
    resolved_at: null,
    reopened: ticket.reopened + 1,
  });
  await note(command, ticket, { kind: 'reopened', event: 'support.reopened', text: reason.trim() });
}

/** Carries a ticket on in another one that tells the same. @throws Failure TICKET_STATE, MERGE_INTO_ITSELF, CHANGED_MEANWHILE. */
export async function merge(command: CommandContext, { intoId, ...seen }: Seen & { intoId: number }): Promise<void> {
  const { tx, now } = command;
  const ticket = await getSeen(tx, seen);
  if (intoId === ticket.id) throw new Failure('MERGE_INTO_ITSELF');
  refuseEnded(ticket);
  const into = await getTicketRow(tx, intoId);
  refuseEnded(into);
  // What was merged into this one goes along: nobody has to follow a chain.
  const before = await tx.selectFrom('ticket').select('id').where('merged_into', '=', ticket.id).executeTakeFirst();
  if (before) throw new Failure('TICKET_STATE', { state: ticket.state });
  await updateTicket(command, ticket, {
    state: 'closed',
    waiting_since: null,
    resolved_at: now,
    resolution: `→ ${into.number}`,
    merged_into: into.id,
  });
  await note(command, ticket, {
    kind: 'merged',
    event: 'support.merged',
    text: String(into.number),
    data: { into: into.number },
  });
  await note(command, into, {
    kind: 'merged',
    event: 'support.tookIn',
    text: `${ticket.number}: ${ticket.title}`,
    data: { from: ticket.number },
  });
}

/** Joins a ticket with the work or the incident that it led to. @throws Failure TICKET_STATE, CHANGED_MEANWHILE. */
export async function link(
  command: CommandContext,
  { workOrderId, incidentId, ...seen }: Seen & { workOrderId: number | null; incidentId: number | null },
): Promise<void> {
  const { tx } = command;
  const ticket = await getSeen(tx, seen);
  if (ticket.merged_into !== null) throw new Failure('TICKET_STATE', { state: ticket.state });
  const order =
    workOrderId === null
      ? null
      : await tx.selectFrom('work_order').select('number').where('id', '=', workOrderId).executeTakeFirst();
  if (order === undefined) throw notFound('work_order', workOrderId ?? 0);
  const incident =
    incidentId === null
      ? null
      : await tx.selectFrom('incident').select('number').where('id', '=', incidentId).executeTakeFirst();
  if (incident === undefined) throw notFound('incident', incidentId ?? 0);
  await updateTicket(command, ticket, { work_order_id: workOrderId, incident_id: incidentId });
  await note(command, ticket, {
    kind: 'linked',
    event: 'support.linked',
    text: null,
    data: { workOrder: order?.number ?? null, incident: incident?.number ?? null },
  });
}
