import { urgencyOf } from '#shared/features/reminders/model.ts';
import type { ReminderKey } from '#shared/features/reminders/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import '../tables.ts';

/** Somebody was written to by hand about a date: the letters that go out by themselves do not say it again. */
export async function noteWritten(
  command: CommandContext,
  { kind, subject, day }: ReminderKey,
  address: string,
): Promise<void> {
  const stage = urgencyOf(day, dayOf(command.now)) === 'ahead' ? 'ahead' : 'due';
  await command.tx
    .insertInto('reminder_mail')
    .values({ kind, subject, day, address, stage, at: command.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
