import { endsService } from '#shared/features/assets/status.ts';
import type { Reclaimable } from '#shared/features/licences/position.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { priceOfRight, whyReclaim } from '../rules.ts';
import type { SeatFacts } from '../rules.ts';
import { holderOf, selectSeats } from '../seats/read-seats.ts';
import type { SeatColumns } from '../seats/read-seats.ts';

function factsOfSeat(row: SeatColumns, today: Day): SeatFacts {
  return {
    holder: holderOf(row).kind,
    left: row.person_id !== null && (row.person_archived_at !== null || (row.ends_on !== null && row.ends_on < today)),
    gone: row.status !== null && endsService(row.status),
    until: row.until,
    givenOn: row.given_at.slice(0, 10),
    installed: row.installed === 1,
    installable: row.hosting === 'on_premises',
    usedOn: row.used_on,
  };
}

interface Price {
  minor: number;
  yearly: boolean;
  currency: string;
}

/** What a right of each entitlement costs, by the term that covers the day, else the last one. */
async function pricesOf(db: Db, today: Day): Promise<Map<number, Price>> {
  const terms = await db
    .selectFrom('entitlement_term as term')
    .innerJoin('entitlement', 'entitlement.id', 'term.entitlement_id')
    .selectAll('term')
    .select(['units_per_pack', 'currency'])
    .orderBy('term.starts_on')
    .execute();
  const prices = new Map<number, Price>();
  for (const [id, own] of Map.groupBy(terms, (term) => term.entitlement_id)) {
    const term = own.findLast(({ starts_on: from }) => from <= today) ?? own[0];
    if (!term) continue;
    const { minor, yearly } = priceOfRight({
      startsOn: term.starts_on,
      endsOn: term.ends_on,
      costMinor: term.cost_minor,
      period: term.period,
      rights: term.quantity * term.units_per_pack,
    });
    prices.set(id, { minor, yearly, currency: term.currency });
  }
  return prices;
}

/** Days without use after which policies call a seat of a product too many. */
async function daysByProduct(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('licence_policy')
    .select(['product_id', 'days'])
    .where('kind', '=', 'use')
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map(({ product_id: id, days }) => [id, days ?? 0]));
}

interface Asked {
  unusedDays: number;
  productId?: number | undefined;
}

/** Seats that could be taken back with what each is worth, to whoever may see it or not. */
export async function findReclaimable(db: Db, today: Day, { unusedDays, productId }: Asked) {
  let rows = selectSeats(db);
  if (productId !== undefined) rows = rows.where('entitlement.product_id', '=', productId);
  const announced = new Map(
    (await db.selectFrom('licence_harvest').selectAll().where('outcome', 'is', null).execute()).map((each) => [
      each.allocation_id,
      { id: each.id, takesEffectOn: each.takes_effect_on },
    ]),
  );
  const prices = await pricesOf(db, today);
  const ownDays = await daysByProduct(db);
  return (await rows.execute())
    .flatMap((row) => {
      const why = whyReclaim(factsOfSeat(row, today), today, ownDays.get(row.product_id) ?? unusedDays);
      if (why === null) return [];
      const price = prices.get(row.entitlement_id);
      return [
        {
          allocationId: row.id,
          product: { id: row.product_id, name: row.product },
          entitlement: { id: row.entitlement_id, name: row.reference },
          holder: holderOf(row).name,
          person: row.person_id === null ? null : { id: row.person_id, name: row.person ?? '' },
          asset: row.asset_id === null ? null : { id: row.asset_id, tag: row.tag ?? '', name: row.asset ?? '' },
          seats: row.seats,
          why,
          usedOn: row.used_on,
          givenOn: row.given_at.slice(0, 10),
          saving: { minor: (price?.minor ?? 0) * row.seats, currency: row.currency },
          yearly: price?.yearly ?? false,
          announced: announced.get(row.id) ?? null,
        },
      ];
    })
    .toSorted((one, other) => other.saving.minor - one.saving.minor || one.allocationId - other.allocationId);
}

/** The same as the window shows it: without money for whom costs are not shown. */
export async function listReclaimable(
  { reader, actor, now }: Pick<QueryContext, 'reader' | 'now'> & { actor: Pick<QueryContext['actor'], 'may'> },
  asked: Asked,
): Promise<{ rows: Reclaimable[]; totals: { minor: number; currency: string }[] }> {
  const found = await findReclaimable(reader, dayOf(now), asked);
  if (!actor.may('asset.cost.view')) return { rows: found.map((row) => ({ ...row, saving: null })), totals: [] };
  const totals = [...Map.groupBy(found, ({ saving }) => saving.currency)].map(([currency, own]) => ({
    currency,
    minor: own.reduce((sum, { saving }) => sum + saving.minor, 0),
  }));
  return { rows: found, totals };
}
