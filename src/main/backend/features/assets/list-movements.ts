import { sql } from 'kysely';
import type { MovementFilter, MovementRow } from '#shared/features/assets/movement-contract.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';

interface MovementQuery extends MovementFilter {
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
}

function movementsOf(db: Db, { search, kinds, from, until, assetId }: MovementFilter) {
  let movements = db.selectFrom('movement').innerJoin('asset', 'asset.id', 'movement.asset_id');
  if (assetId !== undefined) movements = movements.where('movement.asset_id', '=', assetId);
  if (kinds !== undefined && kinds.length > 0) movements = movements.where('movement.kind', 'in', kinds);
  if (from !== undefined) movements = movements.where('movement.at', '>=', from);
  // A day is over when its last millisecond is.
  if (until !== undefined) movements = movements.where('movement.at', '<=', `${until}T23:59:59.999Z`);
  const text = search?.trim().toLowerCase() ?? '';
  if (text !== '')
    movements = movements.where(
      sql<boolean>`instr(lower(asset.tag || char(31) || asset.name || char(31) || coalesce(from_text, '') || char(31)
        || coalesce(to_text, '')), ${text}) > 0`,
    );
  return movements;
}

/** The movements of all assets in the order in which they were written down. */
export async function listAllMovements({ reader }: Pick<QueryContext, 'reader'>, query: MovementQuery) {
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  const { total } = await reader
    .selectFrom(movementsOf(reader, query).select('movement.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let page = movementsOf(reader, query)
    .leftJoin('operator', 'operator.id', 'movement.operator_id')
    .select(['movement.id', 'movement.at', 'movement.kind', 'movement.from_text', 'movement.to_text'])
    .select(['movement.reason', 'movement.how', 'movement.journal_seq', 'operator.display_name'])
    .select(['asset.id as asset_id', 'asset.tag', 'asset.name']);
  if (after) page = page.where('movement.id', forward ? '>' : '<', after.id);
  const found = await page
    .orderBy('movement.id', forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const rows = found.slice(0, query.limit).map((row): MovementRow => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    from: row.from_text,
    to: row.to_text,
    reason: row.reason,
    operator: row.display_name ?? '',
    how: row.how,
    journalSeq: row.journal_seq,
    asset: { id: row.asset_id, name: row.name, tag: row.tag },
  }));
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: null, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}
