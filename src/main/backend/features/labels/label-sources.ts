import { sql } from 'kysely';
import type { PrintedKind } from '#shared/features/labels/contract.ts';
import { placeholderOfField } from '#shared/features/labels/expression.ts';
import type { LabelValues } from '#shared/features/labels/template.ts';
import { decodeEpc, elementString } from '#shared/primitives/epc.ts';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { cardOfNumber, codeOfCard } from '#shared/features/desk/command-card.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { assetRowOf, selectAssetRows } from '#backend/features/assets/index.ts';
import { listPlaces } from '#backend/features/places/index.ts';

/** A thing of the register that has a label. */
export interface LabelSource {
  id: number;
  /** As people know it: an asset by its tag, a person or a place by the name. */
  name: string;
  values: LabelValues;
}

/** Parts of a list that SQLite takes as parameters of one statement. */
function* partsOf(ids: readonly number[]): Generator<number[]> {
  for (let start = 0; start < ids.length; start += 500) yield ids.slice(start, start + 500);
}

/** GS1 element strings by asset, from the EPC that each has; `(8004)` for a GIAI, `(8003)` for a GRAI. */
async function gs1Of(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('asset_identifier')
    .select(['asset_id', 'value'])
    .where('kind', '=', 'epc')
    .where('asset_id', 'in', ids)
    .execute();
  const known = new Map<number, string>();
  for (const { asset_id: assetId, value } of rows) {
    const epc = decodeEpc(value);
    const text = epc.ok ? elementString(epc.value) : null;
    if (text !== null) known.set(assetId, text);
  }
  return known;
}

/** Values of the categories' fields by asset, as people read them; secrets and costs have none. */
async function fieldsOf(db: Db, ids: readonly number[]): Promise<Map<number, Record<string, string>>> {
  const rows = await db
    .selectFrom('field_value')
    .innerJoin('field', 'field.id', 'field_value.field_id')
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'field_value.integer_value').on('field.type', '=', 'person'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'field_value.integer_value').on('field.type', '=', 'location'),
    )
    .select(['field_value.asset_id', 'field.name'])
    .select(sql<string | null>`coalesce(person.name, place.name, field_value.entered)`.as('shown'))
    .where('field.type', 'not in', ['secret', 'money'])
    .where('field_value.asset_id', 'in', ids)
    .execute();
  const known = new Map<number, Record<string, string>>();
  for (const { asset_id: assetId, name, shown } of rows) {
    if (shown !== null) known.set(assetId, { ...known.get(assetId), [placeholderOfField(name)]: shown });
  }
  return known;
}

const valuesOfAsset = (asset: AssetRow, gs1: string | undefined): LabelValues => ({
  tag: asset.tag,
  name: asset.name,
  model: [asset.manufacturer, asset.model].filter(Boolean).join(' '),
  serial: asset.serial,
  category: asset.category.name,
  department: asset.department,
  place: asset.place?.name ?? null,
  custodian: asset.custodian?.name ?? null,
  gs1: gs1 ?? null,
});

async function assetSources(db: Db, ids: readonly number[]): Promise<LabelSource[]> {
  const sources: LabelSource[] = [];
  for (const part of partsOf(ids)) {
    const rows = await selectAssetRows(db).where('asset.id', 'in', part).execute();
    const [gs1, fields] = [await gs1Of(db, part), await fieldsOf(db, part)];
    for (const row of rows) {
      const values = { ...valuesOfAsset(assetRowOf(row, false), gs1.get(row.id)), ...fields.get(row.id) };
      sources.push({ id: row.id, name: row.tag, values });
    }
  }
  return sources;
}

async function personSources(db: Db, ids: readonly number[]): Promise<LabelSource[]> {
  const sources: LabelSource[] = [];
  for (const part of partsOf(ids)) {
    const rows = await db
      .selectFrom('person')
      .leftJoin('department', 'department.id', 'person.department_id')
      .select(['person.id', 'person.name', 'person.title', 'department.name as department'])
      .select(sql<string | null>`coalesce(person.badge_code, person.employee_number)`.as('code'))
      .where('person.id', 'in', part)
      .execute();
    sources.push(...rows.map(({ id, ...values }) => ({ id, name: values.name, values })));
  }
  return sources;
}

async function placeSources(db: Db, ids: readonly number[]): Promise<LabelSource[]> {
  const wanted = new Set(ids);
  const places = await listPlaces(db, { includeArchived: true });
  return places
    .filter(({ id }) => wanted.has(id))
    .map(({ id, code, name, path, kind }) => ({ id, name, values: { code, name, path, kind } }));
}

async function kitSources(db: Db, ids: readonly number[]): Promise<LabelSource[]> {
  const sources: LabelSource[] = [];
  for (const part of partsOf(ids)) {
    const kits = await db.selectFrom('kit').select(['id', 'code', 'name']).where('id', 'in', part).execute();
    const content = await db
      .selectFrom('kit_part')
      .leftJoin('asset', 'asset.id', 'kit_part.asset_id')
      .leftJoin('category', 'category.id', 'kit_part.category_id')
      .select(['kit_part.kit_id', 'kit_part.quantity'])
      .select(sql<string>`coalesce(asset.name, category.name, '')`.as('name'))
      .where('kit_part.kit_id', 'in', part)
      .orderBy('kit_part.position')
      .execute();
    const partsOfKit = Map.groupBy(content, (line) => line.kit_id);
    sources.push(
      ...kits.map(({ id, code, name }) => {
        const parts = (partsOfKit.get(id) ?? []).map((line) =>
          line.quantity === 1 ? line.name : `${line.quantity} × ${line.name}`,
        );
        return { id, name, values: { code, name, content: parts.join(', ') } };
      }),
    );
  }
  return sources;
}

async function articleSources(db: Db, ids: readonly number[]): Promise<LabelSource[]> {
  const sources: LabelSource[] = [];
  for (const part of partsOf(ids)) {
    const rows = await db
      .selectFrom('supply_article as article')
      .leftJoin('supplier', 'supplier.id', 'article.supplier_id')
      .select(['article.id', 'article.code', 'article.name', 'article.unit'])
      .select(['supplier.name as supplier', 'article.supplier_article as supplierarticle'])
      .where('article.id', 'in', part)
      .execute();
    sources.push(...rows.map(({ id, ...values }) => ({ id, name: values.name, values })));
  }
  return sources;
}

/** Command cards by their number, with their word in the language that the number tells. */
async function commandSources(_db: Db, ids: readonly number[]): Promise<LabelSource[]> {
  const sources = ids.flatMap((id) => {
    const known = cardOfNumber(id);
    if (known === null) return [];
    const name = textIn(known.language, `commandCard.${known.card}`);
    return [{ id, name, values: { code: codeOfCard(known.card), name } }];
  });
  return Promise.resolve(sources);
}

const loaders = {
  asset: assetSources,
  person: personSources,
  place: placeSources,
  kit: kitSources,
  article: articleSources,
  command: commandSources,
} as const satisfies Readonly<Record<PrintedKind, (db: Db, ids: readonly number[]) => Promise<LabelSource[]>>>;

/** What the labels of these things say, in the order asked for, with repetitions; what does not exist is left out. */
export async function loadSources(db: Db, kind: PrintedKind, ids: readonly number[]): Promise<LabelSource[]> {
  const byId = new Map((await loaders[kind](db, [...new Set(ids)])).map((source) => [source.id, source]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
