import { sql } from 'kysely';
import type { Pool } from '#shared/features/loans/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { assetRowOf, getAssetRow, selectAssetRows } from '#backend/features/assets/index.ts';
import './tables.ts';

export async function listPools(db: Db): Promise<Pool[]> {
  const pools = await db
    .selectFrom('pool')
    .select(['id', 'name', 'loan_days', 'version'])
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
  const poolOf = new Map(
    (await db.selectFrom('pool_member').selectAll().execute()).map((row) => [row.asset_id, row.pool_id]),
  );
  const rows = await selectAssetRows(db)
    .where(sql<boolean>`asset.id IN (SELECT asset_id FROM pool_member)`)
    .orderBy('asset.tag')
    .execute();
  const assets = rows.map((row) => assetRowOf(row, false));
  return pools.map((pool) => ({
    id: pool.id,
    name: pool.name,
    loanDays: pool.loan_days,
    version: pool.version,
    members: assets
      .filter(({ id }) => poolOf.get(id) === pool.id)
      .map(({ id, tag, name, status, custodian, dueOn }) => ({
        assetId: id,
        tag,
        name,
        status,
        custodian: custodian?.name ?? null,
        dueOn,
      })),
  }));
}

interface SavedPool {
  id: number | null;
  name: string;
  loanDays: number;
  assetIds: readonly number[];
  version: number | null;
}

/**
 * Makes a pool, or says anew what belongs to it. An asset belongs to one pool at most.
 *
 * @throws Failure NAME_TAKEN, IN_OTHER_POOL, CHANGED_MEANWHILE.
 */
export async function savePool(command: CommandContext, pool: SavedPool): Promise<{ id: number }> {
  const { tx } = command;
  await refuseTakenName(tx, pool);
  const id = pool.id === null ? await insertPool(command, pool) : await updatePool(command, pool.id, pool);
  const members = [...new Set(pool.assetIds)];
  const tags: string[] = [];
  for (const assetId of members) tags.push((await getAssetRow(tx, assetId, false)).tag);
  await refuseForeignMembers(tx, id, members);
  await tx.deleteFrom('pool_member').where('pool_id', '=', id).execute();
  for (const assetId of members)
    await tx.insertInto('pool_member').values({ asset_id: assetId, pool_id: id }).execute();
  await command.record({
    event: 'loans.poolSaved',
    subject: `pool:${id}`,
    data: { name: pool.name, loanDays: pool.loanDays, assets: tags.join(' ') },
  });
  command.changed('loans');
  return { id };
}

async function refuseTakenName(db: Db, { id, name }: SavedPool): Promise<void> {
  const other = await db
    .selectFrom('pool')
    .select('id')
    .where(sql<boolean>`name = ${name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (other && other.id !== id) throw new Failure('NAME_TAKEN', { name });
}

async function insertPool({ tx }: CommandContext, { name, loanDays }: SavedPool): Promise<number> {
  const values = { name, loan_days: loanDays, archived_at: null };
  return (await tx.insertInto('pool').values(values).returning('id').executeTakeFirstOrThrow()).id;
}

async function updatePool({ tx }: CommandContext, id: number, pool: SavedPool): Promise<number> {
  const known = await tx
    .selectFrom('pool')
    .select('version')
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!known) throw notFound('pool', id);
  if (known.version !== pool.version) throw new Failure('CHANGED_MEANWHILE', { entity: 'pool', id });
  const values = { name: pool.name, loan_days: pool.loanDays, version: known.version + 1 };
  await tx.updateTable('pool').set(values).where('id', '=', id).execute();
  return id;
}

async function refuseForeignMembers(db: Db, poolId: number, assetIds: readonly number[]): Promise<void> {
  const foreign = await db
    .selectFrom('pool_member')
    .innerJoin('pool', 'pool.id', 'pool_member.pool_id')
    .innerJoin('asset', 'asset.id', 'pool_member.asset_id')
    .select(['asset.tag', 'pool.name'])
    .where('pool_member.pool_id', '<>', poolId)
    .where(sql<boolean>`asset.id IN (SELECT value FROM json_each(${JSON.stringify(assetIds)}))`)
    .executeTakeFirst();
  if (foreign) throw new Failure('IN_OTHER_POOL', foreign);
}

/**
 * Gives a pool up; its assets stay what they are.
 *
 * @throws Failure POOL_RESERVED while somebody waits for one of it.
 */
export async function archivePool(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx, now } = command;
  const pool = await tx.selectFrom('pool').select('name').where('id', '=', id).executeTakeFirst();
  if (!pool) throw notFound('pool', id);
  const { count } = await tx
    .selectFrom('reservation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('pool_id', '=', id)
    .where('state', '=', 'booked')
    .where('to_on', '>=', now.slice(0, 10))
    .executeTakeFirstOrThrow();
  if (count > 0) throw new Failure('POOL_RESERVED', { name: pool.name, count });
  await tx.deleteFrom('pool_member').where('pool_id', '=', id).execute();
  await tx.updateTable('pool').set({ archived_at: now }).where('id', '=', id).execute();
  await command.record({ event: 'loans.poolArchived', subject: `pool:${id}`, data: { name: pool.name } });
  command.changed('loans');
}
