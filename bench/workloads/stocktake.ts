import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { onceResult } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';

const scans = 500;
const swept = 5000;
const atOnce = 500;

interface Expected {
  tag: string;
  placeId: number;
  code: string;
}

async function timed<Value>(run: () => Promise<Value>): Promise<{ value: Value; milliseconds: number }> {
  const startedAt = performance.now();
  const value = await run();
  return { value, milliseconds: performance.now() - startedAt };
}

async function begin({ client }: Context): Promise<{ id: number; expected: number; milliseconds: number }> {
  const { id } = await client.stocktakes.plan({
    name: 'Everything, for the benchmark',
    scope: { placeIds: [], departmentIds: [], categoryIds: [] },
    method: 'full',
    sampleSize: null,
    seed: null,
    blind: false,
  });
  const { value, milliseconds } = await timed(() => client.stocktakes.start({ id }));
  return { id, expected: value.expected, milliseconds };
}

/** Assets that are expected at a place with a label, place after place, as somebody walks. */
function walk({ raw, random }: Context, id: number): Expected[] {
  const chance = random('stocktake');
  const all = raw
    .prepare<[number], Expected>(
      `SELECT asset.tag, place.id AS placeId, place.code
         FROM stocktake_line JOIN asset ON asset.id = stocktake_line.asset_id
         JOIN place ON place.id = stocktake_line.expected_place_id
        WHERE stocktake_line.stocktake_id = ? AND place.code IS NOT NULL ORDER BY place.id, asset.id`,
    )
    .all(id);
  const from = chance.below(Math.max(1, all.length - scans - swept));
  return all.slice(from, from + scans + swept);
}

export const stocktakeCount: Benchmark = {
  name: 'stocktake',
  what: `stocktakes.start of everything, ${scans} stocktakes.scan and ${swept.toLocaleString('en')} tags by stocktakes.recordSightings`,
  limit: 'nothing: the bars are in milliseconds',
  run: async (context) => {
    const { client } = context;
    const { id, expected, milliseconds } = await begin(context);
    const route = walk(context, id);
    const times: number[] = [];
    let at: number | null = null;
    for (const { tag, placeId, code } of route.slice(0, scans)) {
      if (placeId !== at) {
        const place = await client.stocktakes.scan({ id, text: code });
        insist(place.outcome === 'place', `${code} is ${place.outcome}`);
        at = placeId;
      }
      const { value, milliseconds: took } = await timed(() => client.stocktakes.scan({ id, text: tag }));
      insist(value.outcome === 'found', `${tag} is ${value.outcome}`);
      times.push(took);
    }
    const byPlace = Map.groupBy(route.slice(scans), ({ placeId }) => placeId);
    const portions: number[] = [];
    let found = 0;
    for (const [placeId, assets] of byPlace) {
      for (let start = 0; start < assets.length; start += atOnce) {
        const codes = assets.slice(start, start + atOnce).map(({ tag }) => tag);
        const sighted = { id, placeId, how: 'rfid' as const, codes };
        const { value, milliseconds: took } = await timed(() => client.stocktakes.recordSightings(sighted));
        found += value.outcomes.found ?? 0;
        portions.push(took / codes.length);
      }
    }
    const counted = await timed(() => client.stocktakes.get({ id }));
    insist(found === route.length - Math.min(scans, route.length), `${found} tags of the sweep found`);
    insist(counted.value.tally?.found === route.length, `${counted.value.tally?.found} found of ${route.length}`);
    insist(counted.value.tally.missing === expected - route.length, `${counted.value.tally.missing} missing`);
    await client.stocktakes.cancel({ id, reason: 'End of the benchmark' });
    const scan = distributionOf(times);
    const scanResult: Result = {
      ...onceResult('stocktake scan', scan.p50, null, [
        `p99 ${scan.p99.toFixed(1)} ms, longest ${scan.max.toFixed(1)} ms`,
      ]),
      ours: scan,
      target: 'p50 ≤ 30 ms, p99 ≤ 100 ms',
      ok: scan.p50 <= 30 && scan.p99 <= 100,
    };
    return [
      onceResult('stocktake: the list is frozen', milliseconds, null, [
        `${expected.toLocaleString('en')} assets expected`,
      ]),
      scanResult,
      {
        ...onceResult('stocktake: one tag of a sweep', 0, null),
        ours: distributionOf(portions),
        target: 'p50 ≤ 1 ms',
        ok: distributionOf(portions).p50 <= 1,
      },
      onceResult('stocktake: the page of the count', counted.milliseconds, null),
    ];
  },
};
