import type { Db } from '#backend/kernel/db/dialect.ts';

/** What was paid for what is here, by category and currency: amounts of two currencies are never one. */
export async function countValues(db: Db) {
  const rows = await db
    .selectFrom('asset')
    .select(['category_id', 'cost_currency'])
    .select((eb) => [eb.fn.sum<number>('cost_minor').as('minor'), eb.fn.countAll<number>().as('count')])
    .where('cost_minor', 'is not', null)
    .where('status', 'not in', ['retiring', 'disposed'])
    .groupBy(['category_id', 'cost_currency'])
    .execute();
  const names = new Map(
    (await db.selectFrom('category').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  );
  return rows
    .flatMap(({ category_id: id, cost_currency: currency, minor, count }) =>
      currency === null ? [] : [{ category: { id, name: names.get(id) ?? '' }, count, value: { minor, currency } }],
    )
    .toSorted((one, other) => other.value.minor - one.value.minor);
}
