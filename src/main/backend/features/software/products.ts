import { sql } from 'kysely';
import type { Product, ProductDetails, ProductRow } from '#shared/features/software/product.ts';
import type { Reference } from '#shared/rpc/fields.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { recogniseAll } from './recognise.ts';
import './tables.ts';

export async function listProducts(db: Db, { search }: { search: string }): Promise<ProductRow[]> {
  let rows = db
    .selectFrom('software_product as product')
    .leftJoin('manufacturer as publisher', 'publisher.id', 'product.publisher_id')
    .select(['product.id', 'product.name', 'product.free', 'product.metric', 'publisher.name as publisher'])
    .where('product.archived_at', 'is', null);
  if (search.trim() !== '')
    rows = rows.where(
      sql<boolean>`(product.name || char(31) || coalesce(publisher.name, '')) LIKE ${containsPattern(search.trim())} ESCAPE '\\'`,
    );
  const found = await rows
    .orderBy(sql`product.name COLLATE NOCASE`)
    .limit(2000)
    .execute();
  return found.map((row) => ({ ...row, free: row.free === 1 }));
}

const named = (row: { id: number; name: string }): Reference => ({ id: row.id, name: row.name });

export async function getProduct(db: Db, id: number): Promise<Product> {
  const row = await db
    .selectFrom('software_product as product')
    .leftJoin('manufacturer as publisher', 'publisher.id', 'product.publisher_id')
    .selectAll('product')
    .select('publisher.name as publisher')
    .where('product.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('software_product', id);
  const others = (table: 'software_part' | 'software_downgrade', own: string, other: string) =>
    db
      .selectFrom('software_product as other')
      .select(['other.id', 'other.name'])
      .where(
        sql<boolean>`other.id IN (SELECT ${sql.ref(other)} FROM ${sql.table(table)} WHERE ${sql.ref(own)} = ${id})`,
      )
      .orderBy('other.name')
      .execute();
  const suites = (await others('software_part', 'part_id', 'suite_id')).map(named);
  const downgrades = (await others('software_downgrade', 'product_id', 'to_id')).map(named);
  return {
    id,
    name: row.name,
    publisherId: row.publisher_id,
    publisher: row.publisher_id === null ? null : { id: row.publisher_id, name: row.publisher ?? '' },
    title: row.title,
    edition: row.edition,
    release: row.release,
    releasedOn: row.released_on,
    free: row.free === 1,
    hosting: row.hosting,
    metric: row.metric,
    transferable: row.transferable === 1,
    suites,
    suiteIds: suites.map((suite) => suite.id),
    parts: (await others('software_part', 'suite_id', 'part_id')).map(named),
    downgrades,
    downgradeIds: downgrades.map((older) => older.id),
    archived: row.archived_at !== null,
    version: row.version,
  };
}

const columnsOf = (details: ProductDetails) => ({
  name: details.name,
  publisher_id: details.publisherId,
  title: details.title,
  edition: details.edition,
  release: details.release,
  released_on: details.releasedOn,
  free: details.free ? 1 : 0,
  hosting: details.hosting,
  metric: details.metric,
  transferable: details.transferable ? 1 : 0,
});

/** Adds a product or changes one; what was seen under its name is told apart at once. @throws Failure NAME_TAKEN, SUITE_IN_ITSELF, CHANGED_MEANWHILE. */
export async function saveProduct(
  command: CommandContext,
  { id, version, ...details }: ProductDetails & { id: number | null; version: number },
): Promise<{ id: number }> {
  const { tx } = command;
  const namesake = await tx
    .selectFrom('software_product')
    .select('id')
    .where('name', '=', details.name)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('NAME_TAKEN', { name: details.name });
  const before = id === null ? null : await getProduct(tx, id);
  if (before !== null && before.version !== version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'software_product', id: before.id });
  const productId = id ?? nextId(openInventoryOf(command.backend).sqlite, 'software_product');
  if (before === null)
    await tx
      .insertInto('software_product')
      .values({ id: productId, archived_at: null, ...columnsOf(details) })
      .execute();
  else
    await tx
      .updateTable('software_product')
      .set({ ...columnsOf(details), version: version + 1 })
      .where('id', '=', productId)
      .execute();
  await writeLinks(command, productId, details);
  await command.record({
    event: before === null ? 'software.productCreated' : 'software.productChanged',
    subject: `software_product:${productId}`,
    data: before === null ? { after: { ...details } } : { before: detailsOf(before), after: { ...details } },
  });
  await recogniseAll(command);
  return { id: productId };
}

function detailsOf({ version: _version, publisher: _publisher, suites, downgrades, ...rest }: Product) {
  const { parts: _parts, archived: _archived, id: _id, ...details } = rest;
  return { ...details, suiteIds: suites.map(({ id }) => id), downgradeIds: downgrades.map(({ id }) => id) };
}

async function writeLinks({ tx }: CommandContext, id: number, details: ProductDetails): Promise<void> {
  await tx.deleteFrom('software_part').where('part_id', '=', id).execute();
  await tx.deleteFrom('software_downgrade').where('product_id', '=', id).execute();
  for (const suiteId of new Set(details.suiteIds)) {
    if (await isAbove(tx, id, suiteId)) throw new Failure('SUITE_IN_ITSELF', { name: details.name });
    await tx.insertInto('software_part').values({ suite_id: suiteId, part_id: id }).execute();
  }
  for (const older of new Set(details.downgradeIds))
    if (older !== id) await tx.insertInto('software_downgrade').values({ product_id: id, to_id: older }).execute();
}

/** Whether the one is a suite that the other is part of, however far down. */
async function isAbove(db: Db, suite: number, part: number): Promise<boolean> {
  const seen = new Set([part]);
  for (const each of seen) {
    if (each === suite) return true;
    const above = await db.selectFrom('software_part').select('suite_id').where('part_id', '=', each).execute();
    for (const { suite_id: next } of above) seen.add(next);
  }
  return false;
}

/** It is offered no more. @throws Failure PRODUCT_IN_USE while something is installed or licensed. */
export async function archiveProduct(
  command: CommandContext,
  { id, version }: { id: number; version: number },
): Promise<void> {
  const { tx, now } = command;
  const { name } = await getProduct(tx, id);
  const installed = await tx
    .selectFrom('installation')
    .select('id')
    .where('product_id', '=', id)
    .where('removed_on', 'is', null)
    .executeTakeFirst();
  const licensed = await tx
    .selectFrom('entitlement')
    .select('id')
    .where('product_id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst();
  if (installed ?? licensed) throw new Failure('PRODUCT_IN_USE', { name });
  const { numUpdatedRows } = await tx
    .updateTable('software_product')
    .set({ archived_at: now, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Failure('CHANGED_MEANWHILE', { entity: 'software_product', id });
  await command.record({ event: 'software.productArchived', subject: `software_product:${id}`, data: { name } });
  command.changed('software', 'licences', 'updates');
}

/** Takes a product away that an undone import had added and nothing else uses; the database refuses any other. */
export async function withdrawProduct(command: CommandContext, id: number): Promise<void> {
  const { name } = await command.tx
    .selectFrom('software_product')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  withdrawRows(
    openInventoryOf(command.backend).sqlite,
    { table: 'software_product', label: 'name' },
    [id],
    command.now,
  );
  await command.record({
    event: 'software.productWithdrawn',
    subject: `software_product:${id}`,
    data: { before: { name } },
  });
  command.changed('software', 'licences', 'updates');
}
