import type { BulkChange, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { listFields } from '../fields.ts';
import { planAsset } from './plan-asset.ts';
import type { Plan } from './plan-asset.ts';
import { readTexts } from './read-texts.ts';

export interface PlannedAsset {
  id: number;
  tag: string;
  name: string;
  plan: Plan;
}

export type Planner = (db: Db, ids: readonly number[]) => Promise<PlannedAsset[]>;

/** Says of any number of assets what a change does to them; fields and categories are read once for all. */
export async function plannerFor(db: Db, change: BulkChange): Promise<Planner> {
  const known = await listFields(db);
  const categories = await db.selectFrom('category').select(['id', 'family', 'parent_id as parentId']).execute();
  const byCategory = new Map<number, Field[]>();
  const fieldsOf = (categoryId: number): Field[] => {
    const fields = byCategory.get(categoryId) ?? fieldsOfCategory(known, categories, categoryId);
    byCategory.set(categoryId, fields);
    return fields;
  };
  const subjects = change.map(({ field }): BulkSubject => field);
  const textOf = (fact: BulkSubject) => change.find(({ field }) => field === fact)?.text;
  const category = textOf('category');
  const manufacturer = textOf('manufacturer');
  return async (reader, ids) => {
    const assets = await readTexts(reader, ids, subjects);
    const planned: PlannedAsset[] = [];
    for (const asset of assets) {
      let plan = planAsset(asset, change, fieldsOf(category ? Number(category) : asset.categoryId));
      if (plan.kind === 'change' && manufacturer !== undefined && asset.serial !== null) {
        const owner = await serialOwner(reader, asset.serial, manufacturer === null ? null : Number(manufacturer));
        if (owner && owner.id !== asset.id) plan = { kind: 'refused', because: 'SERIAL_TAKEN', detail: owner.tag };
      }
      planned.push({ id: asset.id, tag: asset.tag, name: asset.name, plan });
    }
    return planned;
  };
}

async function serialOwner(db: Db, serial: string, manufacturerId: number | null) {
  return db
    .selectFrom('asset')
    .select(['id', 'tag'])
    .where('serial', '=', serial)
    .where('manufacturer_id', manufacturerId === null ? 'is' : '=', manufacturerId)
    .executeTakeFirst();
}
