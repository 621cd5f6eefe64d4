import { views } from '../actions.ts';
import type { Benchmark } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { formatMilliseconds } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';

const rounds = 3;
/** For as long as this a query may take the backend's loop at a time, in milliseconds: a scan that comes then waits. */
const atMost = 50;
const target = `≤ ${atMost} ms at a time`;

/** Runs, and tells for how long at most nothing else had its turn. */
async function longestPiece(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let running = true;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  await run();
  running = false;
  return Math.max(longest, performance.now() - last);
}

export const pages: Benchmark = {
  name: 'pages',
  what: 'every query that a page asks as it opens, and what a person waits for on it, three times each',
  limit: `${atMost} ms, since whatever comes meanwhile waits`,
  run: async (context) => {
    const results: Result[] = [];
    for (const [label, run] of views(context)) {
      const times: number[] = [];
      const pieces: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const startedAt = performance.now();
        pieces.push(await longestPiece(run));
        times.push(performance.now() - startedAt);
      }
      const piece = Math.min(...pieces);
      const ok = piece <= atMost;
      const notes = ok ? [] : [`takes the loop for ${formatMilliseconds(piece)} at a time`];
      results.push({ label, ours: distributionOf(times), limit: null, ratio: null, target, ok, notes });
    }
    return results.toSorted((one, other) => (other.ours?.p50 ?? 0) - (one.ours?.p50 ?? 0));
  },
};
