import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import type { Movement } from '#shared/features/assets/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { MovementTable } from './tables.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** Who has a serial already: one look per asset at the index that keeps serials apart. */
export function serialOwnerOn(sqlite: Sqlite): (serial: string, manufacturerId: number | null) => SerialOwner | null {
  const find = sqlite.prepare<[string, number], SerialOwner>(
    'SELECT id, tag FROM asset WHERE serial = ? AND coalesce(manufacturer_id, 0) = ?',
  );
  return (serial, manufacturerId) => find.get(serial, manufacturerId ?? 0) ?? null;
}

interface SerialOwner {
  id: number;
  tag: string;
}

export function insertMovements(
  { backend }: CommandContext,
  rows: readonly Omit<Insertable<MovementTable>, 'id'>[],
): void {
  insertRows(openInventoryOf(backend).sqlite, 'movement', rows);
}

/** Moves assets of a category from one count to another; null stands for outside. */
export async function moveCount(
  tx: Transaction<Schema>,
  categoryId: number,
  from: AssetStatus | null,
  to: AssetStatus | null,
  count = 1,
): Promise<void> {
  if (from === to) return;
  if (to) {
    await tx
      .insertInto('asset_count')
      .values({ status: to, category_id: categoryId, count })
      .onConflict((conflict) =>
        conflict
          .columns(['status', 'category_id'])
          .doUpdateSet((eb) => ({ count: eb('asset_count.count', '+', count) })),
      )
      .execute();
  }
  if (from) {
    await tx
      .updateTable('asset_count')
      .set((eb) => ({ count: eb('count', '-', count) }))
      .where('status', '=', from)
      .where('category_id', '=', categoryId)
      .execute();
  }
}

export async function listMovements(db: Db, assetId: number): Promise<Movement[]> {
  const rows = await db
    .selectFrom('movement')
    .leftJoin('operator', 'operator.id', 'movement.operator_id')
    .select([
      'movement.id',
      'movement.at',
      'movement.kind',
      'movement.from_text',
      'movement.to_text',
      'movement.reason',
      'movement.how',
      'movement.journal_seq',
      'operator.display_name',
    ])
    .where('movement.asset_id', '=', assetId)
    .orderBy('movement.id', 'desc')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    from: row.from_text,
    to: row.to_text,
    reason: row.reason,
    operator: row.display_name ?? '',
    how: row.how,
    journalSeq: row.journal_seq,
  }));
}

/** Which of the tags and serials are in the register already. */
export async function findTakenTags(db: Db, tags: readonly string[]): Promise<Map<string, number>> {
  return findTakenBy(db, 'tag', tags);
}

export async function findTakenSerials(db: Db, serials: readonly string[]): Promise<Map<string, number>> {
  return findTakenBy(db, 'serial', serials);
}

async function findTakenBy(db: Db, column: 'tag' | 'serial', values: readonly string[]): Promise<Map<string, number>> {
  const taken = new Map<string, number>();
  for (let start = 0; start < values.length; start += 500) {
    const rows = await db
      .selectFrom('asset')
      .select(['id', sql<string>`lower(${sql.ref(column)})`.as('value')])
      .where(column, 'in', values.slice(start, start + 500))
      .execute();
    for (const row of rows) taken.set(row.value, row.id);
  }
  return taken;
}
