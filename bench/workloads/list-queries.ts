import type { AssetFilter, AssetSort } from '#shared/features/assets/contract.ts';
import { assetSort } from '#shared/features/assets/contract.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';

export interface ListQuery extends AssetFilter {
  sort: AssetSort;
  direction: 'ascending' | 'descending';
}

/** Filters as the list's bar makes them; identifiers are ones that the generator gives at every size. */
export const filters: readonly (readonly [name: string, filter: AssetFilter])[] = [
  ['none', {}],
  ['status in use', { statuses: ['in_use'] }],
  ['status lost or stolen', { statuses: ['lost', 'stolen'] }],
  ['family hardware', { families: ['hardware'] }],
  ['laptops', { categoryIds: [2] }],
  ['laptops in stock', { statuses: ['in_stock'], categoryIds: [2] }],
  ['place with rooms in it', { placeId: 1 }],
  ['held by a person', { personId: 7 }],
  ['department', { departmentId: 3 }],
  ['supplier', { supplierId: 2 }],
  ['model', { modelId: 5 }],
  ['overdue', { overdueOnly: true }],
  ['text', { search: 'thinkpad' }],
  ['text in stock', { search: 'latitude', statuses: ['in_stock'] }],
  ['part of a serial', { search: '5CG' }],
];

/** Every sort unfiltered, every filter by tag, and the filters that people leave on with the sorts they click. */
export function listQueries(): { label: string; query: ListQuery }[] {
  const made: { label: string; query: ListQuery }[] = [];
  const add = (filterName: string, filter: AssetFilter, sort: AssetSort, direction: ListQuery['direction']): void => {
    made.push({ label: `${filterName}, by ${sort} ${direction}`, query: { ...filter, sort, direction } });
  };
  for (const sort of assetSort) {
    add('none', {}, sort, 'ascending');
    add('none', {}, sort, 'descending');
  }
  for (const [name, filter] of filters.slice(1)) {
    add(name, filter, 'tag', 'ascending');
    add(name, filter, 'updatedAt', 'descending');
    add(name, filter, 'warrantyUntil', 'ascending');
  }
  return made;
}

interface Plain {
  id: number;
  tag: string;
  name: string;
  serial: string | null;
  status: string;
  family: string;
  category_id: number;
  place_id: number | null;
  department_id: number | null;
  supplier_id: number | null;
  model_id: number | null;
  purchased_on: string | null;
  warranty_until: string | null;
  last_seen_at: string | null;
  updated_at: string;
  person_id: number | null;
  due_on: string | null;
}

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const sortKeys: Readonly<Record<AssetSort, (asset: Plain) => string | number>> = {
  tag: (asset) => lower(asset.tag),
  name: (asset) => lower(asset.name),
  serial: (asset) => lower(asset.serial ?? ''),
  status: (asset) => asset.status,
  category: (asset) => asset.category_id,
  purchasedOn: (asset) => asset.purchased_on ?? '',
  warrantyUntil: (asset) => asset.warranty_until ?? '',
  lastSeenAt: (asset) => asset.last_seen_at ?? '',
  updatedAt: (asset) => asset.updated_at,
};

/** The list by filtering and sorting all assets in memory, in the order that the database compares texts in. */
export class ListByHand {
  readonly #assets: Plain[];
  readonly #parents: Map<number, number | null>;
  readonly #found: (text: string) => Set<number>;
  readonly #today: string;

  constructor(raw: Sqlite, found: (text: string) => Set<number>, today: string) {
    this.#assets = raw
      .prepare<[], Plain>(
        `SELECT asset.id, tag, asset.name, serial, status, family, category_id, asset.place_id, asset.department_id, supplier_id,
           model_id, purchased_on, warranty_until, last_seen_at, updated_at, custody.person_id, due_on
         FROM asset JOIN category ON category.id = category_id
         LEFT JOIN custody ON custody.asset_id = asset.id AND ended_at IS NULL`,
      )
      .all();
    const places = raw.prepare<[], { id: number; parent_id: number | null }>('SELECT id, parent_id FROM place').all();
    this.#parents = new Map(places.map((place) => [place.id, place.parent_id]));
    this.#found = found;
    this.#today = today;
  }

  /** Identifiers of the first rows and how many there are. */
  list(query: ListQuery, limit: number): { ids: number[]; total: number } {
    const key = sortKeys[query.sort];
    const sign = query.direction === 'ascending' ? 1 : -1;
    const found = query.search === undefined ? null : this.#found(query.search);
    const kept = this.#assets
      .filter((asset) => (found === null || found.has(asset.id)) && this.#passes(asset, query))
      .map((asset) => ({ id: asset.id, key: key(asset) }))
      .toSorted((one, other) => {
        const byKey = one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
        return sign * (byKey || one.id - other.id);
      });
    return { ids: kept.slice(0, limit).map((asset) => asset.id), total: kept.length };
  }

  #passes(asset: Plain, query: ListQuery): boolean {
    return (
      (query.statuses === undefined || query.statuses.some((status) => status === asset.status)) &&
      (query.families === undefined || query.families.some((family) => family === asset.family)) &&
      (query.categoryIds === undefined || query.categoryIds.includes(asset.category_id)) &&
      (query.placeId === undefined || this.#within(asset.place_id, query.placeId)) &&
      (query.personId === undefined || asset.person_id === query.personId) &&
      (query.departmentId === undefined || asset.department_id === query.departmentId) &&
      (query.supplierId === undefined || asset.supplier_id === query.supplierId) &&
      (query.modelId === undefined || asset.model_id === query.modelId) &&
      (query.overdueOnly !== true || (asset.due_on !== null && asset.due_on < this.#today))
    );
  }

  #within(placeId: number | null, root: number): boolean {
    for (let id = placeId; id !== null; id = this.#parents.get(id) ?? null) if (id === root) return true;
    return false;
  }
}
