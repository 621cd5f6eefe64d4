import { sql } from 'kysely';
import type { Kit, KitPart } from '#shared/features/loans/kit-contract.ts';
import { isHeld, mayBecome } from '#shared/features/assets/status.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { custodianName } from '#backend/features/custody/index.ts';
import { categoriesWithin, getKitRow, listKitContent, listKitOut, listKitRows } from './repository.ts';
import type { KitRow } from './repository.ts';
import { fillKit } from './rules.ts';
import type { KitNeed } from './rules.ts';

export async function listKits(db: Db, today: Day): Promise<Kit[]> {
  const kits: Kit[] = [];
  for (const row of await listKitRows(db)) kits.push(await kitOf(db, row, today));
  return kits;
}

export async function readKit(db: Db, id: number, today: Day): Promise<Kit> {
  return kitOf(db, await getKitRow(db, id), today);
}

/** A kit as it is now: while it is out its parts are what went out, otherwise what would go out. */
async function kitOf(db: Db, row: KitRow, today: Day): Promise<Kit> {
  const content = await listKitContent(db, row.id);
  const out = await listKitOut(db, row.id);
  const places = await fill(db, content, today);
  const stillOut = [...out];
  const parts = places.map(({ content: part, asset }): KitPart => {
    const category = part.category_id === null ? null : { id: part.category_id, name: part.category_name ?? '' };
    const at = stillOut.findIndex((each) =>
      category === null ? each.id === part.asset_id : part.within.includes(each.category_id),
    );
    const [held] = at === -1 ? [] : stillOut.splice(at, 1);
    if (held) return { asset: nameOf(held), category, state: 'out', holder: held.holder };
    if (asset?.free) return { asset: nameOf(asset), category, state: 'present', holder: null };
    return {
      asset: asset ? nameOf(asset) : null,
      category,
      state: asset?.holder ? 'out' : 'missing',
      holder: asset?.holder ?? null,
    };
  });
  const [first] = out;
  return {
    ...row,
    content: content.map((part) => ({
      asset: part.asset_id === null ? null : { id: part.asset_id, tag: part.tag ?? '', name: part.name ?? '' },
      category: part.category_id === null ? null : { id: part.category_id, name: part.category_name ?? '' },
      quantity: part.quantity,
    })),
    parts,
    complete: parts.every(({ state }) => state === 'present'),
    out: first ? { holder: first.holder, since: first.started_at, dueOn: first.due_on } : null,
  };
}

const nameOf = ({ id, tag, name }: { id: number; tag: string; name: string }) => ({ id, tag, name });

type Content = Awaited<ReturnType<typeof listKitContent>>[number] & { within: number[] };

/** Each place of the kit with what fills it, or with the fixed asset that is not to be had. */
async function fill(db: Db, rows: Awaited<ReturnType<typeof listKitContent>>, today: Day) {
  const content: Content[] = [];
  for (const row of rows)
    content.push({ ...row, within: row.category_id === null ? [] : await categoriesWithin(db, row.category_id) });
  const candidates = await listCandidates(db, content, today);
  const needs = content.map(({ asset_id: assetId, within: categoryIds, quantity }): KitNeed =>
    assetId === null ? { categoryIds, quantity } : { assetId },
  );
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return fillKit(needs, candidates).flatMap(({ need, assetId }) => {
    const part = content[need];
    return part ? [{ content: part, asset: byId.get(assetId ?? part.asset_id ?? 0) }] : [];
  });
}

/** Assets that could be parts: the fixed ones, and those of the categories that nobody has and nobody waits for. */
async function listCandidates(db: Db, content: readonly Content[], today: Day) {
  const fixed = JSON.stringify(content.flatMap(({ asset_id: id }) => id ?? []));
  const categories = JSON.stringify(content.flatMap(({ within }) => within));
  const rows = await db
    .selectFrom('asset')
    .leftJoin('custody', (join) => join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null))
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.category_id', 'asset.status', 'custody.id as custody_id'])
    .select([custodianName.as('holder')])
    .select(sql<0 | 1>`EXISTS (SELECT 1 FROM kit_part WHERE kit_part.asset_id = asset.id)`.as('bound'))
    .where(
      sql<boolean>`(asset.id IN (SELECT value FROM json_each(${fixed})) OR (asset.status = 'in_stock'
        AND asset.category_id IN (SELECT value FROM json_each(${categories}))
        AND NOT EXISTS (SELECT 1 FROM reservation WHERE reservation.asset_id = asset.id AND reservation.state = 'booked'
          AND reservation.from_on <= ${today} AND reservation.to_on >= ${today})))`,
    )
    .orderBy('asset.tag')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    tag: row.tag,
    name: row.name,
    categoryId: row.category_id,
    free: row.custody_id === null && (isHeld(row.status) || mayBecome(row.status, 'in_use')),
    bound: row.bound === 1,
    holder: row.custody_id === null ? null : row.holder,
  }));
}
