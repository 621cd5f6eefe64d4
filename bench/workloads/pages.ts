import { views } from '../actions.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import type { Result } from '../measure/result.ts';

const rounds = 3;
/** What a page may wait for its own data, and what the backend's loop may be taken by one query, in milliseconds. */
const atMost = 50;

export const pages: Benchmark = {
  name: 'pages',
  what: 'every query that a page asks as it opens, and what a person waits for on it, three times each',
  limit: `${atMost} ms, since whatever comes meanwhile waits`,
  run: async (context) => {
    const results: Result[] = [];
    for (const [label, run] of views(context)) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const startedAt = performance.now();
        await run();
        times.push(performance.now() - startedAt);
      }
      const ours = distributionOf(times);
      const ok = ours.p50 <= atMost;
      results.push({ label, ours, limit: null, ratio: null, target: `≤ ${atMost} ms`, ok, notes: [] });
    }
    return results.toSorted((one, other) => (other.ours?.p50 ?? 0) - (one.ours?.p50 ?? 0));
  },
};
