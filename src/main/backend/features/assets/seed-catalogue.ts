import * as z from 'zod';
import { families } from '#shared/features/assets/model.ts';
import { fieldRoles, fieldTypes } from '#shared/features/assets/fields.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import catalogueFile from '../../../../../resources/catalogue/categories.json' with { type: 'json' };
import fieldsFile from '../../../../../resources/catalogue/fields.json' with { type: 'json' };
import { createCategory, listCategories } from './catalogue.ts';

const catalogue = z.array(
  z.object({
    key: z.string(),
    family: z.enum(families),
    name: z.string(),
    code: z.string(),
    parent: z.string().optional(),
    holdsData: z.boolean().optional(),
  }),
);

const catalogueFields = z.array(
  z.object({
    on: z.string(),
    group: z.string(),
    fields: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        type: z.enum(fieldTypes),
        unit: z.string().optional(),
        choices: z.array(z.string()).optional(),
        role: z.enum(fieldRoles).optional(),
      }),
    ),
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
  const rows = catalogueFields.parse(fieldsFile).flatMap(({ on, group, fields }, part) =>
    fields.map(({ key, unit = null, choices = [], role = null, ...each }, index) => ({
      ...each,
      key: `${on}.${key}`,
      category_id: ids.get(on) ?? null,
      family: null,
      group_name: group,
      position: part * 100 + index,
      unit,
      choices: JSON.stringify(choices),
      role,
      initial: null,
      help: null,
      pattern: null,
    })),
  );
  await command.tx.insertInto('field').values(rows).execute();
  await command.record({ event: 'assets.catalogueFilled', subject: 'catalogue', data: { fields: rows.length } });
}
