import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Field, FieldValue } from '#shared/features/assets/fields.ts';
import { keyOfField } from '#shared/features/assets/filter-expression.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { sql } from 'kysely';

/** Every field there is, archived ones too: their values are still shown. */
export async function listFields(db: Db): Promise<Field[]> {
  const rows = await db.selectFrom('field').selectAll().orderBy('position').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    family: row.family,
    categoryId: row.category_id,
    name: row.name,
    type: row.type,
    group: row.group_name,
    position: row.position,
    unit: row.unit,
    required: row.required === 1,
    unique: row.is_unique === 1,
    initial: row.initial,
    help: row.help,
    pattern: row.pattern,
    choices: JSON.parse(row.choices) as string[],
    role: row.role,
    archived: row.archived_at !== null,
    version: row.version,
  }));
}

export async function fieldsFor(db: Db, categoryId: number): Promise<Field[]> {
  const categories = await db.selectFrom('category').select(['id', 'family', 'parent_id as parentId']).execute();
  return fieldsOfCategory(await listFields(db), categories, categoryId);
}

/** The values of an asset as people read them. Secrets and costs that may not be seen are there without their text. */
export async function valuesOfAsset(db: Db, assetId: number, seesCost: boolean): Promise<FieldValue[]> {
  const rows = await db
    .selectFrom('field_value')
    .innerJoin('field', 'field.id', 'field_value.field_id')
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'field_value.integer_value').on('field.type', '=', 'person'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'field_value.integer_value').on('field.type', '=', 'location'),
    )
    .select(['field_value.field_id', 'field_value.entered', 'field.type'])
    .select(sql<number>`coalesce(text_value, number_value, integer_value) IS NOT NULL`.as('fits'))
    .select(sql<string | null>`coalesce(person.name, place.name, field_value.entered)`.as('shown'))
    .where('field_value.asset_id', '=', assetId)
    .orderBy('field_value.field_id')
    .execute();
  return rows.map(({ field_id: fieldId, entered, shown, type, fits }) =>
    type === 'money' && !seesCost
      ? { fieldId, text: null, shown: null, fits: true }
      : { fieldId, text: entered, shown, fits: type === 'secret' || fits === 1 },
  );
}

/** The values of some fields of many assets as people read them, by asset and by `field:12`; never a secret. */
export async function fieldTextsOf(
  db: Db,
  assetIds: readonly number[],
  fieldIds: readonly number[],
  seesCost: boolean,
): Promise<Map<number, Record<string, string>>> {
  const texts = new Map<number, Record<string, string>>();
  if (fieldIds.length === 0 || assetIds.length === 0) return texts;
  const rows = await db
    .selectFrom('field_value')
    .innerJoin('field', 'field.id', 'field_value.field_id')
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'field_value.integer_value').on('field.type', '=', 'person'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'field_value.integer_value').on('field.type', '=', 'location'),
    )
    .select(['field_value.asset_id', 'field_value.field_id', 'field.type'])
    .select(sql<string | null>`coalesce(person.name, place.name, field_value.entered)`.as('shown'))
    .where(sql<boolean>`field_value.asset_id IN (SELECT value FROM json_each(${JSON.stringify(assetIds)}))`)
    .where(sql<boolean>`field_value.field_id IN (SELECT value FROM json_each(${JSON.stringify(fieldIds)}))`)
    .execute();
  for (const { asset_id: assetId, field_id: fieldId, type, shown } of rows) {
    if (shown === null || type === 'secret' || (type === 'money' && !seesCost)) continue;
    const own = texts.get(assetId) ?? {};
    own[keyOfField(fieldId)] = shown;
    texts.set(assetId, own);
  }
  return texts;
}
