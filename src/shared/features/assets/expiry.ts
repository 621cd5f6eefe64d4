import { addDays } from '#shared/primitives/days.ts';

/** How much an end presses. */
export const expiryStates = ['ended', 'renewed', 'decide', 'renews', 'later'] as const;
export type ExpiryState = (typeof expiryStates)[number];

/** Days before the last day of notice from which a decision is asked for. */
const daysToDecide = 30;

interface End {
  day: string;
  noticeDays: number | null;
  autoRenew: boolean;
}

/** The last day on which notice can be given, else the end itself. */
export function lastDayOfNotice({ day, noticeDays }: Pick<End, 'day' | 'noticeDays'>): string {
  return noticeDays === null ? day : addDays(day, -Math.max(0, Math.ceil(noticeDays)));
}

/**
 * - `ended`: over, and nothing carried it on.
 * - `renewed`: its day is past and it goes on by itself: its next end is to be entered.
 * - `renews`: notice can't be given any more; it will go on by itself.
 * - `decide`: the last day of notice is near, or only the end itself is left.
 */
export function classifyExpiry(end: End, today: string): ExpiryState {
  if (end.day < today) return end.autoRenew ? 'renewed' : 'ended';
  const decideBy = lastDayOfNotice(end);
  if (today > decideBy) return end.autoRenew ? 'renews' : 'decide';
  return today >= addDays(decideBy, -daysToDecide) ? 'decide' : 'later';
}
