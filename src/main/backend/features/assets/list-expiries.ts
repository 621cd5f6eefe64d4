import { sql } from 'kysely';
import { addDays } from '#shared/primitives/days.ts';
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

/** Days of ends that are read for a page: most pages are full of the first, and nothing is sorted that is not near. */
const spans = [31, 366, null] as const;

/** One more than a page of ends, in their order. */
async function readPage(db: Db, query: ExpiryQuery) {
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  const begin = after === null ? (forward ? query.from : query.until) : String(after.value);
  for (const days of spans) {
    const near = days === null || begin === undefined ? null : addDays(begin, forward ? days : -days);
    const wide = near === null || (forward ? near >= (query.until ?? '9999') : near <= (query.from ?? ''));
    const [from, until] = forward ? [begin, wide ? query.until : near] : [wide ? query.from : near, begin];
    const within = { ...query, from, until };
    const found = await selectEnds(db, within, after);
    if (wide || found.length > query.limit) return found;
  }
  return [];
}

function selectEnds(db: Db, query: ExpiryQuery, after: ReturnType<typeof decodeCursor>) {
  const forward = query.direction === 'ascending';
  let ends = endsWithin(db, query)
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
  return ends
    .orderBy('expiry.day', forward ? 'asc' : 'desc')
    .orderBy(endId, forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
}

export async function listExpiries({ reader, now }: Pick<QueryContext, 'reader' | 'now'>, query: ExpiryQuery) {
  const { total } = await reader
    .selectFrom(endsWithin(reader, query).select('expiry.day').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await readPage(reader, query);
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
