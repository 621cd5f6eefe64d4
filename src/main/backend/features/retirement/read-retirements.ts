import { sql } from 'kysely';
import * as z from 'zod';
import { released, retirementStages } from '#shared/features/retirement/model.ts';
import type { Retirement, RetirementRow, RetirementStage } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import './lots/tables.ts';
import './sanitisation/tables.ts';
import './tables.ts';

const releasedList = z.array(released);

/** As `asset_holding_data` says it, asked of the asset beside it: the view would be made for the whole register first. */
const holding = sql<0 | 1>`(category.holds_data = 1 OR EXISTS (SELECT 1 FROM asset_once_holding_data AS once
  WHERE once.asset_id = retirement.asset_id))`;

/** How far it has come, as one word. */
const stage = sql<RetirementStage>`CASE WHEN retirement.ended = 'disposed' THEN 'disposed'
  WHEN EXISTS (SELECT 1 FROM disposal_lot_asset WHERE disposal_lot_asset.asset_id = retirement.asset_id) THEN 'in_lot'
  WHEN ${holding} AND NOT EXISTS (SELECT 1 FROM medium WHERE medium.asset_id = retirement.asset_id)
  OR EXISTS (SELECT 1 FROM medium WHERE medium.asset_id = retirement.asset_id
    AND NOT EXISTS (SELECT 1 FROM medium_proved WHERE medium_proved.medium_id = medium.id)) THEN 'to_sanitise'
  ELSE 'to_dispose' END`;

function selectRows(db: Db) {
  return db
    .selectFrom('retirement')
    .innerJoin('asset', 'asset.id', 'retirement.asset_id')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('place', 'place.id', 'asset.place_id')
    .select([
      'retirement.id',
      'retirement.number',
      'retirement.asset_id',
      'retirement.reason',
      'retirement.begun_at',
      'retirement.ended_at',
      'retirement.outcome',
      'asset.tag',
      'asset.name',
      'asset.serial',
      'asset.place_id',
      'place.name as place_name',
      'category.name as category_name',
    ])
    .select([stage.as('stage'), holding.as('holds_data')])
    .where((eb) => eb.or([eb('retirement.ended', 'is', null), eb('retirement.ended', '=', 'disposed')]));
}

interface ListQuery {
  stages?: RetirementStage[] | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** What is on its way out and what left, newest first. What was taken back is told at the asset alone. */
export async function listRetirements(db: Db, query: ListQuery) {
  const wanted = () => {
    let rows = selectRows(db);
    if (query.stages?.length) rows = rows.where(sql<boolean>`${stage} IN (${sql.join(query.stages)})`);
    const text = query.search?.trim();
    if (text)
      rows = rows.where(
        sql<boolean>`instr(lower(retirement.number || char(31) || asset.tag || char(31) || asset.name || char(31)
          || coalesce(asset.serial, '')), lower(${text})) > 0`,
      );
    return rows;
  };
  const after = decodeCursor(query.cursor);
  const found = await (after === null ? wanted() : wanted().where('retirement.id', '<', after.id))
    .orderBy('retirement.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await db
    .selectFrom(wanted().clearSelect().select('retirement.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map(rowOf),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: null, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

function rowOf(row: Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]): RetirementRow {
  return {
    id: row.id,
    number: row.number,
    asset: { id: row.asset_id, tag: row.tag, name: row.name, serial: row.serial },
    category: row.category_name,
    place: row.place_id === null || row.place_name === null ? null : { id: row.place_id, name: row.place_name },
    reason: row.reason,
    begunAt: row.begun_at,
    stage: retirementStages.find((each) => each === row.stage) ?? 'to_dispose',
    outcome: row.outcome,
    disposedOn: row.outcome === null ? null : (row.ended_at?.slice(0, 10) ?? null),
    holdsData: row.holds_data === 1,
  };
}

/** Every way out that an asset was on, the newest first. */
export async function listRetirementsOf(db: Db, assetId: number): Promise<Retirement[]> {
  const rows = await db
    .selectFrom('retirement')
    .innerJoin('asset', 'asset.id', 'retirement.asset_id')
    .innerJoin('operator', 'operator.id', 'retirement.begun_by')
    .selectAll('retirement')
    .select(['asset.tag', 'asset.name', 'asset.status', 'operator.display_name'])
    .where('retirement.asset_id', '=', assetId)
    .orderBy('retirement.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    asset: { id: row.asset_id, tag: row.tag, name: row.name, status: row.status },
    reason: row.reason,
    note: row.note,
    begunAt: row.begun_at,
    begunBy: row.display_name,
    released: releasedList.parse(JSON.parse(row.released)),
    endedAt: row.ended_at,
    ended: row.ended,
    outcome: row.outcome,
  }));
}
