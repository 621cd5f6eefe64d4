import * as z from 'zod';
import type { CheckPoint } from '#shared/features/procurement/receiving.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import usual from '../../../../../../resources/catalogue/inspection.json' with { type: 'json' };

/** Points by category identifier; `all` holds for every category. Those that are not here are as they come. */
const checklistsSetting: Setting<Record<string, string[]>> = {
  key: 'procurement.checklists',
  schema: z.record(z.string(), z.array(z.string())),
  initial: {},
};

const forAll = 'all';
const usualOf = (family: string | null): string[] => usual.find((each) => each.family === family)?.points ?? [];

export async function listChecklists(
  db: Db,
): Promise<{ categoryId: number | null; category: string | null; points: string[] }[]> {
  const own = await readSetting(db, checklistsSetting);
  const categories = await db.selectFrom('category').select(['id', 'name', 'family']).orderBy('name').execute();
  return [
    { categoryId: null, category: null, points: own[forAll] ?? usualOf(null) },
    ...categories.map(({ id, name, family }) => ({
      categoryId: id,
      category: name,
      points: own[String(id)] ?? usualOf(family),
    })),
  ];
}

export async function saveChecklist(
  command: CommandContext,
  { categoryId, points }: { categoryId: number | null; points: string[] },
): Promise<void> {
  const own = await readSetting(command.tx, checklistsSetting);
  const key = categoryId === null ? forAll : String(categoryId);
  await writeSetting(command.tx, checklistsSetting, { ...own, [key]: points });
  await command.record({
    event: 'procurement.checklistSaved',
    subject: categoryId === null ? 'setting:procurement.checklists' : `category:${categoryId}`,
    data: { before: own[key] ?? null, after: points },
  });
  command.changed('procurement');
}

/** What an inspection of these categories has to answer, each point once. */
export async function checklistFor(db: Db, categoryIds: readonly number[]): Promise<CheckPoint[]> {
  const lists = await listChecklists(db);
  const texts = lists
    .filter(({ categoryId }) => categoryId === null || categoryIds.includes(categoryId))
    .flatMap(({ points }) => points);
  return [...new Set(texts)].map((text) => ({ text, ok: null, note: '' }));
}
