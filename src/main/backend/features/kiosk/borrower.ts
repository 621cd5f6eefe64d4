import type { KioskBorrower, KioskItem as ShownItem, KioskPolicy } from '#shared/features/kiosk/contract.ts';
import { pathOfCategory } from '#shared/features/assets/category-tree.ts';
import type { AssetRow, CustodianKind } from '#shared/features/assets/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { mayHold } from '#backend/features/custody/index.ts';
import { isLentByPool } from '#backend/features/loans/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import type { KioskItem, KioskPerson } from './rules.ts';

/** What somebody holds, the next due first. */
async function listHeld(db: Db, personId: number): Promise<ShownItem[]> {
  const rows = await db
    .selectFrom('custody')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'custody.due_on'])
    .where('custody.person_id', '=', personId)
    .where('custody.ended_at', 'is', null)
    .orderBy((eb) => eb.fn.coalesce('custody.due_on', eb.val('9999')))
    .orderBy('asset.tag')
    .execute();
  return rows.map(({ due_on: dueOn, id, tag, name }) => shownAsset({ id, tag, name: name ?? '', dueOn }));
}

/** Who stands before the kiosk, as the rules and as the screen need him. */
export async function loadBorrower(
  db: Db,
  personId: number,
  { now, blockOverdue }: { now: string; blockOverdue: boolean },
): Promise<{ person: KioskPerson; shown: KioskBorrower }> {
  const person = await getPerson(db, personId);
  const today = dayOf(now);
  const holds = await listHeld(db, personId);
  const overdue = holds.some(({ dueOn }) => dueOn !== null && dueOn < today);
  return {
    person: { id: personId, gone: !mayHold(person, today), overdue },
    shown: { name: person.name, holds, blocked: blockOverdue && overdue ? 'HAS_OVERDUE' : null },
  };
}

export function shownAsset({ id, tag, name, dueOn }: Pick<AssetRow, 'id' | 'tag' | 'name' | 'dueOn'>): ShownItem {
  return { kind: 'asset', id, tag, name, dueOn, quantity: null };
}

/** An asset as the rules see it: whether its category, or one above it, or the pool that it belongs to, is lent here. */
export async function itemOf(db: Db, asset: AssetRow, { categoryIds, pools }: KioskPolicy): Promise<KioskItem> {
  const rows = await db.selectFrom('category').select(['id', 'parent_id']).execute();
  const categories = rows.map(({ id, parent_id: parentId }) => ({ id, parentId }));
  const loanable =
    pathOfCategory(categories, asset.category.id).some(({ id }) => categoryIds.includes(id)) ||
    (pools && (await isLentByPool(db, asset.id)));
  return { id: asset.id, status: asset.status, holder: holderOf(asset.custodian), loanable };
}

/** The identifier of the person who has it. */
export function holderOf(custodian: { kind: CustodianKind; id: number } | null): number | 'other' | null {
  if (custodian === null) return null;
  return custodian.kind === 'person' ? custodian.id : 'other';
}
