import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { isReserved } from '#backend/features/loans/index.ts';

/** What lies in stock in a usable shape, with nobody who has it or for whom it is kept. */
export function selectIdle(db: Db, today: Day) {
  return db
    .selectFrom('asset')
    .leftJoin('custody', (join) => join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null))
    .where('asset.status', '=', 'in_stock')
    .where('asset.condition', 'in', ['new', 'good', 'worn'])
    .where('custody.id', 'is', null)
    .where((eb) => eb.not(isReserved(today)));
}
