import type { adviceReasons, adviceVerdicts } from '#shared/features/ownership/model.ts';
import { monthsBetween } from '#shared/features/assets/depreciation.ts';
import type { Day } from '#shared/primitives/days.ts';

/** What is known of an asset that is to be kept, repaired or replaced. Amounts in minor units of one currency. */
export interface Ageing {
  today: Day;
  purchasedOn: Day | null;
  /** How long such an asset is expected to last. */
  lifeMonths: number;
  /** From when its maker does nothing for it any more. */
  endOfLifeOn: Day | null;
  /** What it cost to keep running in the months that were looked at. */
  spent: number;
  spentMonths: number;
  /** Damages and repairs in the same months. */
  failures: number;
  /** What the repair that is asked about would cost; null when none is. */
  repair: number | null;
  bookValue: number | null;
  /** What a new one costs. */
  replacement: number | null;
}

type Verdict = (typeof adviceVerdicts)[number];
type Because = (typeof adviceReasons)[number];

interface Advice {
  verdict: Verdict;
  because: Because;
  ageMonths: number | null;
  /** Months that it is still expected to last. */
  remainingMonths: number | null;
  /** Of running costs, over what is left. */
  expectedRunning: number | null;
  keepTotal: number | null;
  keepPerMonth: number | null;
  replaceTotal: number | null;
  replacePerMonth: number | null;
  /** What keeping may cost at most, in percent of what replacing costs: less, the more often it fails. */
  limitPercent: number;
}

/** Within this much of the limit, in percent of it, neither is clearly cheaper. */
const margin = 10;

/** One division of whole numbers, rounded half up. */
const divided = (amount: number, by: number) => Math.floor((2 * amount + by) / (2 * by));

/** Every failure beyond the first takes five percent off what keeping may cost, at most a quarter: it also costs time. */
function limitOf(failures: number): number {
  return 100 - Math.min(25, 5 * Math.max(0, failures - 1));
}

/**
 * Whether an asset is worth keeping. What it has cost so far is gone either way and counts only as what it is going to
 * cost on:
 *
 * - keeping, a month: (repair + running costs of a month · months left) / months left;
 * - replacing, a month: (price of a new one + book value that is written off) / its expected life.
 *
 * Keeping wins below its limit less a margin, replacing above it and the margin; in between it is close. What is beyond
 * its life or its maker's support is to be replaced, whatever it costs. The same facts always give the same advice.
 */
export function advise(facts: Ageing): Advice {
  const { today, purchasedOn, lifeMonths, endOfLifeOn, repair, replacement } = facts;
  const limitPercent = limitOf(facts.failures);
  const ageMonths = purchasedOn === null ? null : monthsBetween(purchasedOn, today);
  const ofLife = ageMonths === null ? null : Math.max(0, lifeMonths - ageMonths);
  const ofSupport = endOfLifeOn === null ? null : monthsBetween(today, endOfLifeOn);
  const remainingMonths = ofLife === null ? ofSupport : Math.min(ofLife, ofSupport ?? ofLife);
  const perMonth = facts.spentMonths === 0 ? 0 : facts.spent / facts.spentMonths;
  const expectedRunning = remainingMonths === null ? null : Math.round(perMonth * remainingMonths);
  const keepTotal = expectedRunning === null ? null : expectedRunning + (repair ?? 0);
  const replaceTotal = replacement === null ? null : replacement + (facts.bookValue ?? 0);
  const known = {
    ageMonths,
    remainingMonths,
    expectedRunning,
    keepTotal,
    keepPerMonth: keepTotal === null || !remainingMonths ? null : divided(keepTotal, remainingMonths),
    replaceTotal,
    replacePerMonth: replaceTotal === null ? null : divided(replaceTotal, lifeMonths),
    limitPercent,
  };
  const say = (verdict: Verdict, because: Because): Advice => ({ verdict, because, ...known });
  if (endOfLifeOn !== null && endOfLifeOn < today) return say('replace', 'support_over');
  if (remainingMonths === null || keepTotal === null) return say('unknown', 'no_age');
  if (remainingMonths === 0) return say('replace', 'life_over');
  if (replaceTotal === null) return say('unknown', 'no_price');
  // Compared without dividing: amounts of many years stay exact.
  const keep = BigInt(keepTotal) * BigInt(lifeMonths) * 10_000n;
  const limit = BigInt(replaceTotal) * BigInt(remainingMonths) * BigInt(limitPercent);
  if (keep <= limit * BigInt(100 - margin)) return say(repair === null ? 'keep' : 'repair', 'cheaper');
  if (keep >= limit * BigInt(100 + margin)) return say('replace', 'dearer');
  return say('close', 'close');
}
