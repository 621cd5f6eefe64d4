const waits = [200, 1000] as const;
const window = 60_000;

export type Verdict = { restartAfter: number } | { giveUp: true };

/**
 * What to do about a crash: start again after a while that grows, or give up at the third within a minute.
 * @param crashes times of the crashes so far, the last one included, in milliseconds of one clock
 */
export function classifyCrash(crashes: readonly number[]): Verdict {
  const last = crashes.at(-1) ?? 0;
  const recent = crashes.filter((crash) => last - crash < window).length;
  const wait = waits[recent - 1];
  return wait === undefined ? { giveUp: true } : { restartAfter: wait };
}
