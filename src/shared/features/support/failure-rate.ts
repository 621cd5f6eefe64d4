/** Failures of a model within a time, and how many of it there were. */
export interface Exposure {
  failures: number;
  assets: number;
}

export interface RateVerdict {
  /** Failures for each asset of the model, and of all others, in the time that was looked at. */
  rate: number;
  fleetRate: number;
  /** How many failures the model would have if it failed like all others. */
  expected: number;
  /** How likely that many or more would then be by chance. */
  chance: number;
  flagged: boolean;
}

/** A model is flagged when chance alone would bring that many failures less often than this. */
export const significance = 0.01;
/** Fewer failures than this say nothing, however rare they are elsewhere. */
export const fewestFailures = 3;

/**
 * How likely so many events or more are when so many are expected (the upper tail of Poisson's distribution). Failures
 * of many devices, each of which fails rarely and by itself, are distributed so.
 */
export function chanceOfAtLeast(events: number, expected: number): number {
  if (events <= 0) return 1;
  if (expected <= 0) return 0;
  // Summed from below in logarithms; what is left is the tail.
  let term = -expected;
  let below = Math.exp(term);
  for (let count = 1; count < events; count += 1) {
    term += Math.log(expected) - Math.log(count);
    below += Math.exp(term);
  }
  return Math.min(1, Math.max(0, 1 - below));
}

/** Whether a model fails more often than all others together, with everything that says so. */
export function judgeFailures(model: Exposure, others: Exposure): RateVerdict {
  const rate = model.assets === 0 ? 0 : model.failures / model.assets;
  const fleetRate = others.assets === 0 ? 0 : others.failures / others.assets;
  const expected = fleetRate * model.assets;
  const chance = others.assets === 0 ? 1 : chanceOfAtLeast(model.failures, expected);
  return {
    rate,
    fleetRate,
    expected,
    chance,
    flagged: model.failures >= fewestFailures && chance < significance && rate > fleetRate,
  };
}
