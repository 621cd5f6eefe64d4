import type { ProtectionProblem, RunOutcome } from '#shared/features/recovery/model.ts';
import type { DrillState, DrillVerdict, PlanProblem, StepOutcome } from '#shared/features/recovery/plan.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

const hour = 3_600_000;
const minute = 60_000;

/** What is known of something that is protected. */
export interface Protection {
  everyHours: number;
  testEveryDays: number | null;
  createdAt: string;
  lastRun: { outcome: RunOutcome } | null;
  /** When the last run ended that can be restored from. */
  lastGoodAt: string | null;
  lastTest: { passed: boolean } | null;
  /** The day of the last restore test that passed. */
  lastPassedOn: Day | null;
}

/**
 * The instant from which a backup is overdue: its interval after the last good one, and a tenth of it more, at least an
 * hour. Without that a nightly run that takes five minutes longer than yesterday would raise an alarm every day.
 */
export function overdueFrom({ everyHours, lastGoodAt, createdAt }: Protection): string {
  const grace = Math.max(hour, (everyHours * hour) / 10);
  return new Date(Date.parse(lastGoodAt ?? createdAt) + everyHours * hour + grace).toISOString();
}

/** What is wrong, the worst first. What was never restored has no proof that it can be. */
export function problemsOf(item: Protection, now: string): ProtectionProblem[] {
  const { lastRun, lastTest, testEveryDays, lastPassedOn } = item;
  const isTested =
    testEveryDays === null || (lastPassedOn !== null && addDays(lastPassedOn, testEveryDays) >= now.slice(0, 10));
  return [
    ...(lastRun?.outcome === 'failed' ? (['failing'] as const) : []),
    ...(overdueFrom(item) < now ? (['overdue'] as const) : []),
    ...(lastTest !== null && !lastTest.passed ? (['test_failed'] as const) : []),
    ...(isTested ? [] : (['untested'] as const)),
  ];
}

export interface TimedStep {
  startedAt: string | null;
  endedAt: string | null;
  targetMinutes: number | null;
  outcome: StepOutcome | null;
}

export interface TimedDrill {
  state: DrillState;
  rtoMinutes: number;
  rpoMinutes: number;
  failedAt: string;
  endedAt: string | null;
  dataFrom: string | null;
  steps: readonly TimedStep[];
}

const between = (from: string, to: string) => Date.parse(to) - Date.parse(from);

/** Whether a step took longer than it should. */
export function isSlow({ startedAt, endedAt, targetMinutes }: TimedStep): boolean {
  return (
    startedAt !== null &&
    endedAt !== null &&
    targetMinutes !== null &&
    between(startedAt, endedAt) > targetMinutes * minute
  );
}

/**
 * Holds a drill against its objectives: the time from the failure to the end against the RTO, the work between the last
 * data and the failure against the RPO. It has passed when it was brought to its end within both and no step failed;
 * where it is not known of when the data were, nothing says that the RPO was kept.
 */
export function judgeDrill(drill: TimedDrill): DrillVerdict {
  const { state, endedAt, failedAt, dataFrom } = drill;
  const took = endedAt === null ? null : between(failedAt, endedAt);
  const withinRto = took === null ? null : took <= drill.rtoMinutes * minute;
  const lost = dataFrom === null ? null : between(dataFrom, failedAt);
  const withinRpo = lost === null ? null : lost <= drill.rpoMinutes * minute;
  const failedSteps = drill.steps.filter(({ outcome }) => outcome === 'failed').length;
  return {
    took,
    withinRto,
    lost,
    withinRpo,
    failedSteps,
    slowSteps: drill.steps.filter(isSlow).length,
    passed:
      state === 'running' ? null : state === 'done' && withinRto === true && withinRpo === true && failedSteps === 0,
  };
}

interface PlanFacts {
  rpoMinutes: number;
  drillEveryDays: number | null;
  lastDrill: { endedAt: string; passed: boolean } | null;
  /** Hours between two backups of each thing of it that is protected. */
  protects: readonly number[];
}

/** By when the next drill is due; null when none is asked for or none was ever run. */
export function drillDueOn({ drillEveryDays, lastDrill }: Pick<PlanFacts, 'drillEveryDays' | 'lastDrill'>): Day | null {
  return drillEveryDays === null || lastDrill === null ? null : addDays(lastDrill.endedAt.slice(0, 10), drillEveryDays);
}

/** What stands in the way of relying on a plan. */
export function problemsOfPlan(plan: PlanFacts, today: Day): PlanProblem[] {
  const { lastDrill, drillEveryDays, protects, rpoMinutes } = plan;
  const due = drillDueOn(plan);
  return [
    ...(lastDrill !== null && !lastDrill.passed ? (['drill_failed'] as const) : []),
    ...(lastDrill === null && drillEveryDays !== null ? (['never_drilled'] as const) : []),
    ...(due !== null && due < today ? (['drill_overdue'] as const) : []),
    ...(protects.some((everyHours) => everyHours * 60 > rpoMinutes) ? (['rpo_out_of_reach'] as const) : []),
    ...(protects.length === 0 ? (['not_protected'] as const) : []),
  ];
}
