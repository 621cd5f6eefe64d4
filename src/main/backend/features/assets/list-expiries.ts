import { sql } from 'kysely';
import { classifyExpiry, lastDayOfNotice } from '#shared/features/assets/expiry.ts';
import type { Expiry, ExpiryKind } from '#shared/features/assets/expiry-contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';

interface ExpiryQuery {
  from?: string | undefined;
  until?: string | undefined;
  kinds?: readonly ExpiryKind[] | undefined;
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
}

/** One number for asset and field, which together name an end; a contract or a licence takes the place of a field that no asset has. */
const endId = sql<number>`(coalesce(expiry.asset_id * 1048576 + coalesce(expiry.field_id, 0),
  expiry.contract_id * 1048576 + 1048575, expiry.entitlement_id * 1048576 + 1048574))`;

/**
 * The ends that are asked for: along the indexes of warranties and of contracts between the days, and along that of
 * the values of each field that says an end.
 */
export function endsWithin(db: Db, { from, until, kinds }: Pick<ExpiryQuery, 'from' | 'until' | 'kinds'>) {
  let ends = db.selectFrom('expiry');
  if (from !== undefined) ends = ends.where('expiry.day', '>=', from);
  if (until !== undefined) ends = ends.where('expiry.day', '<=', until);
  if (kinds !== undefined && kinds.length > 0) ends = ends.where('expiry.kind', 'in', kinds);
  return ends;
}

export async function listExpiries({ reader, now }: Pick<QueryContext, 'reader' | 'now'>, query: ExpiryQuery) {
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  const { total } = await reader
    .selectFrom(endsWithin(reader, query).select('expiry.day').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let ends = endsWithin(reader, query)
    .leftJoin('asset', 'asset.id', 'expiry.asset_id')
    .leftJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('field', 'field.id', 'expiry.field_id')
    .leftJoin('entitlement', 'entitlement.id', 'expiry.entitlement_id')
    .select(['expiry.asset_id', 'expiry.contract_id', 'expiry.kind', 'expiry.day'])
    .select('entitlement.product_id as licenceOf')
    .select(['expiry.notice_days', 'expiry.auto_renew', 'category.name as category', 'field.name as field'])
    .select(({ fn }) => [
      fn.coalesce('asset.tag', 'expiry.number', sql<string>`''`).as('tag'),
      fn.coalesce('asset.name', 'expiry.title', sql<string>`''`).as('name'),
    ])
    .select(endId.as('id'));
  if (after)
    ends = ends.where(
      forward
        ? sql<boolean>`(expiry.day, ${endId}) > (${after.value}, ${after.id})`
        : sql<boolean>`(expiry.day, ${endId}) < (${after.value}, ${after.id})`,
    );
  const found = await ends
    .orderBy('expiry.day', forward ? 'asc' : 'desc')
    .orderBy(endId, forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const today = dayOf(now);
  const rows = found.slice(0, query.limit).map((row): Expiry => {
    const { asset_id: assetId, contract_id: contractId, notice_days: noticeDays, auto_renew: renews, ...rest } = row;
    const end = { day: row.day, noticeDays, autoRenew: renews === 1 };
    return { ...rest, ...end, assetId, contractId, decideBy: lastDayOfNotice(end), state: classifyExpiry(end, today) };
  });
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.day, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}
