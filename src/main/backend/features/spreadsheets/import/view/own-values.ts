import type { Field } from '#shared/features/assets/fields.ts';
import type { Category } from '#shared/features/assets/model.ts';
import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { checkOwnValues, ownFieldsOf } from '../../map/own-fields.ts';
import { categoryKeys, nameKey } from '../known-names.ts';
import { known, text } from './register-view.ts';
import type { FieldProblem, Known, Match, RegisterView, Values } from './register-view.ts';

/** The fields of categories and the tree of these, read once for a file. */
export interface Catalogue {
  fields: readonly Field[];
  categories: readonly Category[];
}

/** How rows look at the fields of their categories. @param find records that carry a value of the row */
export function ownValuesView(sqlite: Sqlite, { fields, categories }: Catalogue, find: RegisterView['find']) {
  const byKey = new Map(
    categories.flatMap(({ id, name, key, mergedIntoId }) =>
      [nameKey(name), nameKey(key.replaceAll('-', ' '))].map((each) => [each, mergedIntoId ?? id] as const),
    ),
  );
  const ofCategory = new Map<number, Map<string, Field>>();
  const categoryOfAsset = sqlite.prepare<[number], { id: number }>('SELECT category_id AS id FROM asset WHERE id = ?');
  const owner = sqlite.prepare<[number, string], Match>(
    `SELECT asset.id, asset.tag AS label FROM field_value JOIN asset ON asset.id = field_value.asset_id
     WHERE field_value.field_id = ? AND field_value.unique_value = ?`,
  );
  const present = sqlite.prepare<[number], { name: string; entered: string | null }>(
    `SELECT field.name, field_value.entered FROM field_value JOIN field ON field.id = field_value.field_id
     WHERE field_value.asset_id = ? AND field.archived_at IS NULL`,
  );

  const record = (values: Values): Match | undefined =>
    ['tag', 'serial', 'externalId'].flatMap((key) => {
      const value = text(values, key);
      return value === null ? [] : find(key, value, values).slice(0, 1);
    })[0];
  const categoryOf = (values: Values, match: Match | undefined): number | null => {
    const named = text(values, 'category');
    if (named !== null)
      return (
        categoryKeys(named)
          .map((key) => byKey.get(key))
          .find((id) => id !== undefined) ?? null
      );
    if (match !== undefined) return categoryOfAsset.get(match.id)?.id ?? null;
    return byKey.get('other hardware') ?? null;
  };
  const fieldsIn = (categoryId: number): Map<string, Field> => {
    const found = ofCategory.get(categoryId) ?? ownFieldsOf(fields, categories, categoryId);
    ofCategory.set(categoryId, found);
    return found;
  };

  return {
    /** The row with its values for fields of categories in their right form. */
    own(values: Values): ReturnType<NonNullable<RegisterView['own']>> {
      if (!Object.keys(values).some((key) => ownFieldName(key) !== null)) return { values, beside: {}, problems: [] };
      const match = record(values);
      const categoryId = categoryOf(values, match);
      const own = categoryId === null ? new Map<string, Field>() : fieldsIn(categoryId);
      const { texts, beside, problems } = checkOwnValues(values, own);
      const taken = Object.entries(texts).flatMap(([key, entered]): FieldProblem[] => {
        const field = own.get(ownFieldName(key)?.toLowerCase() ?? '');
        const other = field?.unique === true ? owner.get(field.id, entered) : undefined;
        if (other === undefined || other.id === match?.id) return [];
        return [
          { field: key, code: 'ALREADY_REGISTERED', facts: { text: entered, tag: other.label, name: other.label } },
        ];
      });
      const others = Object.entries(values).filter(([key]) => ownFieldName(key) === null);
      return { values: { ...Object.fromEntries(others), ...texts }, beside, problems: [...problems, ...taken] };
    },
    /** What an asset has in those fields that the row has a value for. */
    current(assetId: number, values: Values): Record<string, Known | undefined> {
      const keys = Object.keys(values).filter((key) => ownFieldName(key) !== null);
      if (keys.length === 0) return {};
      const entered = new Map(present.all(assetId).map((row) => [row.name.toLowerCase(), row.entered]));
      return Object.fromEntries(
        keys.map((key) => [key, known(entered.get(ownFieldName(key)?.toLowerCase() ?? '') ?? null)]),
      );
    },
  };
}
