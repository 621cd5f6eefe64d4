import { sql } from 'kysely';
import type { Family } from '#shared/features/assets/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';

/** Days before its end in which a warranty counts as ending soon. */
const soonDays = 90;

export async function countsForDashboard({ reader, now }: QueryContext) {
  const rows = await reader
    .selectFrom('asset_count')
    .innerJoin('category', 'category.id', 'asset_count.category_id')
    .select(['asset_count.status', 'category.id', 'category.name', 'category.family', 'asset_count.count'])
    .where('asset_count.count', '>', 0)
    .execute();
  const byStatus = new Map<AssetStatus, number>();
  const byFamily = new Map<Family, number>();
  const byCategory = new Map<number, { category: { id: number; name: string }; count: number }>();
  for (const { status, id, name, family, count } of rows) {
    byStatus.set(status, (byStatus.get(status) ?? 0) + count);
    byFamily.set(family, (byFamily.get(family) ?? 0) + count);
    byCategory.set(id, { category: { id, name }, count: (byCategory.get(id)?.count ?? 0) + count });
  }
  const today = dayOf(now);
  const soon = addDays(today, soonDays);
  const { overdue } = await reader
    .selectFrom('custody')
    .select((eb) => eb.fn.countAll<number>().as('overdue'))
    .where('ended_at', 'is', null)
    .where('due_on', '<', today)
    .executeTakeFirstOrThrow();
  const { ending } = await reader
    .selectFrom('asset')
    .select((eb) => eb.fn.countAll<number>().as('ending'))
    // Written as the index has it, with a literal: a bound value would keep the index out of the plan.
    .where((eb) => eb.between(sql<string>`coalesce(asset.warranty_until, '')`, today, soon))
    .where('status', 'not in', ['disposed', 'retiring'])
    .executeTakeFirstOrThrow();
  return {
    total: rows.reduce((sum, row) => sum + row.count, 0),
    byStatus: [...byStatus].map(([status, count]) => ({ status, count })),
    byFamily: [...byFamily].map(([family, count]) => ({ family, count })),
    byCategory: [...byCategory.values()].toSorted((one, other) => other.count - one.count),
    overdue,
    warrantyEndsSoon: ending,
  };
}
