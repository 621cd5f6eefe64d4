import type { Sqlite } from '#backend/kernel/db/open.ts';

/** Kinds of names that rows point at and that an import may add. */
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

/** What the register knows by name, read once. */
export class KnownNames {
  readonly #known = new Map<NameKind, Set<string>>();
  readonly #missing = new Map<NameKind, Map<string, string>>();

  constructor(sqlite: Sqlite, placePaths: () => readonly string[]) {
    const names = (sql: string): Set<string> =>
      new Set(
        sqlite
          .prepare<[], { name: string }>(sql)
          .all()
          .map((row) => nameKey(row.name)),
      );
    this.#known.set(
      'category',
      names("SELECT name FROM category UNION ALL SELECT replace(key, '-', ' ') FROM category"),
    );
    this.#known.set('manufacturer', names('SELECT name FROM manufacturer'));
    this.#known.set('model', names('SELECT name FROM model'));
    this.#known.set('supplier', names('SELECT name FROM supplier'));
    this.#known.set(
      'place',
      new Set([...names('SELECT name FROM place UNION ALL SELECT code FROM place'), ...placePaths().map(nameKey)]),
    );
    this.#known.set('department', names('SELECT name FROM department'));
    this.#known.set(
      'costCentre',
      names('SELECT name FROM cost_centre UNION ALL SELECT code FROM cost_centre WHERE code IS NOT NULL'),
    );
    this.#known.set(
      'person',
      names(
        `SELECT name FROM person UNION ALL SELECT username FROM person WHERE username IS NOT NULL
         UNION ALL SELECT email FROM person WHERE email IS NOT NULL`,
      ),
    );
  }

  /** Whether the register lacks what is named so. */
  lacks(kind: NameKind, names: readonly string[]): boolean {
    const keys = names.flatMap((name) => (kind === 'category' ? categoryKeys(name) : [nameKey(name)]));
    return !keys.some((key) => this.#known.get(kind)?.has(key));
  }

  /** Notes a name that the register lacks: it will be added. */
  note(kind: NameKind, name: string): void {
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
