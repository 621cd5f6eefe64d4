import { sql } from 'kysely';
import type { ExpectedAccessories } from '#shared/features/custody/accessory-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { textsIn } from './list-custodies.ts';
import { findLastCustody, getCustody } from './repository.ts';
import { missingOf } from './rules.ts';
import './tables.ts';

const expectedFor = prepareQuery((db, { assetId }: { assetId: number }) =>
  db
    .selectFrom('expected_accessory')
    .select('name')
    .distinct()
    .where(
      sql<boolean>`(model_id = (SELECT model_id FROM asset WHERE id = ${assetId}) OR category_id IN (
        WITH RECURSIVE above (id) AS (SELECT category_id FROM asset WHERE id = ${assetId} UNION
          SELECT category.parent_id FROM category JOIN above ON category.id = above.id WHERE category.parent_id IS NOT NULL)
        SELECT id FROM above))`,
    )
    .orderBy('name'),
);

/** What goes out with an asset and has to come back: what its model and its category (and those above it) expect. */
export async function listExpectedFor(db: Db, assetId: number): Promise<string[]> {
  return (await expectedFor.all(db, { assetId })).map(({ name }) => name);
}

/** Every category and model of which something is expected, by name. */
export async function listExpected(db: Db): Promise<ExpectedAccessories[]> {
  const rows = await db
    .selectFrom('expected_accessory')
    .leftJoin('category', 'category.id', 'expected_accessory.category_id')
    .leftJoin('model', 'model.id', 'expected_accessory.model_id')
    .select(['expected_accessory.name', 'expected_accessory.category_id', 'expected_accessory.model_id'])
    .select(sql<string>`coalesce(category.name, model.name)`.as('of'))
    .orderBy(sql`coalesce(category.name, model.name)`)
    .orderBy('expected_accessory.name')
    .execute();
  const groups = Map.groupBy(rows, (row) => `${row.category_id ?? ''}/${row.model_id ?? ''}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const of = { id: first.category_id ?? first.model_id ?? 0, name: first.of };
    return [{ kind: first.category_id === null ? 'model' : 'category', of, names: group.map(({ name }) => name) }];
  });
}

/** Says anew what is expected to go out with everything of a category or model; nothing is allowed. */
export async function setExpected(
  command: CommandContext,
  { kind, id, names }: { kind: 'category' | 'model'; id: number; names: readonly string[] },
): Promise<void> {
  const { tx } = command;
  const column = kind === 'category' ? 'category_id' : 'model_id';
  const of = await tx.selectFrom(kind).select('name').where('id', '=', id).executeTakeFirst();
  if (!of) throw notFound(kind, id);
  await tx.deleteFrom('expected_accessory').where(column, '=', id).execute();
  const own = [...new Set(names)];
  for (const name of own)
    await tx
      .insertInto('expected_accessory')
      .values({ category_id: kind === 'category' ? id : null, model_id: kind === 'model' ? id : null, name })
      .execute();
  await command.record({
    event: 'custody.accessoriesExpected',
    subject: `${kind}:${id}`,
    data: { name: of.name, names: own },
  });
  command.changed('custody');
}

/**
 * Says after a return at the desk what of the accessories did not come back.
 *
 * @throws Failure RETURN_NOT_YET while somebody has the asset.
 */
export async function noteMissing(
  command: CommandContext,
  { assetId, missing }: { assetId: number; missing: readonly string[] },
): Promise<void> {
  const { tx } = command;
  const asset = await getAssetRow(tx, assetId, false);
  const last = await findLastCustody(tx, assetId);
  if (!last || last.ended_at === null) throw new Failure('RETURN_NOT_YET', { tag: asset.tag });
  const custody = await getCustody(tx, last.id);
  const left = missingOf(textsIn(custody.accessories), missing);
  await tx
    .updateTable('custody')
    .set({ missing: JSON.stringify(left) })
    .where('id', '=', last.id)
    .execute();
  await command.record({
    event: 'custody.missingNoted',
    subject: `asset:${assetId}`,
    data: { tag: asset.tag, before: textsIn(custody.missing).join(', '), missing: left.join(', ') },
  });
  command.changed('custody');
}
