/** Strengths between which a hand-held reader moves, by their unit. */
const ranges = {
  /** Decibels below a milliwatt, as LLRP readers tell. */
  dBm: { weakest: -78, strongest: -32 },
  /** A byte without unit, as readers of the UHFReader288 kind tell. */
  byte: { weakest: 40, strongest: 110 },
} as const;

/** How near a tag seems by one read: 0 far, 1 at the antenna. Readers that tell no strength say only that it is there. */
export function nearnessOf(rssi: number | null): number {
  if (rssi === null) return 0.5;
  const { weakest, strongest } = rssi < 0 ? ranges.dBm : ranges.byte;
  return Math.min(1, Math.max(0, (rssi - weakest) / (strongest - weakest)));
}

/** Nearness as it is shown: rises at once, falls slowly, and is gone when nothing was read for a while. */
export interface Nearness {
  readonly value: number;
  /** When the tag was read last, milliseconds; null when it never was. */
  readonly readAt: number | null;
}

export const unknownNearness: Nearness = { value: 0, readAt: null };

/** A read weighs this much against what was shown, when it is weaker. */
const fallingWeight = 0.25;
/** After so long without a read the tag is out of reach; until then it fades. Milliseconds. */
const forgottenAfter = 3000;

export function nextNearness(before: Nearness, rssi: number | null, now: number): Nearness {
  const read = nearnessOf(rssi);
  const value = read >= before.value ? read : before.value + (read - before.value) * fallingWeight;
  return { value, readAt: now };
}

/** What is shown at a moment when nothing was read. */
export function shownNearness({ value, readAt }: Nearness, now: number): number {
  if (readAt === null) return 0;
  const silence = now - readAt;
  return silence >= forgottenAfter ? 0 : value * (1 - Math.max(0, silence - 500) / (forgottenAfter - 500));
}

/** Milliseconds between two clicks: the nearer, the faster; null is silence. */
export function clickEvery(nearness: number): number | null {
  return nearness <= 0.02 ? null : Math.round(900 - 820 * nearness);
}
