import type { RunOutcome } from '#shared/features/recovery/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getItem } from './read-items.ts';

interface RecordedRun {
  itemId: number;
  endedAt: string;
  outcome: RunOutcome;
  bytes: number | null;
  note: string;
}

/** A run that somebody writes down. @throws Failure TIME_AHEAD, RUN_KNOWN. */
export async function recordRun(command: CommandContext, run: RecordedRun): Promise<void> {
  const { tx, now, actor } = command;
  const { itemId, endedAt, outcome, bytes, note } = run;
  const { what } = await getItem(tx, itemId, now);
  if (endedAt > now) throw new Failure('TIME_AHEAD', { at: endedAt });
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('protection_run')
    .values({
      item_id: itemId,
      ended_at: endedAt,
      outcome,
      bytes,
      note,
      source: '',
      recorded_at: now,
      recorded_by: actor.operatorId,
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'ended_at']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Failure('RUN_KNOWN', { at: endedAt });
  await command.record({
    event: 'recovery.runRecorded',
    subject: `protected_item:${itemId}`,
    data: { what, endedAt, outcome, bytes, note },
  });
  command.changed('recovery');
}

interface RecordedTest {
  itemId: number;
  testedOn: Day;
  sample: string;
  passed: boolean;
  minutes: number | null;
  note: string;
}

/** Something was brought back, or could not be. @throws Failure DAY_AHEAD, FINDING_NEEDED when it failed without a word. */
export async function recordTest(command: CommandContext, test: RecordedTest): Promise<void> {
  const { tx, now, actor } = command;
  const { itemId, testedOn, sample, passed, minutes, note } = test;
  const { what } = await getItem(tx, itemId, now);
  if (testedOn > dayOf(now)) throw new Failure('DAY_AHEAD', { day: testedOn });
  if (!passed && note.trim() === '') throw new Failure('FINDING_NEEDED');
  await tx
    .insertInto('restore_test')
    .values({
      item_id: itemId,
      tested_on: testedOn,
      sample,
      passed: passed ? 1 : 0,
      minutes,
      note,
      recorded_at: now,
      recorded_by: actor.operatorId,
    })
    .execute();
  await command.record({
    event: 'recovery.testRecorded',
    subject: `protected_item:${itemId}`,
    data: { what, testedOn, sample, passed, minutes, note },
  });
  command.changed('recovery');
}
