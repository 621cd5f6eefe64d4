import { addBusinessMinutes, businessMinutesBetween } from '#shared/features/support/business-hours.ts';
import { nextTicketStates } from '#shared/features/support/model.ts';
import type { GuideStep, SupportSettings, TicketState } from '#shared/features/support/model.ts';
import type { Priority } from '#shared/features/support/priority.ts';

export interface TargetTimes {
  respondBy: string | null;
  resolveBy: string | null;
}

/** By when somebody has to answer and to solve it; the time in which it waited for others does not count. */
export function targetsOf(
  { hours, targets }: SupportSettings,
  { openedAt, priority, waited }: { openedAt: string; priority: Priority; waited: number },
): TargetTimes {
  const { respond, resolve } = targets[priority];
  return {
    respondBy: addBusinessMinutes(hours, openedAt, respond),
    resolveBy: addBusinessMinutes(hours, openedAt, resolve + waited),
  };
}

/** Business minutes that a wait has taken. */
export function waitedUntil({ hours }: SupportSettings, since: string | null, now: string): number {
  return since === null ? 0 : businessMinutesBetween(hours, since, now);
}

export function mayBecome(from: TicketState, to: TicketState): boolean {
  return nextTicketStates[from].includes(to);
}

/** Whether work on a ticket goes on. */
export function isRunning(state: TicketState): boolean {
  return state === 'new' || state === 'in_progress' || state === 'waiting';
}

/** Whether the target that counts next was missed: the response until there was one, then the solution. */
export function isLate(
  ticket: { state: TicketState; respondedAt: string | null; waiting: boolean } & TargetTimes,
  now: string,
): boolean {
  if (!isRunning(ticket.state)) return false;
  if (ticket.respondedAt === null && ticket.respondBy !== null && ticket.respondBy < now) return true;
  return !ticket.waiting && ticket.resolveBy !== null && ticket.resolveBy < now;
}

export type GuideFault =
  | { because: 'GUIDE_LEADS_NOWHERE'; step: string; next: string }
  | { because: 'GUIDE_GOES_ROUND'; step: string };

/** What is wrong with a guide: an answer leads to a step that is not there, or back to one that was asked. */
export function faultOfGuide(guide: readonly GuideStep[]): GuideFault | null {
  const steps = new Map(guide.map((step) => [step.key, step]));
  for (const { key, answers } of guide)
    for (const { next } of answers)
      if (next !== null && !steps.has(next)) return { because: 'GUIDE_LEADS_NOWHERE', step: key, next };
  const done = new Set<string>();
  const visit = (key: string, way: ReadonlySet<string>): string | null => {
    if (way.has(key)) return key;
    if (done.has(key)) return null;
    for (const { next } of steps.get(key)?.answers ?? []) {
      const round = next === null ? null : visit(next, new Set([...way, key]));
      if (round !== null) return round;
    }
    done.add(key);
    return null;
  };
  for (const key of steps.keys()) {
    const round = visit(key, new Set());
    if (round !== null) return { because: 'GUIDE_GOES_ROUND', step: round };
  }
  return null;
}

/** The step that is asked next after these answers; null at the end of the guide. */
export function nextStep(
  guide: readonly GuideStep[],
  answers: readonly { step: string; answer: string }[],
): GuideStep | null {
  const last = answers.at(-1);
  if (last === undefined) return guide[0] ?? null;
  const given = guide.find(({ key }) => key === last.step)?.answers.find(({ label }) => label === last.answer);
  return guide.find(({ key }) => key === given?.next) ?? null;
}
