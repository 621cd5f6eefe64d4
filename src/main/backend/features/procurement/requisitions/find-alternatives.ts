import { sql } from 'kysely';
import type { Alternatives } from '#shared/features/procurement/requisition.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { wordsOf } from '#shared/primitives/text.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { demandFor } from './demand.ts';

interface Wanted {
  categoryId: number;
  modelId: number | null;
  words: string;
  months: number;
}

/** More than this many nobody reads while typing. */
const shownIdle = 8;
const shownPurchases = 6;
const monthsBack = 24;

/** Reuse before buy: what lies in stock, what was bought before and what will be missing soon. */
export async function findAlternatives({ reader, actor, now }: QueryContext, wanted: Wanted): Promise<Alternatives> {
  const today = dayOf(now);
  const idle = await listIdle(reader, wanted);
  return {
    idle: idle.slice(0, shownIdle),
    idleTotal: idle.length,
    purchases: await listPurchases(reader, wanted, addMonths(today, -monthsBack), actor.may('asset.cost.view')),
    demand: await demandFor(reader, wanted, today),
  };
}

function ofTheKind(db: Db, { categoryId, modelId }: Wanted) {
  const assets = db.selectFrom('asset');
  return modelId === null
    ? assets.where('asset.category_id', '=', categoryId)
    : assets.where((eb) => eb.or([eb('asset.model_id', '=', modelId), eb('asset.category_id', '=', categoryId)]));
}

/** Free and usable; the wanted model first, then what has most of the wanted words, then what is in the best shape. */
async function listIdle(db: Db, wanted: Wanted): Promise<Alternatives['idle']> {
  const rows = await ofTheKind(db, wanted)
    .leftJoin('place', 'place.id', 'asset.place_id')
    .leftJoin('custody', (join) => join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null))
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.serial', 'asset.condition', 'asset.model_id'])
    .select('place.name as place')
    .select(
      sql<string>`asset.name || ' ' || coalesce((SELECT group_concat(text_value, ' ') FROM field_value WHERE asset_id = asset.id), '')`.as(
        'described',
      ),
    )
    .where('asset.status', '=', 'in_stock')
    .where('asset.condition', 'in', ['new', 'good', 'worn'])
    .where('custody.id', 'is', null)
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

async function listPurchases(
  db: Db,
  wanted: Wanted,
  since: string,
  seesCost: boolean,
): Promise<Alternatives['purchases']> {
  const rows = await ofTheKind(db, wanted)
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
