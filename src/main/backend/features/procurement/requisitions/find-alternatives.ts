import { sql } from 'kysely';
import type { Alternatives } from '#shared/features/procurement/requisition.ts';
import { addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { wordsOf } from '#shared/primitives/text.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { categoriesBelow } from '#backend/features/assets/index.ts';
import { listReservations } from '#backend/features/loans/index.ts';
import { demandFor } from './demand.ts';
import { selectIdle } from './idle-stock.ts';

interface Wanted {
  categoryId: number;
  modelId: number | null;
  words: string;
  months: number;
  /** Who needs it. */
  requesterId: number | null;
}

/** More than this many nobody reads while typing. */
const shownIdle = 8;
const shownPurchases = 6;
const monthsBack = 24;

/** Reuse before buy: what lies in stock, what was bought before and what will be missing soon. */
export async function findAlternatives({ reader, actor, now }: QueryContext, wanted: Wanted): Promise<Alternatives> {
  const today = dayOf(now);
  const idle = await listIdle(reader, wanted, today);
  return {
    reserved: await listReserved(reader, wanted, today),
    idle: idle.slice(0, shownIdle),
    idleTotal: idle.length,
    purchases: await listPurchases(reader, wanted, addMonths(today, -monthsBack), actor.may('asset.cost.view')),
    demand: await demandFor(reader, wanted, today),
  };
}

/** Of the model, or of the category and those below it. */
function isOfTheKind({ categoryId, modelId }: Wanted) {
  const below = sql<boolean>`asset.category_id IN ${categoriesBelow([categoryId])}`;
  return modelId === null ? below : sql<boolean>`(asset.model_id = ${modelId} OR ${below})`;
}

/** Free and usable; the wanted model first, then what has most of the wanted words, then what is in the best shape. */
async function listIdle(db: Db, wanted: Wanted, today: Day): Promise<Alternatives['idle']> {
  const rows = await selectIdle(db, today)
    .where(isOfTheKind(wanted))
    .leftJoin('place', 'place.id', 'asset.place_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.serial', 'asset.condition', 'asset.model_id'])
    .select('place.name as place')
    .select(
      sql<string>`asset.name || ' ' || coalesce((SELECT group_concat(text_value, ' ') FROM field_value WHERE asset_id = asset.id), '')`.as(
        'described',
      ),
    )
    .orderBy(sql`CASE asset.condition WHEN 'new' THEN 0 WHEN 'good' THEN 1 ELSE 2 END`)
    .orderBy('asset.tag')
    .limit(500)
    .execute();
  const words = wordsOf(wanted.words);
  const fit = ({ described, model_id: modelId }: (typeof rows)[number]): number => {
    const own = new Set(wordsOf(described));
    const held = words.filter((word) => own.has(word)).length;
    return held + (modelId !== null && modelId === wanted.modelId ? words.length + 1 : 0);
  };
  return rows
    .map((row) => ({ row, rank: fit(row) }))
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ row: { id, tag, name, serial, condition, place } }) => ({ id, tag, name, serial, condition, place }));
}

/** What of the kind is kept already for whoever needs it, the first to run out first. */
async function listReserved(db: Db, wanted: Wanted, today: Day): Promise<Alternatives['reserved']> {
  if (wanted.requesterId === null) return [];
  const kept = await listReservations(db, { assetId: null, personId: wanted.requesterId }, today);
  if (kept.length === 0) return [];
  const rows = await db
    .selectFrom('asset')
    .leftJoin('place', 'place.id', 'asset.place_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.condition', 'place.name as place'])
    .where(isOfTheKind(wanted))
    .where(
      'asset.id',
      'in',
      kept.map(({ asset }) => asset.id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return kept.flatMap(({ id: reservationId, asset, to: until }) => {
    const row = byId.get(asset.id);
    return row === undefined ? [] : [{ ...row, reservationId, until }];
  });
}

async function listPurchases(
  db: Db,
  wanted: Wanted,
  since: string,
  seesCost: boolean,
): Promise<Alternatives['purchases']> {
  const rows = await db
    .selectFrom('asset')
    .where(isOfTheKind(wanted))
    .leftJoin('supplier', 'supplier.id', 'asset.supplier_id')
    .select(({ fn }) => [
      'asset.purchased_on',
      'asset.order_number',
      'asset.cost_minor',
      'asset.cost_currency',
      'supplier.name as supplier',
      fn.min('asset.name').as('name'),
      fn.countAll<number>().as('quantity'),
    ])
    .where('asset.purchased_on', '>=', since)
    .groupBy(['asset.purchased_on', 'asset.order_number', 'asset.cost_minor', 'asset.cost_currency', 'supplier.id'])
    .orderBy('asset.purchased_on', 'desc')
    .limit(shownPurchases)
    .execute();
  return rows.map((row) => ({
    on: row.purchased_on ?? since,
    name: row.name,
    supplier: row.supplier,
    orderNumber: row.order_number,
    quantity: row.quantity,
    unitPrice:
      seesCost && row.cost_minor !== null && row.cost_currency !== null
        ? { minor: row.cost_minor, currency: row.cost_currency }
        : null,
  }));
}
