import { addDays } from '#shared/primitives/days.ts';
import type { BackupPlan, RunKind, Standing } from '#shared/features/backups/model.ts';
import { dayOf } from '#backend/kernel/context.ts';

/** One that was tried: when, and whether it would help. */
export interface Tried {
  startedAt: string;
  failed: boolean;
}

const hourMs = 3_600_000;
/** A medium that was not there, or a full disk, is tried again after so long. */
const againAfterHours = 1;
const checkEveryHours = 7 * 24;
const drillEveryHours = 30 * 24;

const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / hourMs;

/** How often each kind is due; null when it never is by itself. */
export function everyHoursOf(kind: RunKind, plan: BackupPlan): number | null {
  if (kind === 'check') return checkEveryHours;
  if (plan.everyHours === null) return null;
  return kind === 'drill' ? drillEveryHours : plan.everyHours;
}

/**
 * When the next one is due.
 *
 * @param last the newest that was tried; null when there was none: then it is due at once
 * @returns an instant, which may be past; null when it never is
 */
export function nextAt(everyHours: number | null, last: Tried | null, now: string): string | null {
  if (everyHours === null) return null;
  if (last === null) return now;
  const wait = last.failed ? Math.min(againAfterHours, everyHours) : everyHours;
  // A clock that was set back must not put the next one off.
  const base = Math.min(Date.parse(last.startedAt), Date.parse(now));
  return new Date(base + wait * hourMs).toISOString();
}

export function isDue(everyHours: number | null, last: Tried | null, now: string): boolean {
  const at = nextAt(everyHours, last, now);
  return at !== null && at <= now;
}

/** Late is a newest good backup of twice the interval and more: one that was missed is no alarm. */
export function standingOf(
  plan: BackupPlan,
  { newest, newestGood }: { newest: Tried | null; newestGood: Tried | null },
  now: string,
): Standing {
  if (plan.everyHours === null) return 'off';
  if (newest?.failed) return 'failing';
  if (newestGood === null) return 'never';
  return hoursBetween(newestGood.startedAt, now) > 2 * plan.everyHours ? 'late' : 'fine';
}

/** A backup that is there, by when it was made. */
export interface Kept {
  id: number;
  madeAt: string;
}

/** The Monday of the week that a day lies in. */
function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/**
 * Which backups make room: of every day, week and month within the plan the newest stays, and so does the very newest.
 *
 * @returns their identifiers
 */
export function toRemove(backups: readonly Kept[], plan: BackupPlan): number[] {
  const newestFirst = backups.toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
  const stays = new Set(newestFirst.slice(0, 1).map(({ id }) => id));
  const periods: readonly [number, (day: string) => string][] = [
    [plan.keepDays, (day) => day],
    [plan.keepWeeks, mondayOf],
    [plan.keepMonths, (day) => day.slice(0, 7)],
  ];
  for (const [count, periodOf] of periods) {
    const newestOf = new Map<string, number>();
    for (const { id, madeAt } of newestFirst) {
      const period = periodOf(dayOf(madeAt));
      if (!newestOf.has(period)) newestOf.set(period, id);
    }
    for (const id of [...newestOf.values()].slice(0, count)) stays.add(id);
  }
  return newestFirst.filter(({ id }) => !stays.has(id)).map(({ id }) => id);
}
