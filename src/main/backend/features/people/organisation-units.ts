import type { Transaction } from 'kysely';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
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
  const { id } = await command.tx.insertInto(table).values(unit).returning('id').executeTakeFirstOrThrow();
  const event = table === 'department' ? 'people.departmentCreated' : 'people.costCentreCreated';
  await command.record({ event, subject: `${table}:${id}`, data: { after: unit } });
  command.changed('people');
  return { id };
}
