import type { Sqlite } from '#backend/kernel/db/open.ts';
import { nameKey } from '../known-names.ts';
import { changesOf, known, text } from './register-view.ts';
import type { FieldProblem, Match, RegisterView, Values } from './register-view.ts';

interface Row {
  name: string;
  code: string;
  kind: string;
  unit: string;
  reorder_level: number | null;
  reorder_quantity: number;
  supplier: string | null;
  supplier_article: string | null;
  notes: string | null;
  version: number;
}

const ARTICLE = `SELECT article.*, supplier.name AS supplier FROM supply_article AS article
  LEFT JOIN supplier ON supplier.id = article.supplier_id WHERE article.id = ?`;

/** How rows about articles look at the register: the article by its code or name, its stock by the place of the row. */
export function supplyView(sqlite: Sqlite, paths: ReadonlyMap<number, string>): RegisterView {
  const byCode = sqlite.prepare<[string], Match>('SELECT id, name AS label FROM supply_article WHERE code = ?');
  const byName = sqlite.prepare<[string], Match>(
    'SELECT id, name AS label FROM supply_article WHERE name = ? COLLATE NOCASE AND archived_at IS NULL',
  );
  const current = sqlite.prepare<[number], Row>(ARTICLE);
  const stocks = sqlite.prepare<[number], { placeId: number; name: string; code: string; quantity: number }>(
    `SELECT place.id AS placeId, place.name, place.code, quantity FROM supply_stock
     JOIN place ON place.id = supply_stock.place_id WHERE article_id = ?`,
  );
  const stockAt = (id: number, place: string): number | null => {
    const named = stocks
      .all(id)
      .find(({ placeId, name, code }) =>
        [name, code, paths.get(placeId) ?? name].map(nameKey).includes(nameKey(place)),
      );
    return named?.quantity ?? null;
  };
  return {
    unique: ['code', 'name'],
    find: (field, value) => (field === 'code' ? byCode : byName).all(value),
    compare: (id, values) => {
      const row = current.get(id);
      if (row === undefined) return { label: '', version: 0, changes: [], problems: [] };
      const place = text(values, 'place');
      const now = {
        name: known(row.name, [row.name]),
        code: known(row.code, [row.code]),
        supplyKind: known(row.kind),
        unit: known(row.unit),
        reorderLevel: known(row.reorder_level),
        reorderQuantity: known(row.reorder_quantity),
        supplier: known(row.supplier, [row.supplier]),
        supplierArticle: known(row.supplier_article),
        quantity: known(place === null ? null : (stockAt(id, place) ?? 0)),
        notes: known(row.notes),
      };
      const changes = changesOf(Object.keys(now), values, now);
      return { label: row.name, version: row.version, changes, problems: nowhere(values) };
    },
    refuseNew: nowhere,
    namesOf: (values) =>
      (['supplier', 'place'] as const).flatMap((kind) => {
        const name = text(values, kind);
        return name === null ? [] : [{ kind, field: kind, name }];
      }),
  };
}

/** So many of them, and nobody says where. */
function nowhere(values: Values): FieldProblem[] {
  const { quantity } = values;
  if (typeof quantity !== 'number' || quantity === 0 || text(values, 'place') !== null) return [];
  return [{ field: 'quantity', code: 'NO_PLACE', facts: { text: String(quantity) } }];
}
