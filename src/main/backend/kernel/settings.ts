import type { Transaction } from 'kysely';
import type { ZodType } from 'zod';
import type { Reader } from './db/dialect.ts';
import type { Schema } from './db/schema.ts';

/** A setting with its shape and what holds until somebody sets it. */
export interface Setting<Value> {
  key: string;
  schema: ZodType<Value>;
  initial: Value;
}

export async function readSetting<Value>(db: Reader | Transaction<Schema>, setting: Setting<Value>): Promise<Value> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', setting.key).executeTakeFirst();
  return row ? setting.schema.parse(JSON.parse(row.value)) : setting.initial;
}

export async function writeSetting<Value>(
  tx: Transaction<Schema>,
  setting: Setting<Value>,
  value: Value,
): Promise<void> {
  const text = JSON.stringify(value);
  await tx
    .insertInto('setting')
    .values({ key: setting.key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute();
}
