import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';

/** As many numbers of assets as are looked at without a scan having to wait for them. */
const assetsAtOnce = 4000;

/**
 * Portions of the register by number, each a condition on `asset.id`; a scan that came meanwhile goes before each but the
 * first. What changes while a register is read so may be in the answer or not.
 */
export async function* portionsOfRegister(db: Db): AsyncGenerator<RawBuilder<SqlBool>> {
  const newest = await db
    .selectFrom('asset')
    .select((eb) => eb.fn.max<number | null>('id').as('id'))
    .executeTakeFirst();
  for (let after = 0; after < (newest?.id ?? 0); after += assetsAtOnce) {
    if (after > 0) await setImmediate();
    yield sql<SqlBool>`(asset.id > ${after} AND asset.id <= ${after + assetsAtOnce})`;
  }
}
