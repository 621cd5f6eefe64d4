import { addDays } from '#shared/primitives/days.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import { actorOf } from '#backend/kernel/session.ts';
import { insist } from '../context.ts';
import type { Benchmark, Context } from '../context.ts';
import { distributionOf } from '../measure/distribution.ts';
import { onceResult } from '../measure/result.ts';

const plans = 20_000;
const looks = 40;

/** Plans of one asset each, spread over the days of their interval, as years of planning leave them. */
async function layPlans(context: Context, today: string): Promise<void> {
  const { backend, raw, random } = context;
  const chance = random('maintenance');
  const assets = raw
    .prepare<[number], { id: number }>(
      "SELECT id FROM asset WHERE status IN ('in_stock', 'in_use') ORDER BY id LIMIT ?",
    )
    .all(plans);
  insist(assets.length > 0, 'assets to maintain');
  const [session] = backend.sessions;
  if (!session?.operator) throw new Error('nobody is signed in');
  const rules = [
    'FREQ=MONTHLY;INTERVAL=3',
    'FREQ=MONTHLY;INTERVAL=6',
    'FREQ=YEARLY;INTERVAL=1',
    'FREQ=WEEKLY;INTERVAL=4',
  ];
  await inTransaction(backend, actorOf(session, session.operator), async (command) => {
    const { sqlite } = openInventoryOf(backend);
    const rows = Array.from({ length: plans }, (_, at) => ({
      name: `Plan ${at}`,
      scope: 'assets',
      kind: 'calendar',
      rule: chance.pick(rules),
      starts_on: addDays(today, -chance.below(365)),
      anchor: 'plan',
      lead_days: 7,
      out_of_service: 1,
    }));
    const ids = insertRows(sqlite, 'maintenance_plan', rows);
    const of = (at: number) => assets[at % assets.length]?.id ?? 0;
    insertRows(
      sqlite,
      'maintenance_plan_asset',
      ids.map((id, at) => ({ plan_id: id, asset_id: of(at) })),
    );
    for (const position of [0, 1, 2])
      insertRows(
        sqlite,
        'maintenance_task',
        ids.map((id) => ({ plan_id: id, position, kind: 'check', title: `Task ${position}` })),
      );
    await command.record({ event: 'maintenance.planMade', subject: 'maintenance', data: { plans } });
  });
}

export const maintenance: Benchmark = {
  name: 'maintenance',
  what: `maintenance.generate of a day, and maintenance.calendar of a month, at ${plans.toLocaleString('en')} plans`,
  limit: 'a bar in seconds',
  onlyWhenNamed: true,
  run: async (context) => {
    const { client, backend, raw } = context;
    const today = backend.surroundings.now().slice(0, 10);
    await layPlans(context, today);
    const timed = async () => {
      const startedAt = performance.now();
      const { raised } = await client.maintenance.generate();
      return { took: performance.now() - startedAt, raised };
    };
    const first = await timed();
    const again = await timed();
    insist(again.raised === 0, 'a second run raises nothing');
    // A day later for the schedule: what is due within the lead time comes a day nearer.
    openInventoryOf(backend).sqlite.exec(
      "UPDATE maintenance_schedule SET raise_on = date(raise_on, '-1 day'), next_on = date(next_on, '-1 day')",
    );
    const day = await timed();
    insist(day.raised > 0, 'a day raises something');
    const times: number[] = [];
    const month = today.slice(0, 8);
    for (let look = 0; look < looks; look += 1) {
      const startedAt = performance.now();
      await client.maintenance.calendar({ from: `${month}01`, to: addDays(`${month}01`, 41), perDay: 3 });
      times.push(performance.now() - startedAt);
    }
    const { count } = raw.prepare<[], { count: number }>('SELECT count(*) AS count FROM work_order').get() ?? {
      count: 0,
    };
    const calendar = distributionOf(times);
    return [
      onceResult('first generation, all assets come under their plans', first.took, null, [`${first.raised} orders`]),
      onceResult('generation once more', again.took, 2000, ['raises nothing']),
      onceResult('generation of the next day', day.took, 2000, [`${day.raised} orders`]),
      {
        label: 'calendar of a month',
        ours: calendar,
        limit: null,
        ratio: null,
        target: 'p95 ≤ 100 ms',
        ok: calendar.p95 <= 100,
        notes: [`${count} orders`],
      },
    ];
  },
};
