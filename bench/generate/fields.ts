import type { Sqlite } from '#backend/kernel/db/open.ts';
import { addDays } from '#shared/primitives/days.ts';
import { Random } from './random.ts';

const floors = ['North wing', 'South wing', 'Archive', 'Workshop', 'Lobby', 'Canteen'] as const;
const rounds = ['Spring', 'Summer', 'Autumn', 'Winter'] as const;

/** Five fields as people add them to a family, with what an asset has in each. */
const customFields = [
  { name: 'Bench desk', type: 'text', unique: 0, choices: '[]' },
  { name: 'Bench ports', type: 'number', unique: 0, choices: '[]' },
  { name: 'Bench round', type: 'choice', unique: 0, choices: JSON.stringify(rounds) },
  { name: 'Bench renewed', type: 'date', unique: 0, choices: '[]' },
  { name: 'Bench seal', type: 'serial', unique: 1, choices: '[]' },
] as const;

/** Gives every family of the generated assets five fields, and every asset a value in each, in the typed columns. */
export function fillFields(sqlite: Sqlite, assets: number, seed: number): void {
  const families = sqlite
    .prepare<[], string>(
      'SELECT DISTINCT category.family FROM asset JOIN category ON category.id = asset.category_id ORDER BY 1',
    )
    .pluck()
    .all();
  const addField = sqlite.prepare(
    `INSERT INTO field (family, name, type, group_name, position, choices, is_unique)
     VALUES (?, ?, ?, 'Bench', ?, ?, ?)`,
  );
  const fieldIds = new Map(
    families.map((family) => [
      family,
      customFields.map(({ name, type, choices, unique }, index) =>
        Number(addField.run(family, name, type, 900 + index, choices, unique).lastInsertRowid),
      ),
    ]),
  );
  const familyOf = sqlite
    .prepare<[number], string>(
      'SELECT category.family FROM asset JOIN category ON category.id = asset.category_id WHERE asset.id = ?',
    )
    .pluck();
  const addValue = sqlite.prepare(
    `INSERT INTO field_value (asset_id, field_id, entered, text_value, number_value, unique_value)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (let id = 1; id <= assets; id += 1) {
    const random = new Random(Math.imul(id, 40_503) ^ seed);
    const [desk = 0, ports = 0, round = 0, renewed = 0, seal = 0] = fieldIds.get(familyOf.get(id) ?? '') ?? [];
    const place = `${random.pick(floors)} ${1 + random.below(400)}`;
    addValue.run(id, desk, place, place, null, null);
    const count = 1 + random.below(48);
    addValue.run(id, ports, String(count), null, count, null);
    const season = random.pick(rounds);
    addValue.run(id, round, season, season, null, null);
    const day = addDays('2024-01-01', random.below(900));
    addValue.run(id, renewed, day, day, null, null);
    const number = `SEAL${String(id).padStart(8, '0')}`;
    addValue.run(id, seal, number, number, null, number);
  }
}
