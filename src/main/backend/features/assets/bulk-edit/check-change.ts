import type { BulkChange, BulkFact, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { convertText } from '#shared/features/assets/convert-field.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import { conditions } from '#shared/features/assets/model.ts';
import type { AssetDetails } from '#shared/features/assets/model.ts';
import type { FieldTexts } from '#shared/features/assets/fields.ts';
import { isDay } from '#shared/primitives/days.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { listFields } from '../fields.ts';
import { checkedValue } from '../set-field-values.ts';

type Change = BulkChange[number];

const tables = {
  category: 'category',
  model: 'model',
  manufacturer: 'manufacturer',
  supplier: 'supplier',
  department: 'department',
  costCentre: 'cost_centre',
} as const;

/**
 * The change with every value in its one right form, before any asset is looked at.
 *
 * @throws Failure BULK_VALUE_REFUSED, FORBIDDEN
 */
export async function checkChange(db: Db, change: BulkChange, seesCost: boolean): Promise<BulkChange> {
  const fields = await listFields(db);
  const checked: BulkChange = [];
  for (const each of change) {
    const id = customFieldOf(each.field);
    if (id === null) {
      if (each.field === 'cost' && !seesCost) throw new Failure('FORBIDDEN', { permission: 'asset.cost.view' });
      checked.push(await checkFact(db, each));
      continue;
    }
    const field = fields.find((known) => known.id === id && !known.archived);
    if (!field || field.type === 'secret') throw refused(each.field, 'unknown');
    if (field.unique) throw refused(field.name, 'unique');
    if (field.type === 'money' && !seesCost) throw new Failure('FORBIDDEN', { permission: 'asset.cost.view' });
    // A required field that is emptied is said asset by asset.
    if (each.text === null) checked.push(each);
    else checked.push({ field: each.field, text: (await valueOf(db, field, each.text))?.entered ?? null });
  }
  return checked;
}

async function valueOf(db: Db, field: Awaited<ReturnType<typeof listFields>>[number], text: string) {
  try {
    return await checkedValue(db, field, text);
  } catch (error) {
    if (error instanceof Failure && error.code === 'FIELD_REFUSED')
      throw refused(field.name, String(error.facts?.['problem']));
    throw error;
  }
}

const refused = (field: string, problem: string) => new Failure('BULK_VALUE_REFUSED', { field, problem });

async function checkFact(db: Db, { field, text }: Change): Promise<Change> {
  const fact = field as BulkFact;
  const trimmed = text === null || text.trim() === '' ? null : text.trim();
  if (trimmed === null) {
    if (fact === 'condition' || fact === 'category') throw refused(fact, 'required');
    return { field, text: null };
  }
  switch (fact) {
    case 'condition':
      if (!conditions.some((known) => known === trimmed)) throw refused(fact, 'choice');
      return { field, text: trimmed };
    case 'category':
    case 'model':
    case 'manufacturer':
    case 'supplier':
    case 'department':
    case 'costCentre': {
      const row = await db.selectFrom(tables[fact]).select('id').where('id', '=', Number(trimmed)).executeTakeFirst();
      if (!row) throw refused(fact, 'unknown');
      return { field, text: String(row.id) };
    }
    case 'purchasedOn':
    case 'warrantyUntil':
    case 'endOfLifeOn':
      if (!isDay(trimmed)) throw refused(fact, 'type');
      return { field, text: trimmed };
    case 'cost': {
      const converted = convertText({ type: 'money', unit: null, choices: [] }, trimmed);
      if (!converted.ok) throw refused(fact, 'type');
      return { field, text: converted.value.entered };
    }
    case 'orderNumber':
    case 'notes':
      return { field, text: trimmed };
  }
}

const references: Readonly<Partial<Record<BulkSubject, keyof AssetDetails>>> = {
  category: 'categoryId',
  model: 'modelId',
  manufacturer: 'manufacturerId',
  supplier: 'supplierId',
  department: 'departmentId',
  costCentre: 'costCentreId',
};

/** Texts in their right form as the details and the values of fields that an asset is updated with. */
export function detailsOfTexts(texts: readonly Change[]): { details: Partial<AssetDetails>; fields: FieldTexts } {
  const fields: FieldTexts = {};
  const details = Object.fromEntries(
    texts.flatMap(({ field, text }): [string, unknown][] => {
      const fieldId = customFieldOf(field);
      if (fieldId !== null) {
        fields[String(fieldId)] = text;
        return [];
      }
      const reference = references[field];
      if (reference !== undefined) return [[reference, text === null ? null : Number(text)]];
      // The other facts are texts that have the same name in the details.
      return [[field, field === 'cost' ? costOf(text) : text]];
    }),
  ) as Partial<AssetDetails>;
  return { details, fields };
}

function costOf(text: string | null): AssetDetails['cost'] {
  const converted = text === null ? null : convertText({ type: 'money', unit: null, choices: [] }, text);
  if (!converted?.ok) return null;
  const { integer, currency } = converted.value;
  return integer === null || currency === null ? null : { minor: integer, currency };
}
