import * as z from 'zod';
import { conditions } from '#shared/features/assets/model.ts';
import type { Condition } from '#shared/features/assets/model.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import { day, id, instant, line, money } from '#shared/rpc/fields.ts';

/** What speaks for retiring an asset. Words for each stand in the resource file. */
export const reviewCriteria = ['age', 'warranty', 'support', 'failures', 'condition', 'cost'] as const;
export type ReviewCriterion = (typeof reviewCriteria)[number];

const weight = z.number().int().min(0).max(10);

export const reviewPolicy = z.object({
  weights: z.object({
    age: weight,
    warranty: weight,
    support: weight,
    failures: weight,
    condition: weight,
    cost: weight,
  }),
  /** After so many months something is taken for old, where its model says no life. */
  lifeMonths: z.number().int().min(6).max(360),
  /** Whoever has fewer points is no candidate. */
  least: z.number().int().min(1).max(60),
});
export type ReviewPolicy = z.infer<typeof reviewPolicy>;

export const usualReviewPolicy: ReviewPolicy = {
  weights: { age: 4, warranty: 2, support: 5, failures: 3, condition: 3, cost: 4 },
  lifeMonths: 60,
  least: 4,
};

/** What is known of an asset that is reviewed. */
export interface ReviewedAsset {
  purchasedOn: string | null;
  /** By the newest estimate of its depreciation, else that of its model; null where none is said. */
  lifeMonths: number | null;
  warrantyUntil: string | null;
  endOfLifeOn: string | null;
  condition: Condition;
  /** Damages and repairs within the last two years. */
  failures: number;
  /** What it cost to keep running, in percent of what it was bought for; null where either is not known. */
  costPercent: number | null;
  /** The same in percent of what it is worth in the books; null where that is not known or nothing. */
  bookPercent: number | null;
}

export interface ReviewReason {
  criterion: ReviewCriterion;
  points: number;
  /** What the sentence of the reason is filled with. */
  facts: Record<string, string | number>;
}

const warningDays = { warranty: 90, support: 180 } as const;

/** Whole months from one day to a later one. */
function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}

/** How far each criterion applies, from 0 to 1, with what to say of it; null where it does not. */
function shareOf(
  criterion: ReviewCriterion,
  asset: ReviewedAsset,
  policy: ReviewPolicy,
  today: string,
): { share: number; facts: Record<string, string | number> } | null {
  switch (criterion) {
    case 'age': {
      if (asset.purchasedOn === null) return null;
      const life = asset.lifeMonths ?? policy.lifeMonths;
      const months = monthsBetween(asset.purchasedOn, today);
      if (months >= life) return { share: 1, facts: { months, life } };
      return months * 5 >= life * 4 ? { share: 0.5, facts: { months, life } } : null;
    }
    case 'warranty':
    case 'support': {
      const end = criterion === 'warranty' ? asset.warrantyUntil : asset.endOfLifeOn;
      if (end === null) return null;
      if (end < today) return { share: 1, facts: { day: end } };
      return end <= addDays(today, warningDays[criterion]) ? { share: 0.5, facts: { day: end } } : null;
    }
    case 'failures':
      return asset.failures === 0 ? null : { share: Math.min(1, asset.failures / 3), facts: { count: asset.failures } };
    case 'condition': {
      const share = { new: 0, good: 0, worn: 1 / 3, damaged: 2 / 3, defective: 1 }[asset.condition];
      return share === 0 ? null : { share, facts: { condition: asset.condition } };
    }
    case 'cost':
      return shareOfCost(asset);
  }
}

/** What was spent on keeping it counts from three tenths of its price on, and in full when it is worth no more than that. */
function shareOfCost({ costPercent, bookPercent }: ReviewedAsset) {
  if (costPercent === null || costPercent < 30) return null;
  const percent = Math.round(costPercent);
  if (bookPercent !== null && bookPercent >= 100)
    return { share: 1, facts: { percent, bookPercent: Math.round(bookPercent) } };
  return { share: costPercent >= 50 ? 1 : 0.5, facts: { percent } };
}

/**
 * What speaks for retiring an asset, the weightiest first: each criterion gives its weight, or a part of it, in tenths
 * of a point. The sum is what candidates are ranked by.
 */
export function reviewAsset(
  asset: ReviewedAsset,
  policy: ReviewPolicy,
  today: string,
): { score: number; reasons: ReviewReason[] } {
  const reasons = reviewCriteria.flatMap((criterion): ReviewReason[] => {
    const found = shareOf(criterion, asset, policy, today);
    if (found === null) return [];
    const points = Math.round(found.share * policy.weights[criterion] * 10) / 10;
    return points === 0 ? [] : [{ criterion, points, facts: found.facts }];
  });
  const tenths = reasons.reduce((sum, { points }) => sum + Math.round(points * 10), 0);
  return { score: tenths / 10, reasons: reasons.toSorted((one, other) => other.points - one.points) };
}

/** The day on which an asset has reached its life; null when it is not known when it was bought. */
export function endOfLife(
  asset: Pick<ReviewedAsset, 'purchasedOn' | 'lifeMonths' | 'endOfLifeOn'>,
  policy: ReviewPolicy,
) {
  if (asset.endOfLifeOn !== null) return asset.endOfLifeOn;
  return asset.purchasedOn === null ? null : addMonths(asset.purchasedOn, asset.lifeMonths ?? policy.lifeMonths);
}

export const reviewDecisions = ['keep', 'redeploy', 'retire'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

export const candidate = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string(), status: z.enum(assetStatuses) }),
  category: z.string(),
  custodian: z.string().nullable(),
  condition: z.enum(conditions),
  purchasedOn: day.nullable(),
  /** What it is worth in the books today; null where that is not known, and for whoever may not see costs. */
  bookValue: money.nullable(),
  score: z.number(),
  reasons: z.array(
    z.object({
      criterion: z.enum(reviewCriteria),
      points: z.number(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** What was decided before, and is over. */
  decidedBefore: z.object({ decision: z.enum(reviewDecisions), until: day.nullable(), at: instant }).nullable(),
});
export type Candidate = z.infer<typeof candidate>;

export const review = z.object({
  candidates: z.array(candidate),
  /** More than are listed. */
  total: z.number().int(),
  reviewed: z.number().int(),
});

export const forecastQuarter = z.object({
  /** `2026-Q4`. */
  quarter: z.string(),
  count: z.number().int(),
  /** What they were bought for, by currency. */
  cost: z.array(money),
});

export const deciding = z.object({
  assetIds: z.array(id).min(1).max(200),
  decision: z.enum(reviewDecisions),
  until: day.nullable().default(null),
  reason: line(500).min(1),
});
