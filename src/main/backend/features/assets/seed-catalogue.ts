import * as z from 'zod';
import { families } from '#shared/features/assets/model.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import catalogueFile from '../../../../../resources/catalogue/categories.json' with { type: 'json' };
import { createCategory, listCategories } from './catalogue.ts';

const catalogue = z.array(
  z.object({
    key: z.string(),
    family: z.enum(families),
    name: z.string(),
    code: z.string(),
    parent: z.string().optional(),
  }),
);

/** Puts the categories that come with the application into a register that has none yet. */
export async function seedCatalogue(command: CommandContext): Promise<void> {
  if ((await listCategories(command.tx)).length > 0) return;
  const ids = new Map<string, number>();
  for (const { parent, ...entry } of catalogue.parse(catalogueFile)) {
    const parentId = parent === undefined ? null : (ids.get(parent) ?? null);
    ids.set(entry.key, (await createCategory(command, { ...entry, parentId })).id);
  }
}
