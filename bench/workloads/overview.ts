import { addMonths } from '#shared/primitives/days.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { onceResult } from '../measure/result.ts';
import type { Result } from '../measure/result.ts';

const rounds = 9;
/** What a tile may take before a page of a dozen feels slow. Milliseconds. */
const perTile = 50;

async function time(label: string, ask: () => Promise<unknown>, atMost: number | null = perTile): Promise<Result> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }
  const ours = distributionOf(times);
  return { ...onceResult(label, ours.p50, atMost), ours };
}

async function checkAnswers({ client, raw, assets }: Context): Promise<void> {
  const here = Number(
    raw.prepare(`SELECT count(*) FROM asset WHERE status NOT IN ('retiring', 'disposed')`).pluck().get(),
  );
  const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);
  insist(here > 0 && here <= assets, 'assets that are here');
  insist(sum(await client.dashboard.categories()) === here, 'categories');
  insist(sum(await client.dashboard.ages()) === here, 'ages');
  insist(sum(await client.dashboard.warranties()) === here, 'warranties');
}

export const overview: Benchmark = {
  name: 'overview',
  what: 'every tile of the overview, the reminders and the table of spending',
  limit: '50 ms a tile',
  run: async (context) => {
    await checkAnswers(context);
    const { client, backend } = context;
    const to = backend.surroundings.now().slice(0, 7);
    const year = { from: addMonths(`${to}-01`, -11).slice(0, 7), to };
    return [
      await time('overview / by status', () => client.assets.counts()),
      await time('overview / by category', () => client.dashboard.categories()),
      await time('overview / by place', () => client.dashboard.places()),
      await time('overview / age', () => client.dashboard.ages()),
      await time('overview / warranty', () => client.dashboard.warranties()),
      await time('overview / value', () => client.dashboard.values()),
      await time('overview / licences', () => client.dashboard.compliance()),
      await time('overview / maintenance', () => client.maintenance.counts()),
      await time('overview / spending of a year', () =>
        client.costs.spending({ ...year, rows: 'month', columns: 'kind' }),
      ),
      await time('overview / reminders, six and their number', () => client.reminders.list({ limit: 6 })),
      await time('overview / reminders, numbers by kind', () => client.reminders.counts()),
      await time(
        'spending of ten years by department',
        () =>
          client.costs.spending({
            from: addMonths(`${to}-01`, -119).slice(0, 7),
            to,
            rows: 'department',
            columns: 'year',
          }),
        null,
      ),
      await time('cost of ownership, the first hundred', () => client.costs.ownership({ by: 'asset' }), null),
      await time('forecast of replacement', () => client.costs.replacements({ rise: 2 }), null),
    ];
  },
};
