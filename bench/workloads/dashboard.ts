import { addDays } from '#shared/primitives/days.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { compare } from '../measure/compare.ts';
import { ratioResult } from '../measure/result.ts';

/** The numbers of the dashboard by counting, as an application without kept counts does it. */
function counting({ raw, backend }: Context) {
  const today = backend.surroundings.now().slice(0, 10);
  const soon = addDays(today, 90);
  const byStatus = raw.prepare<[], { key: string; count: number }>(
    'SELECT status AS key, count(*) AS count FROM asset NOT INDEXED GROUP BY status',
  );
  const byFamily = raw.prepare<[], { key: string; count: number }>(
    `SELECT family AS key, count(*) AS count FROM asset NOT INDEXED JOIN category ON category.id = category_id GROUP BY family`,
  );
  const byCategory = raw.prepare<[], { key: number; count: number }>(
    'SELECT category_id AS key, count(*) AS count FROM asset NOT INDEXED GROUP BY category_id',
  );
  const total = raw.prepare('SELECT count(*) FROM asset NOT INDEXED').pluck();
  const overdue = raw
    .prepare<[string]>('SELECT count(*) FROM custody NOT INDEXED WHERE ended_at IS NULL AND due_on < ?')
    .pluck();
  const ending = raw
    .prepare<[string, string]>(
      `SELECT count(*) FROM asset NOT INDEXED WHERE warranty_until BETWEEN ? AND ? AND status NOT IN ('disposed', 'retiring')`,
    )
    .pluck();
  return () => ({
    total: Number(total.get()),
    byStatus: byStatus.all(),
    byFamily: byFamily.all(),
    byCategory: byCategory.all(),
    overdue: Number(overdue.get(today)),
    warrantyEndsSoon: Number(ending.get(today, soon)),
  });
}

function asText(entries: readonly (readonly [string | number, number])[]): string {
  return JSON.stringify(entries.toSorted((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)));
}

export const dashboard: Benchmark = {
  name: 'dashboard',
  what: 'assets.counts: all numbers of the dashboard',
  limit: 'the same numbers by six scans with GROUP BY',
  run: async (context) => {
    const { client } = context;
    const count = counting(context);
    const [mine, counted] = [await client.assets.counts(), count()];
    insist(mine.total === counted.total, 'total');
    insist(mine.overdue === counted.overdue, `overdue ${mine.overdue} instead of ${counted.overdue}`);
    insist(mine.warrantyEndsSoon === counted.warrantyEndsSoon, 'warranties that end soon');
    const pairs: readonly (readonly [string, string, string])[] = [
      [
        'status',
        asText(mine.byStatus.map((row) => [row.status, row.count])),
        asText(counted.byStatus.map((row) => [row.key, row.count])),
      ],
      [
        'family',
        asText(mine.byFamily.map((row) => [row.family, row.count])),
        asText(counted.byFamily.map((row) => [row.key, row.count])),
      ],
      [
        'category',
        asText(mine.byCategory.map((row) => [row.category.id, row.count])),
        asText(counted.byCategory.map((row) => [row.key, row.count])),
      ],
    ];
    for (const [what, one, other] of pairs) insist(one === other, `counts by ${what}`);
    const times = await compare({
      cases: Array.from({ length: 12 }, (_, index) => index),
      ours: () => client.assets.counts(),
      limit: () => count(),
    });
    return [ratioResult('dashboard / six GROUP BY', times, context.size === '10k' ? null : { fasterBy: 100 })];
  },
};
