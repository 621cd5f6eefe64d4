import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { PlannedRow, RowError } from '../map/plan-rows.ts';
import type { KnownNames } from './known-names.ts';

type Values = PlannedRow['values'];

/** What only the register can tell about a row: whether it is there already, and which names it brings along. */
export interface RowCheck {
  errorsOf(values: Values): (Omit<RowError, 'column' | 'code'> & { field: string; code: 'ALREADY_REGISTERED' })[];
  noteNames(values: Values): void;
}

/** The field's text; null when it is empty or no text. */
export function text(values: Values, key: string): string | null {
  const value = values[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function checkAssets(sqlite: Sqlite, names: KnownNames): RowCheck {
  const byTag = sqlite.prepare<[string], { tag: string }>('SELECT tag FROM asset WHERE tag = ?');
  const bySerial = sqlite.prepare<[string, string], { tag: string }>(
    `SELECT asset.tag FROM asset LEFT JOIN manufacturer ON manufacturer.id = asset.manufacturer_id
     WHERE asset.serial = ? AND coalesce(manufacturer.name, '') = ? COLLATE NOCASE`,
  );
  return {
    errorsOf: (values) => {
      const tag = text(values, 'tag');
      const serial = text(values, 'serial');
      const tagOwner = tag === null ? undefined : byTag.get(tag);
      const serialOwner = serial === null ? undefined : bySerial.get(serial, text(values, 'manufacturer') ?? '');
      return [
        ...(tagOwner && tag !== null
          ? [{ field: 'tag', code: 'ALREADY_REGISTERED' as const, facts: { text: tag, tag: tagOwner.tag } }]
          : []),
        ...(serialOwner && serial !== null
          ? [{ field: 'serial', code: 'ALREADY_REGISTERED' as const, facts: { text: serial, tag: serialOwner.tag } }]
          : []),
      ];
    },
    noteNames: (values) => {
      for (const kind of [
        'category',
        'manufacturer',
        'model',
        'supplier',
        'place',
        'department',
        'costCentre',
      ] as const) {
        const name = text(values, kind);
        if (name !== null) names.note(kind, name);
      }
      const known = ['custodianUsername', 'custodianEmail', 'custodianName']
        .map((key) => text(values, key))
        .filter((name) => name !== null);
      const person =
        text(values, 'custodianName') ?? text(values, 'custodianEmail') ?? text(values, 'custodianUsername');
      if (person !== null && !known.some((name) => names.knows('person', name))) names.note('person', person);
    },
  };
}

export function checkPeople(sqlite: Sqlite, names: KnownNames): RowCheck {
  const owners = {
    employeeNumber: sqlite.prepare<[string], { name: string }>('SELECT name FROM person WHERE employee_number = ?'),
    badgeCode: sqlite.prepare<[string], { name: string }>('SELECT name FROM person WHERE badge_code = ?'),
    email: sqlite.prepare<[string], { name: string }>('SELECT name FROM person WHERE email = ?'),
    username: sqlite.prepare<[string], { name: string }>('SELECT name FROM person WHERE username = ?'),
  };
  return {
    errorsOf: (values) =>
      Object.entries(owners).flatMap(([field, statement]) => {
        const value = text(values, field);
        const owner = value === null ? undefined : statement.get(value);
        return owner && value !== null
          ? [{ field, code: 'ALREADY_REGISTERED' as const, facts: { text: value, name: owner.name } }]
          : [];
      }),
    noteNames: (values) => {
      for (const kind of ['department', 'place'] as const) {
        const name = text(values, kind);
        if (name !== null) names.note(kind, name);
      }
    },
  };
}
