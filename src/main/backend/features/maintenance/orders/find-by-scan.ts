import type { OrderRow } from '#shared/features/maintenance/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { normaliseCode, tagOfLink } from '#shared/primitives/scanned-code.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { listOrders } from './read-orders.ts';

interface FoundOrders {
  asset: { id: number; tag: string; name: string };
  orders: OrderRow[];
}

/** What is still to be done on the asset whose label was scanned. @throws Failure SCANNED_UNKNOWN */
export async function findOrdersByScan(db: Db, read: string, today: Day): Promise<FoundOrders> {
  const code = normaliseCode(read);
  const [asset] = await findByCode(db, tagOfLink(code) ?? code, false);
  if (!asset) throw new Failure('SCANNED_UNKNOWN', { code });
  const { rows } = await listOrders(db, { assetId: asset.id, states: ['open', 'in_work'], limit: 50 }, today);
  // What is being worked on comes before what is only due.
  const orders = rows.toSorted((one, other) => Number(other.state === 'in_work') - Number(one.state === 'in_work'));
  return { asset: { id: asset.id, tag: asset.tag, name: asset.name }, orders };
}
