import type { Sqlite } from '#backend/kernel/db/open.ts';
import { changesOf, known } from './register-view.ts';
import type { Match, RegisterView } from './register-view.ts';

interface Row {
  name: string;
  contact: string | null;
  email: string | null;
  phone: string | null;
  notes: string | null;
  version: number;
}

export function supplierView(sqlite: Sqlite): RegisterView {
  const byName = sqlite.prepare<[string], Match>('SELECT id, name AS label FROM supplier WHERE name = ?');
  const current = sqlite.prepare<[number], Row>('SELECT * FROM supplier WHERE id = ?');
  return {
    unique: ['name'],
    find: (_field, value) => byName.all(value),
    compare: (id, values) => {
      const row = current.get(id);
      if (row === undefined) return { label: '', version: 0, changes: [], problems: [] };
      const now = {
        contact: known(row.contact),
        email: known(row.email, [row.email]),
        phone: known(row.phone),
        notes: known(row.notes),
      };
      return { label: row.name, version: row.version, changes: changesOf(Object.keys(now), values, now), problems: [] };
    },
    namesOf: () => [],
  };
}
