import type { Condition } from '#shared/features/assets/model.ts';
import type { NextStep } from '#shared/features/custody/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { listPlaces } from '#backend/features/places/index.ts';
import { textsIn } from './list-custodies.ts';
import { findLastCustody, findOpenCustody } from './repository.ts';
import { nearestFreePlace, proposeNextStep } from './rules.ts';

interface ReturnProposal {
  accessories: string[];
  conditionOut: Condition | null;
  place: { id: number; path: string } | null;
  nextStep: NextStep;
}

/** What the window shows when an asset comes back, or is back already, before anybody has typed a word. */
export async function proposeReturn(
  db: Db,
  { assetId, condition }: { assetId: number; condition: Condition | null },
): Promise<ReturnProposal> {
  const asset = await getAssetRow(db, assetId, false);
  const open = await findOpenCustody(db, assetId);
  const link = open ?? (await findLastCustody(db, assetId));
  const origin = open?.from_place_id ?? asset.place?.id ?? null;
  const places = await listPlaces(db, { includeArchived: false });
  const kept = await db
    .selectFrom('asset')
    .select((eb) => ['place_id', eb.fn.countAll<number>().as('count')])
    .where('status', '=', 'in_stock')
    .where('category_id', '=', asset.category.id)
    .where('place_id', 'is not', null)
    .where('id', '<>', asset.id)
    .groupBy('place_id')
    .execute();
  const sameKind = new Map(kept.map((row) => [row.place_id, row.count]));
  const found = nearestFreePlace(
    places.map((place) => ({
      ...place,
      // What is put away does not stand in its own way.
      assetsHere: place.assetsHere - (place.id === asset.place?.id ? 1 : 0),
      sameKind: sameKind.get(place.id) ?? 0,
    })),
    origin,
  );
  const place = places.find(({ id }) => id === found);
  return {
    accessories: open ? textsIn(open.accessories) : [],
    conditionOut: open?.condition_out ?? null,
    place: place ? { id: place.id, path: place.path } : null,
    nextStep: proposeNextStep({
      condition: condition ?? asset.condition,
      holdsData: await holdsData(db, asset.id),
      wasLoan: link !== undefined && link.due_on !== null,
    }),
  };
}

async function holdsData(db: Db, assetId: number): Promise<boolean> {
  const row = await db
    .selectFrom('asset_holding_data')
    .select('asset_id')
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
  return row !== undefined;
}
