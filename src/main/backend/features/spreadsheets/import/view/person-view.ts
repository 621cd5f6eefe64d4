import type { Sqlite } from '#backend/kernel/db/open.ts';
import { besideChanges, changesOf, known, text } from './register-view.ts';
import type { Match, RegisterView } from './register-view.ts';

interface Row {
  name: string;
  version: number;
  employee_number: string | null;
  badge_code: string | null;
  email: string | null;
  username: string | null;
  phone: string | null;
  title: string | null;
  department: string | null;
  place_id: number | null;
  place: string | null;
  place_code: string | null;
  manager: string | null;
  starts_on: string | null;
  ends_on: string | null;
  notes: string | null;
  external_id: string | null;
  extras: string;
}

const columns = {
  employeeNumber: 'employee_number',
  badgeCode: 'badge_code',
  email: 'email',
  username: 'username',
  externalId: 'external_id',
} as const;

export function personView(sqlite: Sqlite, paths: ReadonlyMap<number, string>): RegisterView {
  const current = sqlite.prepare<[number], Row>(
    `SELECT person.*, department.name AS department, place.name AS place, place.code AS place_code, manager.name AS manager
     FROM person LEFT JOIN department ON department.id = person.department_id LEFT JOIN place ON place.id = person.place_id
     LEFT JOIN person AS manager ON manager.id = person.manager_id WHERE person.id = ?`,
  );
  const finders = new Map(
    Object.entries(columns).map(([field, column]) => [
      field,
      sqlite.prepare<[string], Match>(`SELECT id, name AS label FROM person WHERE ${column} = ?`),
    ]),
  );
  return {
    unique: ['employeeNumber', 'badgeCode', 'email', 'username'],
    find: (field, value) => finders.get(field)?.all(value) ?? [],
    compare: (id, values, extras) => {
      const row = current.get(id);
      if (row === undefined) return { label: '', version: 0, changes: [], problems: [] };
      const path = row.place_id === null ? null : (paths.get(row.place_id) ?? null);
      const now = {
        employeeNumber: known(row.employee_number, [row.employee_number]),
        badgeCode: known(row.badge_code, [row.badge_code]),
        name: known(row.name),
        email: known(row.email, [row.email]),
        username: known(row.username, [row.username]),
        phone: known(row.phone),
        title: known(row.title),
        department: known(row.department, [row.department]),
        place: known(path ?? row.place, [row.place, row.place_code, path]),
        manager: known(row.manager, [row.manager]),
        startsOn: known(row.starts_on),
        endsOn: known(row.ends_on),
        notes: known(row.notes),
        externalId: known(row.external_id),
      };
      const active = values['active'];
      const beside = { ...extras, ...(typeof active === 'boolean' ? { active: active ? 'yes' : 'no' } : {}) };
      const changes = [
        ...changesOf(Object.keys(now), values, now),
        ...besideChanges(beside, JSON.parse(row.extras) as Record<string, string>),
      ];
      return { label: row.name, version: row.version, changes, problems: [] };
    },
    namesOf: (values) =>
      (['department', 'place'] as const).flatMap((kind) => {
        const name = text(values, kind);
        return name === null ? [] : [{ kind, field: kind, name }];
      }),
  };
}
