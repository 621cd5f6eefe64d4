import { sql } from 'kysely';
import * as z from 'zod';
import { guideStep } from '#shared/features/support/model.ts';
import type { GuideStep, SupportCategory } from '#shared/features/support/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getCategoryRow } from './open-ticket.ts';
import { getTicketRow, note, refuseEnded } from './repository.ts';
import { faultOfGuide, nextStep } from './rules.ts';

export function guideOf(text: string): GuideStep[] {
  return z.array(guideStep).parse(JSON.parse(text));
}

export async function listCategories(db: Db): Promise<SupportCategory[]> {
  const rows = await db
    .selectFrom('support_category')
    .selectAll()
    .select(
      sql<number>`(SELECT count(*) FROM ticket WHERE category_id = support_category.id
        AND state IN ('new', 'in_progress', 'waiting'))`.as('open_tickets'),
    )
    .where('archived_at', 'is', null)
    .orderBy(sql`name COLLATE NOCASE`)
    .execute();
  return rows.map(({ id, name, guide, open_tickets: openTickets, version }) => ({
    id,
    name,
    guide: guideOf(guide),
    openTickets,
    version,
  }));
}

interface SavedCategory {
  id: number | null;
  version: number | null;
  name: string;
  guide: GuideStep[];
}

/** @throws Failure NAME_TAKEN, GUIDE_LEADS_NOWHERE, GUIDE_GOES_ROUND, CHANGED_MEANWHILE. */
export async function saveCategory(
  command: CommandContext,
  { id, version, name, guide }: SavedCategory,
): Promise<{ id: number }> {
  const { tx } = command;
  const fault = faultOfGuide(guide);
  if (fault !== null) {
    const { because, ...facts } = fault;
    throw because === 'GUIDE_GOES_ROUND'
      ? new Failure('GUIDE_GOES_ROUND', facts)
      : new Failure('GUIDE_LEADS_NOWHERE', facts);
  }
  const other = await tx
    .selectFrom('support_category')
    .select('id')
    .where(sql<boolean>`name = ${name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (other && other.id !== id) throw new Failure('NAME_TAKEN', { name });
  const values = { name, guide: JSON.stringify(guide) };
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('support_category')
      .values({ ...values, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else {
    const before = await getCategoryRow(tx, saved);
    if (before.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'support_category', id: saved });
    await tx
      .updateTable('support_category')
      .set({ ...values, version: before.version + 1 })
      .where('id', '=', saved)
      .execute();
  }
  await command.record({
    event: 'support.categorySaved',
    subject: `support_category:${saved}`,
    data: { name, steps: guide.map(({ question }) => question).join(' · ') },
  });
  command.changed('support');
  return { id: saved };
}

export async function listAnswers(db: Db, ticketId: number) {
  return db.selectFrom('ticket_answer').selectAll().where('ticket_id', '=', ticketId).orderBy('position').execute();
}

/**
 * Answers the question that the guide asks next. Question, answer and advice are kept as they were read, whatever
 * becomes of the guide.
 *
 * @throws Failure TICKET_STATE, STEP_UNKNOWN when it is not that question's turn.
 */
export async function answerStep(
  command: CommandContext,
  { id, step: key, answer: index }: { id: number; step: string; answer: number },
): Promise<{ next: string | null; advice: string | null }> {
  const { tx } = command;
  const ticket = await getTicketRow(tx, id);
  refuseEnded(ticket);
  if (ticket.category_id === null) throw new Failure('STEP_UNKNOWN', { step: key });
  const guide = guideOf((await getCategoryRow(tx, ticket.category_id)).guide);
  const given = await listAnswers(tx, id);
  const step = nextStep(guide, given);
  const answer = step?.answers[index];
  if (step === null || step.key !== key || answer === undefined) throw new Failure('STEP_UNKNOWN', { step: key });
  await tx
    .insertInto('ticket_answer')
    .values({
      ticket_id: id,
      position: given.length,
      step: key,
      question: step.question,
      answer: answer.label,
      advice: answer.advice,
    })
    .execute();
  await note(command, ticket, {
    kind: 'answered',
    event: 'support.answered',
    text: `${step.question} ${answer.label}`,
  });
  return { next: answer.next, advice: answer.advice };
}

/** Takes the last answer back; that it was given stays in the history. @throws Failure TICKET_STATE */
export async function takeAnswerBack(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx } = command;
  const ticket = await getTicketRow(tx, id);
  refuseEnded(ticket);
  const last = (await listAnswers(tx, id)).at(-1);
  if (last === undefined) throw notFound('ticket_answer', id);
  await tx.deleteFrom('ticket_answer').where('ticket_id', '=', id).where('position', '=', last.position).execute();
  await note(command, ticket, {
    kind: 'answered',
    event: 'support.answerTakenBack',
    text: `↶ ${last.question} ${last.answer}`,
  });
}
