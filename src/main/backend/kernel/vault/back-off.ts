/** Attempts that are free before anybody has to wait. */
const freeAttempts = 5;
const firstWaitSeconds = 60;
const longestWaitSeconds = 15 * 60;

/**
 * When the next attempt is allowed: at once for the first five failures, then
 * a minute, doubling up to a quarter of an hour. A clock that was set back
 * does not lengthen the wait beyond the longest, and can't shorten it to nothing.
 *
 * @param failures failures since the last success
 * @param lastFailureAt instant of the last one
 * @param now instant now
 * @returns the instant from which an attempt is allowed; `now` when it already is
 */
export function nextAttemptAllowedAt(failures: number, lastFailureAt: string | null, now: string): string {
  if (failures < freeAttempts || lastFailureAt === null) return now;
  const waitSeconds = Math.min(firstWaitSeconds * 2 ** Math.min(failures - freeAttempts, 10), longestWaitSeconds);
  const base = Math.min(Date.parse(lastFailureAt), Date.parse(now));
  return new Date(Math.max(base + waitSeconds * 1000, Date.parse(now))).toISOString();
}
