import type { Transaction } from 'kysely';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

type UnitTable = 'department' | 'cost_centre';

export async function listUnits(db: Reader | Transaction<Schema>, table: UnitTable) {
  return db.selectFrom(table).select(['id', 'code', 'name']).orderBy('name').execute();
}

/** Adds a department or cost centre; one that exists under the name is answered instead. */
export async function createUnit(
  command: CommandContext,
  table: UnitTable,
  unit: { name: string; code: string | null },
): Promise<{ id: number }> {
  const existing = await command.tx.selectFrom(table).select('id').where('name', '=', unit.name).executeTakeFirst();
  if (existing) return existing;
  const { id } = await command.tx
    .insertInto(table)
    .values({ id: nextId(openInventoryOf(command.backend).sqlite, table), ...unit })
    .returning('id')
    .executeTakeFirstOrThrow();
  const event = table === 'department' ? 'people.departmentCreated' : 'people.costCentreCreated';
  await command.record({ event, subject: `${table}:${id}`, data: { after: unit } });
  command.changed('people');
  return { id };
}

/** Takes a unit away that an undone import had added and nothing else uses; the database refuses any other. */
export async function withdrawUnit(command: CommandContext, table: UnitTable, id: number): Promise<void> {
  const { name } = await command.tx.selectFrom(table).select('name').where('id', '=', id).executeTakeFirstOrThrow();
  withdrawRows(openInventoryOf(command.backend).sqlite, { table, label: 'name' }, [id], command.now);
  await command.record({ event: 'people.unitWithdrawn', subject: `${table}:${id}`, data: { before: { name } } });
  command.changed('people');
}
