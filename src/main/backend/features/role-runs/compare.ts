import type { PlannedItem, RunKind } from '#shared/features/role-runs/model.ts';
import type { ExtraKind } from '#shared/features/role-kits/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { categoriesAbove } from '#backend/features/assets/index.ts';
import { listSeats } from '#backend/features/licences/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { compareKit } from './rules.ts';
import type { Held } from './rules.ts';
import './tables.ts';

export interface Planned {
  personId: number;
  kind: RunKind;
  kitId: number | null;
}

export interface HeldAsset extends Held {
  tag: string;
  name: string;
}

/** What somebody holds, or one asset whoever holds it, with the categories that it lies in. */
export async function listHeld(db: Db, who: { personId: number } | { assetId: number }): Promise<HeldAsset[]> {
  let rows = db
    .selectFrom('asset')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.model_id', 'asset.category_id'])
    .orderBy('asset.id');
  rows =
    'assetId' in who
      ? rows.where('asset.id', '=', who.assetId)
      : rows.where('asset.id', 'in', (eb) =>
          eb
            .selectFrom('custody')
            .select('asset_id')
            .where('person_id', '=', who.personId)
            .where('ended_at', 'is', null),
        );
  const found = await rows.execute();
  const above = await categoriesAbove(
    db,
    found.map((row) => row.category_id),
  );
  return found.map((row) => ({
    assetId: row.id,
    tag: row.tag,
    name: row.name,
    modelId: row.model_id,
    categoryIds: [row.category_id, ...(above.get(row.category_id) ?? [])],
  }));
}

async function linesOf(db: Db, kitId: number) {
  const kit = await db
    .selectFrom('role_kit')
    .select('id')
    .where('id', '=', kitId)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!kit) throw notFound('role_kit', kitId);
  const rows = await db
    .selectFrom('role_kit_line')
    .innerJoin('category', 'category.id', 'role_kit_line.category_id')
    .leftJoin('model', 'model.id', 'role_kit_line.model_id')
    .selectAll('role_kit_line')
    .select(['category.name as category', 'model.name as model'])
    .where('kit_id', '=', kitId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    categoryId: row.category_id,
    modelId: row.model_id,
    quantity: row.quantity,
    name: row.model ?? row.category,
  }));
}

type Extra = { kind: ExtraKind; name: string; productId: number | null };

async function extrasOf(db: Db, kitId: number | null): Promise<Extra[]> {
  if (kitId === null) return [];
  return db
    .selectFrom('role_kit_extra')
    .select(['kind', 'name', 'product_id as productId'])
    .where('kit_id', '=', kitId)
    .orderBy('position')
    .execute();
}

/** The kit that the last run of a person was about; what goes with it beside assets is known from there. */
async function findLastKit(db: Db, personId: number): Promise<number | null> {
  const run = await db
    .selectFrom('role_run')
    .select('kit_id')
    .where('person_id', '=', personId)
    .where('cancelled_at', 'is', null)
    .where('kit_id', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return run?.kit_id ?? null;
}

const blank = { categoryId: null, modelId: null, oldAsset: null, productId: null, seatId: null };
const nameOf = ({ tag, name }: HeldAsset) => (name === '' ? tag : name);
const oldAsset = (asset: HeldAsset) => ({ id: asset.assetId, tag: asset.tag, name: asset.name });

/** What a run lists: assets first, then accessories, licences, trainings and access. */
export async function compare(db: Db, { personId, kind, kitId }: Planned): Promise<PlannedItem[]> {
  await getPerson(db, personId);
  const lines = kitId === null ? [] : await linesOf(db, kitId);
  const { handOut, change, collect } = compareKit(kind, await listHeld(db, { personId }), lines);
  const needed = await extrasOf(db, kitId);
  const had = kind === 'joiner' ? [] : await extrasOf(db, await findLastKit(db, personId));
  const seats = new Map((await listSeats(db, { personId })).map((seat) => [seat.product.id, seat]));
  const has = (list: readonly Extra[], extra: Extra) =>
    list.some((each) => each.kind === extra.kind && each.name.toLowerCase() === extra.name.toLowerCase());
  return [
    ...handOut.map(({ categoryId, modelId, name }) => ({
      ...blank,
      action: 'hand_out' as const,
      kind: 'asset' as const,
      name,
      categoryId,
      modelId,
    })),
    ...change.map(({ asset, line: { categoryId, modelId, name } }) => ({
      ...blank,
      action: 'change' as const,
      kind: 'asset' as const,
      name,
      categoryId,
      modelId,
      oldAsset: oldAsset(asset),
    })),
    ...collect.map((asset) => ({
      ...blank,
      action: 'collect' as const,
      kind: 'asset' as const,
      name: nameOf(asset),
      oldAsset: oldAsset(asset),
    })),
    ...needed
      .filter((extra) => (extra.productId === null ? !has(had, extra) : !seats.has(extra.productId)))
      .map((extra) => ({ ...blank, ...extra, action: 'hand_out' as const })),
    // Seats that he really has come back, whatever gave them.
    ...(kind === 'joiner' ? [] : [...seats.values()])
      .filter(({ product }) => !needed.some(({ productId }) => productId === product.id))
      .map((seat) => ({
        ...blank,
        action: 'collect' as const,
        kind: 'licence' as const,
        name: seat.product.name,
        productId: seat.product.id,
        seatId: seat.id,
      })),
    // What somebody has learnt stays with him.
    ...had
      .filter((extra) => extra.kind !== 'training' && extra.productId === null && !has(needed, extra))
      .map((extra) => ({ ...blank, ...extra, action: 'collect' as const })),
  ];
}
