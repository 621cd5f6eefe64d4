import * as z from 'zod';
import { inspectionPoint } from '#shared/features/procurement/receiving.ts';
import type { CheckPoint, InspectionPoint } from '#shared/features/procurement/receiving.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { categoriesAbove } from '#backend/features/assets/index.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import usual from '../../../../../../resources/catalogue/inspection.json' with { type: 'json' };

const withoutPhoto = (text: string): InspectionPoint => ({ text, photo: false });

/**
 * Points by category identifier; `all` holds for every category. Those that are not here are as they come. A text
 * alone is a point of an earlier version, which knew no pictures.
 */
const checklistsSetting: Setting<Record<string, InspectionPoint[]>> = {
  key: 'procurement.checklists',
  schema: z.record(z.string(), z.array(z.union([z.string().transform(withoutPhoto), inspectionPoint]))),
  initial: {},
};

const forAll = 'all';
const usualOf = (family: string | null): InspectionPoint[] =>
  (usual.find((each) => each.family === family)?.points ?? []).map(withoutPhoto);

interface Checklist {
  categoryId: number | null;
  category: string | null;
  points: InspectionPoint[];
  usual: boolean;
}

export async function listChecklists(db: Db): Promise<Checklist[]> {
  const own = await readSetting(db, checklistsSetting);
  const categories = await db.selectFrom('category').select(['id', 'name', 'family']).orderBy('name').execute();
  const listOf = (key: string, family: string | null) => ({
    points: own[key] ?? usualOf(family),
    usual: own[key] === undefined,
  });
  return [
    { categoryId: null, category: null, ...listOf(forAll, null) },
    ...categories.map(({ id, name, family }) => ({ categoryId: id, category: name, ...listOf(String(id), family) })),
  ];
}

/** Deliveries that are open keep the list they began with. @throws Failure POINT_TWICE */
export async function saveChecklist(
  command: CommandContext,
  { categoryId, points }: { categoryId: number | null; points: InspectionPoint[] | null },
): Promise<void> {
  const twice = points?.find(({ text }, index) => points.findIndex((each) => each.text === text) < index);
  if (twice) throw new Failure('POINT_TWICE', { point: twice.text });
  const key = categoryId === null ? forAll : String(categoryId);
  const { [key]: before, ...others } = await readSetting(command.tx, checklistsSetting);
  await writeSetting(command.tx, checklistsSetting, points === null ? others : { ...others, [key]: points });
  await command.record({
    event: 'procurement.checklistSaved',
    subject: categoryId === null ? 'setting:procurement.checklists' : `category:${categoryId}`,
    data: { before: before ?? null, after: points },
  });
  command.changed('procurement');
}

/** What an inspection of these categories has to answer: each point once, with a picture if any of them wants one. */
export async function checklistFor(db: Db, categoryIds: readonly number[]): Promise<CheckPoint[]> {
  const lists = await listChecklists(db);
  const above = new Set([...(await categoriesAbove(db, categoryIds)).values()].flat());
  const points = lists
    // What somebody wrote for a wider category is asked of everything in it.
    .filter(
      ({ categoryId, usual: asItCame }) =>
        categoryId === null || categoryIds.includes(categoryId) || (!asItCame && above.has(categoryId)),
    )
    .flatMap((list) => list.points);
  return [...Map.groupBy(points, ({ text }) => text)].map(([text, same]) => ({
    text,
    ok: null,
    note: '',
    photo: same.some(({ photo }) => photo),
  }));
}
