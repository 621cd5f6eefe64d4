/** What quotes are weighed by. Price, delivery and warranty are computed, the others rated from 0 to 10. */
export const scoreFactors = ['price', 'delivery', 'quality', 'reliability', 'support', 'warranty'] as const;
export type ScoreFactor = (typeof scoreFactors)[number];
export type Weights = Readonly<Record<ScoreFactor, number>>;

export const initialWeights: Weights = {
  price: 40,
  delivery: 10,
  quality: 20,
  reliability: 10,
  support: 10,
  warranty: 10,
};

export function sumOfWeights(weights: Weights): number {
  return scoreFactors.reduce((sum, factor) => sum + weights[factor], 0);
}

export interface Offer {
  id: number;
  /** In one currency for all offers. */
  totalMinor: number;
  deliveryDays: number;
  warrantyMonths: number;
  quality: number | null;
  reliability: number | null;
  support: number | null;
  /** What it answers to each criterion; null when nobody has rated it yet. */
  criteria: readonly { kind: 'must' | 'weighted'; weight: number; value: number | null }[];
  expired: boolean;
}

export interface Score {
  quoteId: number;
  factors: Record<ScoreFactor, number>;
  /** From 0 to 100. */
  total: number;
  /** Why it can't win. */
  excluded: 'EXPIRED' | 'MUST_NOT_MET' | null;
}

const best = 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** A must that is not known to be met is not met. */
function exclusionOf({ expired, criteria }: Offer): Score['excluded'] {
  if (expired) return 'EXPIRED';
  return criteria.some(({ kind, value }) => kind === 'must' && value !== best) ? 'MUST_NOT_MET' : null;
}

/** The mean of the weighted criteria, by their weights; without any, the rating as a whole. */
function qualityOf({ quality, criteria }: Offer): number {
  const weighted = criteria.filter(({ kind }) => kind === 'weighted');
  const weight = weighted.reduce((sum, each) => sum + each.weight, 0);
  if (weight === 0) return quality ?? 0;
  return weighted.reduce((sum, each) => sum + each.weight * (each.value ?? 0), 0) / weight;
}

/**
 * Scores of offers, best first, those that can't win last.
 * - price: 10 × lowest total / its total
 * - delivery: 10 × (shortest days + 1) / (its days + 1)
 * - warranty: 10 × its months / longest months
 * - total: sum of weight × factor / 10
 *
 * The lowest, shortest and longest are those of offers that can win.
 */
export function scoreOffers(offers: readonly Offer[], weights: Weights): Score[] {
  const judged = offers.map((offer) => ({ offer, excluded: exclusionOf(offer) }));
  const able = judged.filter(({ excluded }) => excluded === null).map(({ offer }) => offer);
  const measured = able.length === 0 ? offers : able;
  const lowest = Math.min(...measured.map(({ totalMinor }) => totalMinor));
  const shortest = Math.min(...measured.map(({ deliveryDays }) => deliveryDays));
  const longest = Math.max(...measured.map(({ warrantyMonths }) => warrantyMonths));
  const scores = judged.map(({ offer, excluded }): Score & { price: number } => {
    const factors: Record<ScoreFactor, number> = {
      price: offer.totalMinor <= lowest ? best : (best * lowest) / offer.totalMinor,
      delivery: Math.min(best, (best * (shortest + 1)) / (offer.deliveryDays + 1)),
      quality: qualityOf(offer),
      reliability: offer.reliability ?? 0,
      support: offer.support ?? 0,
      warranty: longest === 0 ? 0 : Math.min(best, (best * offer.warrantyMonths) / longest),
    };
    const total = scoreFactors.reduce((sum, factor) => sum + (weights[factor] * factors[factor]) / best, 0);
    const rounded = Object.fromEntries(scoreFactors.map((factor) => [factor, hundredths(factors[factor])]));
    return {
      quoteId: offer.id,
      factors: rounded as Record<ScoreFactor, number>,
      total: hundredths(total),
      excluded,
      price: offer.totalMinor,
    };
  });
  return scores
    .toSorted(
      (one, other) =>
        Number(one.excluded !== null) - Number(other.excluded !== null) ||
        other.total - one.total ||
        one.price - other.price ||
        one.quoteId - other.quoteId,
    )
    .map(({ price: _price, ...score }) => score);
}

/** The best offer that can win; of equals the cheaper one. */
export function winnerOf(scores: readonly Score[]): number | null {
  const [first] = scores;
  return first === undefined || first.excluded !== null ? null : first.quoteId;
}

/** Moves one weight and scales the others, so that they still sum up to 100. */
export function shiftWeights(weights: Weights, factor: ScoreFactor, change: number): Weights {
  const moved = Math.min(100, Math.max(0, weights[factor] + change));
  const others = 100 - weights[factor];
  const left = 100 - moved;
  return Object.fromEntries(
    scoreFactors.map((each) => {
      if (each === factor) return [each, moved];
      return [each, others === 0 ? left / (scoreFactors.length - 1) : (weights[each] * left) / others];
    }),
  ) as Record<ScoreFactor, number>;
}

/** Which moves of a single weight by ten points would make another offer win. */
export function turnsOf(
  offers: readonly Offer[],
  weights: Weights,
): { factor: ScoreFactor; change: number; winnerId: number }[] {
  const winner = winnerOf(scoreOffers(offers, weights));
  if (winner === null) return [];
  return scoreFactors.flatMap((factor) =>
    [-10, 10].flatMap((change) => {
      const other = winnerOf(scoreOffers(offers, shiftWeights(weights, factor, change)));
      return other === null || other === winner ? [] : [{ factor, change, winnerId: other }];
    }),
  );
}

/** Purchase + years × (energy + support + licences) + disposal. */
export function lifeCostOf(
  purchaseMinor: number,
  years: number,
  cost: { energyMinor: number; supportMinor: number; licencesMinor: number; disposalMinor: number },
): number {
  return purchaseMinor + years * (cost.energyMinor + cost.supportMinor + cost.licencesMinor) + cost.disposalMinor;
}
