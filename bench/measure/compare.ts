import { distributionOf, medianOf } from './distribution.ts';
import type { Distribution } from './distribution.ts';

export interface Comparison {
  ours: Distribution;
  limit: Distribution;
  /** Ours to the limit: the median over the rounds of the ratio of the medians. */
  ratio: number;
  /** The same of the 95th percentiles. */
  ratio95: number;
}

/** One thing done in two ways, each answering a case. */
export interface Pair<Case> {
  cases: readonly Case[];
  ours: (one: Case) => unknown;
  limit: (one: Case) => unknown;
  rounds?: number;
}

async function timed(run: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/**
 * Times two ways in the same run, one call of each in turn, the order swapped
 * from call to call, so that what else the machine does meets both. A round
 * before the first warms both up and is not counted.
 */
export async function compare<Case>({ cases, ours, limit, rounds = 5 }: Pair<Case>): Promise<Comparison> {
  const all = { ours: [] as number[], limit: [] as number[] };
  const ratios: number[] = [];
  const ratios95: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const times = { ours: [] as number[], limit: [] as number[] };
    for (const [index, one] of cases.entries()) {
      const oursFirst = (index + round) % 2 === 0;
      if (oursFirst) times.ours.push(await timed(() => ours(one)));
      times.limit.push(await timed(() => limit(one)));
      if (!oursFirst) times.ours.push(await timed(() => ours(one)));
    }
    if (round === 0) continue;
    const [mine, other] = [distributionOf(times.ours), distributionOf(times.limit)];
    ratios.push(mine.p50 / other.p50);
    ratios95.push(mine.p95 / other.p95);
    all.ours.push(...times.ours);
    all.limit.push(...times.limit);
  }
  return {
    ours: distributionOf(all.ours),
    limit: distributionOf(all.limit),
    ratio: medianOf(ratios),
    ratio95: medianOf(ratios95),
  };
}
