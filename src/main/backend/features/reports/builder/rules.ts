import type { Schedule } from '#shared/features/reports/builder-contract.ts';
import { addDays, dayFromParts, daysInMonth, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** 1 is Monday: the first of January 1970 was a Thursday. */
function weekdayOf(day: Day): number {
  return ((((epochDayOf(day) + 3) % 7) + 7) % 7) + 1;
}

function dayOfMonthIn(year: number, month: number, dayOfMonth: number): Day {
  return dayFromParts(year, month, Math.min(dayOfMonth, daysInMonth(year, month))) ?? '';
}

/** The newest day, today or before, on which a report is due. */
export function newestDueDay(schedule: Schedule, today: Day): Day {
  if (schedule.when === 'weekly') return addDays(today, -((weekdayOf(today) - schedule.weekday + 7) % 7));
  if (schedule.when !== 'monthly') return today;
  const [year = 0, month = 0] = today.split('-').map(Number);
  const thisMonth = dayOfMonthIn(year, month, schedule.dayOfMonth);
  if (thisMonth <= today) return thisMonth;
  return month === 1
    ? dayOfMonthIn(year - 1, 12, schedule.dayOfMonth)
    : dayOfMonthIn(year, month - 1, schedule.dayOfMonth);
}

/**
 * Whether a report has to be written now. A day on which nobody was there is made up for once; what was due before it was
 * planned is not, and what is written at the start is written once a day.
 */
export function isDue(
  schedule: Schedule,
  { today, plannedOn, lastRunOn, starting }: { today: Day; plannedOn: Day; lastRunOn: Day | null; starting: boolean },
): boolean {
  if (schedule.when === 'at_start' && !starting) return false;
  const due = newestDueDay(schedule, today);
  return due >= plannedOn && (lastRunOn === null || lastRunOn < due);
}

/** A name that every file system takes. */
export function fileNameOf(name: string): string {
  const kept = name
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return kept.replaceAll(/^\.+|[. ]+$/g, '') || 'report';
}

/** Whether an operator may change a report: his own, and a shared one when he looks after what is shared. */
export function mayChangeReport(
  report: { ownerId: number; shared: boolean },
  operatorId: number,
  managesShared: boolean,
): { allowed: true } | { allowed: false; because: 'NOT_FOUND' | 'REPORT_NOT_YOURS' } {
  if (report.ownerId === operatorId) return { allowed: true };
  if (!report.shared) return { allowed: false, because: 'NOT_FOUND' };
  return managesShared ? { allowed: true } : { allowed: false, because: 'REPORT_NOT_YOURS' };
}
