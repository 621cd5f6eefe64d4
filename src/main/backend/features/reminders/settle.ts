import { settledBy } from '#shared/features/reminders/model.ts';
import type { ReminderKey } from '#shared/features/reminders/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

/** Whoever does the work says that it is done. @throws Failure FORBIDDEN */
function refuseOthers({ actor }: CommandContext, keys: readonly ReminderKey[]): void {
  for (const { kind } of keys) {
    const permission = settledBy[kind];
    if (!actor.may(permission)) throw new Failure('FORBIDDEN', { permission });
  }
}

interface Said {
  snoozed_until: Day | null;
  done_at: string | null;
  done_by: number | null;
  note: string | null;
}

async function say(command: CommandContext, { kind, subject, day }: ReminderKey, said: Said): Promise<void> {
  await command.tx
    .insertInto('reminder')
    .values({ kind, subject, day, ...said })
    .onConflict((conflict) => conflict.columns(['kind', 'subject', 'day']).doUpdateSet(said))
    .execute();
}

const subjectOf = ({ kind, subject }: ReminderKey) => `reminder:${kind}:${subject}`;

/** Puts dates off until a day, or brings them back. @throws Failure FORBIDDEN, DAY_IS_PAST */
export async function snoozeReminders(
  command: CommandContext,
  { keys, until }: { keys: readonly ReminderKey[]; until: Day | null },
): Promise<void> {
  refuseOthers(command, keys);
  if (until !== null && until <= dayOf(command.now)) throw new Failure('DAY_IS_PAST');
  for (const key of keys) {
    await say(command, key, { snoozed_until: until, done_at: null, done_by: null, note: null });
    await command.record({
      event: until === null ? 'reminders.reopened' : 'reminders.snoozed',
      subject: subjectOf(key),
      data: { kind: key.kind, day: key.day, until },
    });
  }
  command.changed('reminders');
}

/** Says that dates are dealt with, or not after all; the thing itself is not touched. @throws Failure FORBIDDEN */
export async function settleReminders(
  command: CommandContext,
  { keys, done, note }: { keys: readonly ReminderKey[]; done: boolean; note: string },
): Promise<void> {
  refuseOthers(command, keys);
  const { now, actor } = command;
  for (const key of keys) {
    await say(command, key, {
      snoozed_until: null,
      done_at: done ? now : null,
      done_by: done ? actor.operatorId : null,
      note: done && note !== '' ? note : null,
    });
    await command.record({
      event: done ? 'reminders.settled' : 'reminders.reopened',
      subject: subjectOf(key),
      data: { kind: key.kind, day: key.day, note },
    });
  }
  command.changed('reminders');
}
