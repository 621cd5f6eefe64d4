import { standingOf } from '#shared/features/procurement/approval-routing.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { mailFileOf } from '#backend/kernel/documents/mail-file.ts';
import type { MailAddress } from '#backend/kernel/documents/mail-file.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { noteWritten } from '#backend/features/reminders/index.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { getApproval, listApprovers, votesOf } from './repository.ts';

interface About {
  approvalId: number;
  language: 'en' | 'de';
}

interface Draft {
  to: MailAddress[];
  /** Who has to decide, also those whose address nobody knows. */
  names: string[];
  subject: string;
  text: string;
  stage: number;
  requisitionId: number;
  number: string;
  /** The last day on which it can be decided. */
  until: string;
}

/**
 * What to write to those who have to decide now: who of the stage has not voted yet; where anyone may decide, all who
 * may. Addresses are those of the people who have the operators' usernames.
 *
 * @throws Failure APPROVAL_CLOSED.
 */
export async function prepareApprovalReminder(db: Db, { approvalId, language }: About): Promise<Draft> {
  const approval = await getApproval(db, approvalId);
  if (approval.state !== 'open') throw new Failure('APPROVAL_CLOSED', { state: approval.state });
  const { stage } = standingOf(approval.stages, votesOf(approval.votes));
  const at = approval.stages[stage];
  const voted = new Set(approval.votes.filter((vote) => vote.stage === stage).map(({ memberId }) => memberId));
  const approvers = await listApprovers(db);
  const wanted = approvers
    .filter(({ id }) => at === undefined || at.mode === 'anyone' || at.members.includes(id))
    .filter(({ id }) => !voted.has(id) && !approval.involved.includes(id));
  const to = await addressesOf(
    db,
    wanted.map(({ id }) => id),
  );
  const requisition = await getRequisition(db, approval.requisitionId);
  const organisation = (await readSetting(db, organisationSetting)).name;
  const { number } = requisition;
  const facts = { number, organisation, until: dayOf(approval.expiresAt) };
  const what = requisition.lines.map(
    (line) =>
      `- ${line.quantity} × ${[line.model?.name ?? line.category.name, line.description].filter(Boolean).join(', ')}`,
  );
  const names = wanted.map(({ name }) => name);
  return {
    to,
    names,
    subject: textIn(language, 'approvalReminder.subject', facts),
    text: [
      textIn(language, 'reminder.greeting', { name: names.join(', ') }),
      textIn(language, 'approvalReminder.body', { ...facts, requester: requisition.requester.name }),
      what.join('\n'),
      textIn(language, 'approvalReminder.reason', { reason: approval.reason }),
      textIn(language, 'approvalReminder.end', facts),
    ].join('\n\n'),
    stage,
    requisitionId: approval.requisitionId,
    number,
    until: facts.until,
  };
}

async function addressesOf(db: Db, operatorIds: readonly number[]): Promise<MailAddress[]> {
  if (operatorIds.length === 0) return [];
  const rows = await db
    .selectFrom('operator')
    .innerJoin('person', (join) => join.onRef('person.username', '=', 'operator.username'))
    .select(['operator.display_name as name', 'person.email as address'])
    .where('operator.id', 'in', operatorIds)
    .where('person.archived_at', 'is', null)
    .where('person.email', 'is not', null)
    .orderBy('operator.display_name')
    .execute();
  return rows.flatMap(({ name, address }) => (address === null ? [] : [{ name, address }]));
}

/**
 * Keeps that those who have to decide were reminded by hand.
 *
 * @throws Failure APPROVAL_CLOSED.
 */
export async function noteApprovalReminder(
  command: CommandContext,
  { approvalId, way }: { approvalId: number; way: 'copied' | 'mail' | 'file' },
): Promise<void> {
  const { stage, requisitionId, number, names, to, until } = await prepareApprovalReminder(command.tx, {
    approvalId,
    language: 'en',
  });
  await command.tx
    .insertInto('approval_reminder')
    .values({ approval_id: approvalId, stage, at: command.now })
    .execute();
  for (const { address } of to)
    await noteWritten(command, { kind: 'approval', subject: `approval:${approvalId}`, day: until }, address);
  await command.record({
    event: 'procurement.approversReminded',
    subject: `requisition:${requisitionId}`,
    data: { number, approval: approvalId, stage: stage + 1, members: names, way },
  });
  command.changed('procurement');
}

/**
 * Writes the reminder as a mail that waits in a file for whoever sends it.
 *
 * @throws Failure APPROVAL_CLOSED.
 */
export async function saveApprovalReminder({ backend, session }: Call, about: About): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const { number } = await prepareApprovalReminder(openInventoryOf(backend).reader, about);
  const path = await backend.host.chooseSaveFile({
    defaultName: `${number}.eml`,
    filters: [{ name: 'E-mail', extensions: ['eml'] }],
  });
  if (path === null) return { path };
  await inTransaction(backend, actor, async (command) => {
    // Once more: somebody may have decided while the dialog was open.
    const { to, subject, text } = await prepareApprovalReminder(command.tx, about);
    await noteApprovalReminder(command, { approvalId: about.approvalId, way: 'file' });
    // The last step: when it fails nobody was reminded.
    writeFileWhole(path, mailFileOf({ to, subject, text }));
  });
  return { path };
}
