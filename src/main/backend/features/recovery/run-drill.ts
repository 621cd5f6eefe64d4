import type { DrillKind, StepOutcome } from '#shared/features/recovery/plan.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getDrill } from './read-drills.ts';
import { getPlan } from './read-plans.ts';
import './tables.ts';

interface Starting {
  planId: number;
  kind: DrillKind;
  /** Null when it fails at this moment. */
  failedAt: string | null;
}

/**
 * Runs a plan: its steps are copied, so that changing the plan changes nothing that is under way, and the first one
 * begins. Times are instants that are kept, so the stopwatch goes on while the application does not.
 *
 * @throws Failure DRILL_STATE when one of this plan runs, TIME_AHEAD.
 */
export async function startDrill(
  command: CommandContext,
  { planId, kind, failedAt }: Starting,
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const plan = await getPlan(tx, planId, dayOf(now));
  if (plan.runningId !== null) throw new Failure('DRILL_STATE', { state: 'running' });
  if (failedAt !== null && failedAt > now) throw new Failure('TIME_AHEAD', { at: failedAt });
  const number = await takeNumbers(tx, 'recovery_drill');
  const { id } = await tx
    .insertInto('recovery_drill')
    .values({
      number,
      plan_id: planId,
      kind,
      state: 'running',
      rto_minutes: plan.rtoMinutes,
      rpo_minutes: plan.rpoMinutes,
      failed_at: failedAt ?? now,
      started_at: now,
      started_by: actor.operatorId,
      data_from: null,
      ended_at: null,
      ended_by: null,
      findings: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [position, step] of plan.details.steps.entries())
    await tx
      .insertInto('drill_step')
      .values({
        drill_id: id,
        position,
        title: step.title,
        instructions: step.instructions,
        owner: step.owner === '' ? plan.owner : step.owner,
        target_minutes: step.targetMinutes,
        started_at: position === 0 ? now : null,
        ended_at: null,
        outcome: null,
        note: '',
        ended_by: null,
      })
      .execute();
  await command.record({
    event: 'recovery.drillStarted',
    subject: `recovery_drill:${id}`,
    data: { number, plan: plan.name, kind, failedAt: failedAt ?? now },
  });
  command.changed('recovery');
  return { id };
}

/** @throws Failure DRILL_STATE when it is over. */
async function getRunning(db: Db, id: number) {
  const drill = await getDrill(db, id);
  if (drill.state !== 'running') throw new Failure('DRILL_STATE', { state: drill.state });
  return drill;
}

interface Ending {
  drillId: number;
  position: number;
  outcome: StepOutcome;
  note: string;
}

/**
 * The step that runs ends and the next one begins, so that no time is lost between them.
 *
 * @throws Failure DRILL_STATE, STEP_NOT_NEXT when it is not that step's turn, FINDING_NEEDED when it failed without a word.
 */
export async function endStep(command: CommandContext, { drillId, position, outcome, note }: Ending): Promise<void> {
  const { tx, now, actor } = command;
  const { steps, number, version } = await getRunning(tx, drillId);
  const step = steps.find(({ startedAt, endedAt }) => startedAt !== null && endedAt === null);
  if (step?.position !== position) throw new Failure('STEP_NOT_NEXT', { step: String(position + 1) });
  if (outcome === 'failed' && note.trim() === '') throw new Failure('FINDING_NEEDED');
  await tx
    .updateTable('drill_step')
    .set({ ended_at: now, outcome, note, ended_by: actor.operatorId })
    .where('drill_id', '=', drillId)
    .where('position', '=', position)
    .execute();
  await tx
    .updateTable('drill_step')
    .set({ started_at: now })
    .where('drill_id', '=', drillId)
    .where('position', '=', position + 1)
    .execute();
  await countChange(command, drillId, version);
  await command.record({
    event: 'recovery.stepEnded',
    subject: `recovery_drill:${drillId}`,
    data: { number, step: step.title, outcome, note },
  });
}

async function countChange(command: CommandContext, id: number, version: number): Promise<void> {
  await command.tx
    .updateTable('recovery_drill')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute();
  command.changed('recovery');
}

/** The step that ended last goes on; that it had ended stays in the journal. @throws Failure DRILL_STATE, NOT_FOUND. */
export async function takeStepBack(command: CommandContext, { drillId }: { drillId: number }): Promise<void> {
  const { tx } = command;
  const { steps, number, version } = await getRunning(tx, drillId);
  const last = steps.findLast(({ endedAt }) => endedAt !== null);
  if (last === undefined) throw notFound('drill_step', drillId);
  await tx
    .updateTable('drill_step')
    .set({ started_at: null })
    .where('drill_id', '=', drillId)
    .where('position', '=', last.position + 1)
    .execute();
  await tx
    .updateTable('drill_step')
    .set({ ended_at: null, outcome: null, note: '', ended_by: null })
    .where('drill_id', '=', drillId)
    .where('position', '=', last.position)
    .execute();
  await countChange(command, drillId, version);
  await command.record({
    event: 'recovery.stepTakenBack',
    subject: `recovery_drill:${drillId}`,
    data: { number, step: last.title },
  });
}

interface EndingDrill {
  id: number;
  version: number;
  dataFrom: string | null;
  findings: string;
  /** It is broken off; steps may be open. */
  stopped: boolean;
}

/** @throws Failure DRILL_STATE, STEPS_OPEN, DATA_AFTER_FAILURE, FINDING_NEEDED when it is broken off without a word, CHANGED_MEANWHILE. */
export async function endDrill(command: CommandContext, ending: EndingDrill): Promise<void> {
  const { tx, now, actor } = command;
  const { id, version, dataFrom, findings, stopped } = ending;
  const drill = await getRunning(tx, id);
  if (drill.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'recovery_drill', id });
  const open = drill.steps.filter(({ outcome }) => outcome === null).length;
  if (!stopped && open > 0) throw new Failure('STEPS_OPEN', { count: open });
  if (stopped && findings.trim() === '') throw new Failure('FINDING_NEEDED');
  if (dataFrom !== null && dataFrom > drill.failedAt) throw new Failure('DATA_AFTER_FAILURE');
  await tx
    .updateTable('recovery_drill')
    .set({
      state: stopped ? 'stopped' : 'done',
      data_from: dataFrom,
      findings,
      // People can work when the last step is done, not when somebody gets round to saying so.
      ended_at: stopped ? now : (drill.steps.at(-1)?.endedAt ?? now),
      ended_by: actor.operatorId,
      version: version + 1,
    })
    .where('id', '=', id)
    .execute();
  const { verdict } = await getDrill(tx, id);
  await command.record({
    event: stopped ? 'recovery.drillStopped' : 'recovery.drillEnded',
    subject: `recovery_drill:${id}`,
    data: { number: drill.number, plan: drill.plan.name, ...verdict, findings },
  });
  command.changed('recovery');
}
