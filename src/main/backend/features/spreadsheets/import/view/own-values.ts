import type { Field } from '#shared/features/assets/fields.ts';
import type { Category, Family } from '#shared/features/assets/model.ts';
import { ownFieldName, ownFieldOf } from '#shared/features/spreadsheets/own-field.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret } from '#backend/kernel/vault/secret-box.ts';
import { checkOwnValues, HIDDEN, ownFieldsOf, ownFieldsOfFamily } from '../../map/own-fields.ts';
import { categoryKeys, nameKey } from '../known-names.ts';
import { usualFamily } from '../name-answers.ts';
import type { NameAnswers } from '../name-answers.ts';
import { known, text } from './register-view.ts';
import type { FieldProblem, Known, Match, NamedThing, RegisterView, Values } from './register-view.ts';

/** The fields of categories and the tree of these, read once for a file. */
export interface Catalogue {
  fields: readonly Field[];
  categories: readonly Category[];
  /** The full path of every place. */
  paths: ReadonlyMap<number, string>;
  /** What new categories will be. */
  answers: NameAnswers;
  /** Opens secrets, to tell whether the file has another. */
  dataKey: Uint8Array;
}

interface Present {
  id: number;
  name: string;
  type: Field['type'];
  entered: string | null;
  secret: Uint8Array | null;
  /** The name of the person or place that is meant. */
  shown: string | null;
  username: string | null;
  email: string | null;
  placeId: number | null;
  code: string | null;
}

/** What a row's record is or will be: of a category, or of a new one in a family. */
type Home = number | Family;

/** How rows look at the fields of their categories. @param find records that carry a value of the row */
export function ownValuesView(
  sqlite: Sqlite,
  { fields, categories, paths, dataKey, answers }: Catalogue,
  find: RegisterView['find'],
  usualCategory = 'Other hardware',
) {
  const byKey = new Map(
    categories.flatMap(({ id, name, key, mergedIntoId }) =>
      [nameKey(name), nameKey(key.replaceAll('-', ' '))].map((each) => [each, mergedIntoId ?? id] as const),
    ),
  );
  const fieldsOfHome = new Map<Home, Map<string, Field>>();
  const categoryOfAsset = sqlite.prepare<[number], { id: number }>('SELECT category_id AS id FROM asset WHERE id = ?');
  const owner = sqlite.prepare<[number, string], Match>(
    `SELECT asset.id, asset.tag AS label FROM field_value JOIN asset ON asset.id = field_value.asset_id
     WHERE field_value.field_id = ? AND field_value.unique_value = ?`,
  );
  const present = sqlite.prepare<[number], Present>(
    `SELECT field.id, field.name, field.type, field_value.entered, field_value.secret,
       coalesce(person.name, place.name) AS shown, person.username, person.email, place.id AS placeId, place.code
     FROM field_value JOIN field ON field.id = field_value.field_id
     LEFT JOIN person ON field.type = 'person' AND person.id = field_value.integer_value
     LEFT JOIN place ON field.type = 'location' AND place.id = field_value.integer_value
     WHERE field_value.asset_id = ? AND field.archived_at IS NULL`,
  );

  const record = (values: Values): Match | undefined =>
    ['tag', 'serial', 'externalId'].flatMap((key) => {
      const value = text(values, key);
      return value === null ? [] : find(key, value, values).slice(0, 1);
    })[0];
  const idNamed = (name: string): number | null =>
    categoryKeys(name)
      .map((key) => byKey.get(key))
      .find((id) => id !== undefined) ?? null;
  const homeNamed = (name: string): Home => {
    const answer = answers.for('category', name);
    return answer?.means ?? idNamed(name) ?? answer?.family ?? usualFamily;
  };
  const homeOf = (values: Values, match: Match | undefined): Home | null => {
    const named = text(values, 'category');
    if (named !== null) return homeNamed(named);
    if (match !== undefined) return categoryOfAsset.get(match.id)?.id ?? null;
    return idNamed(usualCategory);
  };
  const fieldsIn = (home: Home): Map<string, Field> => {
    const found =
      fieldsOfHome.get(home) ??
      (typeof home === 'number' ? ownFieldsOf(fields, categories, home) : ownFieldsOfFamily(fields, home));
    fieldsOfHome.set(home, found);
    return found;
  };

  /** The row's values for fields of its category, with these. */
  const named = (values: Values): { key: string; field: Field; name: string }[] => {
    const keys = Object.keys(values).filter((key) => ownFieldName(key) !== null);
    const home = keys.length === 0 ? null : homeOf(values, record(values));
    if (home === null) return [];
    return keys.flatMap((key) => {
      const field = fieldsIn(home).get(ownFieldName(key)?.toLowerCase() ?? '');
      const name = text(values, key);
      return field === undefined || name === null ? [] : [{ key, field, name }];
    });
  };
  /** What stands there; a secret is compared here and never leaves. */
  const knownOf = (row: Present, assetId: number): Known | undefined => {
    if (row.secret !== null)
      return { shown: HIDDEN, exactly: openSecret(dataKey, sealedColumns.fieldSecret, [assetId, row.id], row.secret) };
    const keys = [row.shown, row.username, row.email, row.code, row.placeId === null ? null : paths.get(row.placeId)];
    return row.shown === null
      ? known(row.entered)
      : known(
          row.shown,
          keys.map((key) => key ?? null),
        );
  };

  return {
    /** The row with its values for fields of categories in their right form. */
    own(values: Values): ReturnType<NonNullable<RegisterView['own']>> {
      if (!Object.keys(values).some((key) => ownFieldName(key) !== null)) return { values, beside: {}, problems: [] };
      const match = record(values);
      const home = homeOf(values, match);
      const own = home === null ? new Map<string, Field>() : fieldsIn(home);
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
      const rows = new Map(present.all(assetId).map((row) => [row.name.toLowerCase(), row]));
      return Object.fromEntries(
        keys.map((key) => {
          const row = rows.get(ownFieldName(key)?.toLowerCase() ?? '');
          return [key, row === undefined ? undefined : knownOf(row, assetId)];
        }),
      );
    },
    /** People and places that the row names in fields of its category. */
    namesOf(values: Values): NamedThing[] {
      return named(values).flatMap(({ key, field, name }): NamedThing[] => {
        if (field.type === 'person') return [{ kind: 'person', field: key, name }];
        return field.type === 'location' ? [{ kind: 'place', field: key, name }] : [];
      });
    },
    /** Fields that a new record of the category must have and the row has not. */
    missing(values: Values): FieldProblem[] {
      const home = homeOf(values, undefined);
      if (home === null) return [];
      const given = new Set(named(values).map(({ field }) => field.id));
      return [...fieldsIn(home).values()].flatMap(({ id, name, required, initial }): FieldProblem[] =>
        !required || initial !== null || given.has(id)
          ? []
          : [{ field: ownFieldOf(name), code: 'FIELD_REQUIRED', facts: { name } }],
      );
    },
  };
}
