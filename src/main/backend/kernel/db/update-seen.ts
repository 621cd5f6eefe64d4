import type { ColumnType, Generated, Updateable } from 'kysely';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Schema } from './schema.ts';

/** A record as somebody saw it before he changed it. */
export interface Seen {
  id: number;
  version: number;
}

type Counted = number | Generated<number> | ColumnType<number, number | undefined, number>;

/** Tables whose rows are archived instead of deleted, and count their changes. */
type VersionedTable = {
  [Table in keyof Schema]: Schema[Table] extends { id: Counted; version: Counted; archived_at: unknown }
    ? Table
    : never;
}[keyof Schema];

/**
 * Changes a record that nobody has changed or archived since it was seen, and counts the change.
 *
 * @throws Failure NOT_FOUND, CHANGED_MEANWHILE
 */
export async function updateSeen<Table extends VersionedTable>(
  { tx }: CommandContext,
  table: Table,
  { id, version }: Seen,
  values: Omit<Updateable<Schema[Table]>, 'id' | 'version'>,
): Promise<void> {
  // One of them stands for all: the compiler follows no table that is a parameter.
  const one = table as 'role_kit';
  const { numUpdatedRows } = await tx
    .updateTable(one)
    .set({ ...(values as object), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  const row = await tx.selectFrom(one).select('archived_at').where('id', '=', id).executeTakeFirst();
  if (!row || row.archived_at !== null) throw notFound(table, id);
  throw new Failure('CHANGED_MEANWHILE', { entity: table, id });
}
