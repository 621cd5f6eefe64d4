import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { DepreciationColumns } from '#backend/features/assets/index.ts';
import { categoryKeys, nameKey } from '../known-names.ts';
import { depreciationKeys, depreciationProblems, knownDepreciation } from '../row-depreciation.ts';
import { changesOf, known, text } from './register-view.ts';
import type { Match, RegisterView } from './register-view.ts';

interface Row extends DepreciationColumns {
  id: number;
  name: string;
  number: string | null;
  manufacturer: string | null;
  category: string;
  category_key: string;
  warranty_months: number | null;
  /** Models have no version of their own: the last entry of the journal stands for it. */
  version: number;
}

const comparedFields = ['name', 'number', 'manufacturer', 'category', 'warrantyMonths', ...depreciationKeys];

const MODELS = `SELECT model.id, model.name, model.number, manufacturer.name AS manufacturer, category.name AS category,
  category.key AS category_key, model.warranty_months, model.depreciation_method, model.depreciation_months, model.residual_basis_points,
  model.residual_minor, model.residual_currency,
  coalesce((SELECT max(seq) FROM journal WHERE subject = 'model:' || model.id), 0) AS version
  FROM model JOIN category ON category.id = model.category_id
  LEFT JOIN manufacturer ON manufacturer.id = model.manufacturer_id`;

export function modelView(sqlite: Sqlite): RegisterView {
  const models = sqlite.prepare<[], Row>(MODELS).all();
  const byName = Map.groupBy(models, ({ name }) => nameKey(name));
  const byNumber = Map.groupBy(models, ({ number }) => nameKey(number ?? ''));
  const byId = new Map(models.map((model) => [model.id, model]));
  const find: RegisterView['find'] = (field, value, values) => {
    const maker = text(values, 'manufacturer');
    const number = text(values, 'number');
    return ((field === 'number' ? byNumber : byName).get(nameKey(value)) ?? [])
      .filter((model) => maker === null || nameKey(model.manufacturer ?? '') === nameKey(maker))
      .filter((model) => field === 'number' || number === null || nameKey(model.number ?? '') === nameKey(number))
      .map(matchOf);
  };
  return {
    unique: ['name'],
    find,
    owners: (_field, value, values) =>
      (byName.get(nameKey(value)) ?? [])
        .filter((model) => nameKey(model.manufacturer ?? '') === nameKey(text(values, 'manufacturer') ?? ''))
        .filter((model) => nameKey(model.number ?? '') === nameKey(text(values, 'number') ?? ''))
        .map(matchOf),
    compare: (id, values) => {
      const row = byId.get(id);
      if (row === undefined) return { label: '', version: 0, changes: [], problems: [] };
      const now = {
        name: known(row.name, [row.name]),
        number: known(row.number, [row.number]),
        manufacturer: known(row.manufacturer, [row.manufacturer]),
        category: known(row.category, [...categoryKeys(row.category), row.category_key.replaceAll('-', ' ')]),
        warrantyMonths: known(row.warranty_months),
        ...knownDepreciation(row),
      };
      return {
        label: row.name,
        version: row.version,
        changes: changesOf(comparedFields, values, now),
        problems: depreciationProblems(values, row),
      };
    },
    refuseNew: (values) => depreciationProblems(values, null),
    namesOf: (values) =>
      (['manufacturer', 'category'] as const).flatMap((kind) => {
        const name = text(values, kind);
        return name === null ? [] : [{ kind, field: kind, name }];
      }),
  };
}

const matchOf = ({ id, name }: Row): Match => ({ id, label: name });
