import type { Sqlite } from '#backend/kernel/db/open.ts';

/** Kinds of names that rows point at and that an import may add, or bring back into use. */
export type NameKind =
  | 'category'
  | 'manufacturer'
  | 'model'
  | 'supplier'
  | 'place'
  | 'department'
  | 'costCentre'
  | 'person';

/** The form in which names are compared: lower case, single spaces. */
export function nameKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Categories are named in the plural by us and in the singular by others. */
export function categoryKeys(name: string): string[] {
  const key = nameKey(name);
  const singular = key.replace(/ies$/, 'y').replace(/s$/, '');
  return [...new Set([key, `${key}s`, singular, `${singular}s`, singular.replace(/y$/, 'ies')])];
}

/** Categories with what they are filed under: themselves, or what they were merged into. */
const CATEGORIES = `SELECT category.name, category.key, filed.name AS filed, filed.archived_at AS archived
  FROM category JOIN category AS filed ON filed.id = coalesce(category.merged_into_id, category.id)`;

/** What the register knows by name, read once. */
export class KnownNames {
  /** Names of archived categories, by every form in which a file may write them. */
  readonly #archived = new Map<string, string>();
  readonly #known = new Map<NameKind, Set<string>>();
  readonly #missing = new Map<NameKind | 'archivedCategory', Map<string, string>>();

  constructor(sqlite: Sqlite, placePaths: ReadonlyMap<number, string>) {
    const names = (sql: string): Set<string> =>
      new Set(
        sqlite
          .prepare<[], { name: string }>(sql)
          .all()
          .map((row) => nameKey(row.name)),
      );
    this.#known.set('category', this.#readCategories(sqlite));
    this.#known.set('manufacturer', names('SELECT name FROM manufacturer'));
    this.#known.set('model', names('SELECT name FROM model'));
    this.#known.set('supplier', names('SELECT name FROM supplier'));
    const places = sqlite
      .prepare<[], { id: number; name: string; code: string }>(
        'SELECT id, name, code FROM place WHERE archived_at IS NULL',
      )
      .all();
    this.#known.set(
      'place',
      new Set(places.flatMap(({ id, name, code }) => [name, code, placePaths.get(id) ?? name].map(nameKey))),
    );
    this.#known.set('department', names('SELECT name FROM department'));
    this.#known.set(
      'costCentre',
      names('SELECT name FROM cost_centre UNION ALL SELECT code FROM cost_centre WHERE code IS NOT NULL'),
    );
    this.#known.set(
      'person',
      names(
        `SELECT name FROM person WHERE archived_at IS NULL
         UNION ALL SELECT username FROM person WHERE username IS NOT NULL AND archived_at IS NULL
         UNION ALL SELECT email FROM person WHERE email IS NOT NULL AND archived_at IS NULL`,
      ),
    );
  }

  #readCategories(sqlite: Sqlite): Set<string> {
    const inUse = new Set<string>();
    const rows = sqlite
      .prepare<[], { name: string; key: string; filed: string; archived: string | null }>(CATEGORIES)
      .all();
    for (const { name, key, filed, archived } of rows)
      for (const each of [nameKey(name), nameKey(key.replaceAll('-', ' '))]) {
        if (archived === null) inUse.add(each);
        else this.#archived.set(each, filed);
      }
    return inUse;
  }

  /** The archived category that is named so; null when there is none. */
  archivedCategory(name: string): string | null {
    const key = categoryKeys(name).find((each) => this.#archived.has(each));
    return key === undefined ? null : (this.#archived.get(key) ?? null);
  }

  /** Whether the register lacks what is named so, or has it out of use. */
  lacks(kind: NameKind, names: readonly string[]): boolean {
    const keys = names.flatMap((name) => (kind === 'category' ? categoryKeys(name) : [nameKey(name)]));
    return !keys.some((key) => this.#known.get(kind)?.has(key));
  }

  /** Notes a name that the register lacks: it will be added, or brought back into use. */
  note(kind: NameKind, name: string): void {
    const archived = kind === 'category' ? this.archivedCategory(name) : null;
    if (archived !== null) {
      const back = this.#missing.get('archivedCategory') ?? new Map<string, string>();
      this.#missing.set('archivedCategory', back.set(nameKey(name), name.trim()));
      return;
    }
    const keys = kind === 'category' ? categoryKeys(name) : [nameKey(name)];
    const missing = this.#missing.get(kind) ?? new Map<string, string>();
    this.#missing.set(kind, missing);
    const [key] = keys;
    if (key !== undefined && !missing.has(key)) missing.set(key, name.trim());
  }

  /** Names that the import will add, by kind. */
  get missing(): Record<string, string[]> {
    return Object.fromEntries([...this.#missing].map(([kind, names]) => [kind, [...names.values()]]));
  }
}
