import { isReminderDue, standingOf } from '#shared/features/procurement/approval-routing.ts';
import { storageFailureOf } from '#backend/kernel/failure.ts';
import type { Inventory } from '#backend/kernel/inventory.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { policySetting } from '../settings.ts';
import { settle } from './decide.ts';
import { listOpenApprovals, votesOf } from './repository.ts';
import type { StoredApproval } from './repository.ts';

/** Nothing becomes overdue from one second to the next: who looks again within this time finds what the last look left. Milliseconds. */
const lookAgainAfter = 60_000;

/** When the proposals of an open database were looked through last. */
const lookedAt = new WeakMap<Inventory, number>();

/** Whether it is time to look; a clock that was set back is no reason to wait. */
function isTimeToLook(inventory: Inventory, now: number): boolean {
  const last = lookedAt.get(inventory);
  if (last !== undefined && now >= last && now - last < lookAgainAfter) return false;
  lookedAt.set(inventory, now);
  return true;
}

/**
 * Ends proposals whose time is over and reminds of those that nobody decides. Called when the database is opened and
 * when somebody looks, at most once a minute: whoever looks finds them as they are.
 */
export async function keepProposalsInTime(backend: Backend): Promise<void> {
  const { inventory } = backend;
  if (!inventory) return;
  const now = backend.surroundings.now();
  if (!isTimeToLook(inventory, Date.parse(now))) return;
  const due = dueOf(
    await listOpenApprovals(inventory.reader),
    (await readSetting(inventory.reader, policySetting)).reminderDays,
    now,
  );
  if (due.over.length === 0 && due.late.length === 0) return;
  try {
    await inTransaction(backend, clock, closeAndRemind);
  } catch (error) {
    // Reading goes on on a full disk; the next command says so to somebody who can do something about it.
    if (!storageFailureOf(error)) throw error;
  }
}

function dueOf(open: readonly StoredApproval[], reminderDays: number, now: string) {
  const over = open.filter(({ expiresAt }) => expiresAt < now);
  const late = open.filter(
    (approval) => !over.includes(approval) && isReminderDue(stepsOf(approval), reminderDays, now),
  );
  return { over, late };
}

function stepsOf({ openedAt, votes, reminders }: StoredApproval): string[] {
  return [openedAt, ...[...votes, ...reminders].map(({ at }) => at)];
}

async function closeAndRemind(command: CommandContext): Promise<void> {
  const { tx, now } = command;
  const { reminderDays } = await readSetting(tx, policySetting);
  const { over, late } = dueOf(await listOpenApprovals(tx), reminderDays, now);
  for (const approval of over) await close(command, approval);
  for (const approval of late) await remind(command, approval);
  command.changed('procurement');
}

/** A committee with its quorum has decided by then; everything else ends without a decision. */
async function close(command: CommandContext, approval: StoredApproval): Promise<void> {
  const { outcome } = standingOf(approval.stages, votesOf(approval.votes), true);
  const no = approval.votes.find(({ verdict }) => verdict === 'reject')?.comment ?? '';
  await settle(command, approval, outcome === 'open' ? 'expired' : outcome, outcome === 'rejected' ? no : '');
}

async function remind(command: CommandContext, approval: StoredApproval): Promise<void> {
  const { stage } = standingOf(approval.stages, votesOf(approval.votes));
  await command.tx
    .insertInto('approval_reminder')
    .values({ approval_id: approval.id, stage, at: command.now })
    .execute();
  await command.record({
    event: 'procurement.approversReminded',
    subject: `requisition:${approval.requisitionId}`,
    data: { approval: approval.id, stage: stage + 1, members: [...(approval.stages[stage]?.members ?? [])] },
  });
}
