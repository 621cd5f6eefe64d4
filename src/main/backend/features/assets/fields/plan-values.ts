import { sql } from 'kysely';
import { checkField, convertText } from '#shared/features/assets/convert-field.ts';
import type { StoredValue } from '#shared/features/assets/convert-field.ts';
import type { FieldPreview, Offenders } from '#shared/features/assets/field-contract.ts';
import type { Field, FieldDetails } from '#shared/features/assets/fields.ts';
import { subtreeOf } from '#shared/features/assets/category-tree.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';

const mostExamples = 10;

/** What becomes of one stored value. */
export interface PlannedValue {
  assetId: number;
  tag: string;
  /** As somebody typed it, or as people read it. */
  source: string;
  /** Null when the changed field can't hold it. */
  next: StoredValue | null;
  /** What is kept beside the stored form, when that says less. */
  original: string | null;
}

/** Looks people or places up by their name; of two with the same name neither is meant. */
async function referencesByName(db: Db, type: FieldDetails['type']): Promise<ReadonlyMap<string, string> | null> {
  if (type !== 'person' && type !== 'location') return null;
  const rows = await db
    .selectFrom(type === 'person' ? 'person' : 'place')
    .select(['id', 'name'])
    .execute();
  const groups = Map.groupBy(rows, ({ name }) => name.toLowerCase());
  return new Map(
    [...groups].flatMap(([name, [first, ...others]]) =>
      first && others.length === 0 ? [[name, String(first.id)]] : [],
    ),
  );
}

/** Every value of a field as the changed field would hold it. Secrets are not opened for that. */
export async function planValues(db: Db, field: Field, details: FieldDetails): Promise<PlannedValue[]> {
  if (field.type === 'secret') return [];
  const sameType = field.type === details.type;
  const byName = sameType ? null : await referencesByName(db, details.type);
  // The number of a person or place is read by its own type only; to all others it is known by name.
  const staysReference = sameType && (field.type === 'person' || field.type === 'location');
  const { rows } = await sql<{ asset_id: number; tag: string; source: string; original: string | null }>`
    SELECT value.asset_id, asset.tag, value.original,
      ${staysReference ? sql`value.entered` : sql`coalesce(value.original, person.name, place.name, value.entered)`} AS source
    FROM field_value AS value JOIN asset ON asset.id = value.asset_id
    LEFT JOIN person ON person.id = value.integer_value AND ${field.type === 'person' ? 1 : 0}
    LEFT JOIN place ON place.id = value.integer_value AND ${field.type === 'location' ? 1 : 0}
    WHERE value.field_id = ${field.id} ORDER BY asset.tag`.execute(rawExecutor(db));
  return rows.map(({ asset_id: assetId, tag, source, original: before }) => {
    const text = byName === null ? source : (byName.get(source.toLowerCase()) ?? '');
    const converted = convertText(details, text);
    const next = converted.ok ? converted.value : null;
    const original = staysReference ? before : (next?.entered ?? source) === source ? null : source;
    return { assetId, tag, source, next, original };
  });
}

function offendersOf(values: readonly PlannedValue[]): Offenders {
  return {
    count: values.length,
    examples: values.slice(0, mostExamples).map(({ assetId, tag, source }) => ({ assetId, tag, text: source })),
  };
}

/** Values that would be there more than once. */
export function repeatedValues(values: readonly PlannedValue[]): PlannedValue[] {
  const groups = Map.groupBy(
    values.filter(({ next }) => next !== null),
    ({ next }) => next?.entered.toLowerCase() ?? '',
  );
  return [...groups.values()].filter((group) => group.length > 1).flat();
}

export async function previewOf(db: Db, field: Field, details: FieldDetails): Promise<FieldPreview> {
  const values = await planValues(db, field, details);
  const unlike = values.filter(
    ({ next }) => next !== null && details.pattern !== null && !checkField(details, next.entered).ok,
  );
  return {
    values: field.type === 'secret' ? await countValues(db, field.id) : values.length,
    unfit: offendersOf(values.filter(({ next }) => next === null)),
    empty: details.required ? await assetsWithout(db, field) : { count: 0, examples: [] },
    repeated: offendersOf(details.unique ? repeatedValues(values) : []),
    unlike: offendersOf(unlike),
  };
}

async function countValues(db: Db, fieldId: number): Promise<number> {
  const { values } = await db
    .selectFrom('field_value')
    .select((eb) => eb.fn.countAll<number>().as('values'))
    .where('field_id', '=', fieldId)
    .executeTakeFirstOrThrow();
  return values;
}

/** Assets that the field is asked of and that have no value in it. */
async function assetsWithout(db: Db, field: Field): Promise<Offenders> {
  const categories = await db.selectFrom('category').select(['id', 'family', 'parent_id as parentId']).execute();
  const scope =
    field.categoryId === null
      ? categories.filter(({ family }) => family === field.family).map(({ id }) => id)
      : subtreeOf(categories, field.categoryId);
  const without = db
    .selectFrom('asset')
    .where('category_id', 'in', scope)
    .where('status', '<>', 'disposed')
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM field_value WHERE asset_id = asset.id AND field_id = ${field.id})`);
  const { count } = await without.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await without.select(['id', 'tag']).orderBy('tag').limit(mostExamples).execute();
  return { count, examples: rows.map(({ id: assetId, tag }) => ({ assetId, tag, text: null })) };
}
