import { checkField } from '#shared/features/assets/convert-field.ts';
import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Field as CategoryField } from '#shared/features/assets/fields.ts';
import type { Category, Family } from '#shared/features/assets/model.ts';
import { ownFieldName, ownFieldOf } from '#shared/features/spreadsheets/own-field.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { EntityDescription, Field, FieldType } from './entity-description.ts';
import type { ImportValue } from './parsed.ts';
import { headingWords } from './suggest-mapping.ts';

/** How cells of the types are read; what is not here is read as text, and checked by the field itself. */
const readAs: Readonly<Partial<Record<CategoryField['type'], FieldType>>> = {
  date: 'date',
  money: 'money',
  yes_no: 'boolean',
  serial: 'serial',
  mac: 'mac',
  imei: 'imei',
};

/** The description with the fields of the categories, those of one name as one: each row's category says which is meant. */
export function withOwnFields(description: EntityDescription, fields: readonly CategoryField[]): EntityDescription {
  const living = fields.filter(({ archived }) => !archived);
  const byName = Map.groupBy(living, ({ name }) => name.toLowerCase());
  const own = [...byName.values()].flatMap(([first, ...others]): Field[] => {
    if (first === undefined) return [];
    const same = others.every(({ type }) => type === first.type);
    return [
      {
        key: ownFieldOf(first.name),
        type: (same ? readAs[first.type] : undefined) ?? 'text',
        synonyms: [headingWords(first.name)],
        unique: [first, ...others].every(({ unique }) => unique),
        own: true,
      },
    ];
  });
  return { ...description, fields: [...description.fields, ...own] };
}

/** The fields of a category by their names in lower case. */
export function ownFieldsOf(
  fields: readonly CategoryField[],
  categories: readonly Category[],
  categoryId: number,
): Map<string, CategoryField> {
  const found = fieldsOfCategory(fields, categories, categoryId);
  return new Map(found.map((field) => [field.name.toLowerCase(), field]));
}

/** The fields that a new category of a family begins with. */
export function ownFieldsOfFamily(fields: readonly CategoryField[], family: Family): Map<string, CategoryField> {
  const found = fields.filter((field) => field.family === family && !field.archived);
  return new Map(found.map((field) => [field.name.toLowerCase(), field]));
}

/** What stands in place of a secret wherever it would be seen. */
export const HIDDEN = '•••';

/** The targets of columns that hold secrets, in whichever category: what stands in them is shown and written nowhere else. */
export function secretKeys(fields: readonly CategoryField[]): ReadonlySet<string> {
  return new Set(fields.filter(({ type }) => type === 'secret').map(({ name }) => ownFieldOf(name).toLowerCase()));
}

/** A value as somebody would type it into the field. */
export function typedText(value: ImportValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? `${moneyToDecimal(value)} ${value.currency}` : String(value);
}

export interface OwnValues {
  /** By the key of the field: the text in its one right form. */
  texts: Record<string, string>;
  /** What the category of the row has no field for: kept beside, under the name of the column. */
  beside: Record<string, string>;
  problems: { field: string; code: string; facts: Record<string, string> }[];
}

/** What becomes of a row's values for fields of categories, once its category is known. */
export function checkOwnValues(
  values: Readonly<Record<string, ImportValue>>,
  own: ReadonlyMap<string, CategoryField>,
): OwnValues {
  const checked: OwnValues = { texts: {}, beside: {}, problems: [] };
  for (const [key, value] of Object.entries(values)) {
    const name = ownFieldName(key);
    if (name === null) continue;
    const text = typedText(value);
    const field = own.get(name.toLowerCase());
    if (field === undefined) {
      checked.beside[name] = text;
      continue;
    }
    // People and places go by their names in a file; who and what is meant is found, or added, when the row goes in.
    if (field.type === 'person' || field.type === 'location') {
      checked.texts[key] = text;
      continue;
    }
    const verdict = checkField(field, text);
    if (verdict.ok) checked.texts[key] = verdict.value?.entered ?? text;
    else {
      const code = `FIELD_${verdict.problem.toUpperCase()}`;
      const told = field.type === 'secret' ? HIDDEN : text;
      checked.problems.push({ field: key, code, facts: { text: told, choices: field.choices.join(', ') } });
    }
  }
  return checked;
}
