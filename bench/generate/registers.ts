import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { Json } from '#backend/kernel/journal/canonical.ts';
import { Random } from './random.ts';
import type { SealedJournal } from './sealed-journal.ts';
import { departments, familyNames, givenNames, products, roomKinds, sites, suppliers } from './vocabulary.ts';

export interface GeneratedModel {
  id: number;
  label: string;
  manufacturerId: number;
  categoryId: number;
  costMinor: number;
  serialPrefix: string;
}

/** What assets point at. Identifiers of people, departments, suppliers and cost centres run from 1. */
export interface Registers {
  models: GeneratedModel[];
  /** By identifier; index 0 is empty. */
  personNames: string[];
  placeNames: string[];
  placePaths: string[];
  /** Identifiers of the places where assets stand. */
  rooms: number[];
  stores: number[];
  departments: number;
  suppliers: number;
  costCentres: number;
}

/** How many persons and rooms go with so many assets. */
export function scaleOf(assets: number): { people: number; rooms: number } {
  return {
    people: Math.max(50, Math.round(assets / 20)),
    rooms: Math.min(5000, Math.max(80, Math.round(assets / 200))),
  };
}

const createdAt = '2021-11-24T09:00:00.000Z';

/** Inserts rows of one table, each with its journal entry. */
function inserterOf(sqlite: Sqlite, journal: SealedJournal) {
  return (table: string, event: string, row: { readonly [column: string]: string | number | null }): number => {
    const names = Object.keys(row);
    const { lastInsertRowid } = sqlite
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(Object.values(row));
    const id = Number(lastInsertRowid);
    const after: { readonly [key: string]: Json } = row;
    journal.append(createdAt, 0, 'window', { event, subject: `${table}:${id}`, data: { after } });
    return id;
  };
}

type Insert = ReturnType<typeof inserterOf>;

export function fillRegisters(sqlite: Sqlite, journal: SealedJournal, assets: number, seed: number): Registers {
  const random = new Random(seed ^ 0x5eed);
  const insert = inserterOf(sqlite, journal);
  const scale = scaleOf(assets);
  for (const name of departments) insert('department', 'people.departmentCreated', { name, code: null });
  for (let index = 1; index <= 40; index += 1)
    insert('cost_centre', 'people.costCentreCreated', {
      name: `Cost centre ${4000 + index}`,
      code: `CC${4000 + index}`,
    });
  for (const name of suppliers)
    insert('supplier', 'suppliers.created', { name, contact: null, email: null, phone: null, notes: null });
  return {
    models: fillModels(sqlite, insert),
    ...fillPlaces(insert, scale.rooms, random),
    personNames: fillPeople(insert, scale.people, random),
    departments: departments.length,
    suppliers: suppliers.length,
    costCentres: 40,
  };
}

function fillModels(sqlite: Sqlite, insert: Insert): GeneratedModel[] {
  const categories = new Map(
    sqlite
      .prepare<[], { id: number; key: string }>('SELECT id, key FROM category')
      .all()
      .map((row) => [row.key, row.id]),
  );
  const manufacturers = new Map<string, number>();
  return products.flatMap(([manufacturer, category, names, cost, serialPrefix]) => {
    const categoryId = categories.get(category);
    if (categoryId === undefined) throw new Error(`the catalogue has no category ${category}`);
    const manufacturerId =
      manufacturers.get(manufacturer) ?? insert('manufacturer', 'assets.manufacturerCreated', { name: manufacturer });
    manufacturers.set(manufacturer, manufacturerId);
    return names.split('|').map((name) => ({
      id: insert('model', 'assets.modelCreated', {
        name,
        number: null,
        manufacturer_id: manufacturerId,
        category_id: categoryId,
        warranty_months: 36,
      }),
      label: `${manufacturer} ${name}`,
      manufacturerId,
      categoryId,
      costMinor: cost * 100,
      serialPrefix,
    }));
  });
}

function fillPlaces(
  insert: Insert,
  wanted: number,
  random: Random,
): Pick<Registers, 'placeNames' | 'placePaths' | 'rooms' | 'stores'> {
  const made = { placeNames: [''], placePaths: [''], rooms: [] as number[], stores: [] as number[] };
  const add = (parentId: number | null, kind: string, name: string): number => {
    const code = `L${String(made.placeNames.length).padStart(5, '0')}`;
    const id = insert('place', 'places.created', { parent_id: parentId, kind, name, code, notes: null });
    made.placeNames[id] = name;
    made.placePaths[id] = parentId === null ? name : `${made.placePaths[parentId] ?? ''} › ${name}`;
    return id;
  };
  const used = sites.slice(0, Math.max(3, Math.min(sites.length, Math.ceil(wanted / 100))));
  const roomsOnFloor = Math.ceil(wanted / (used.length * 2 * 4));
  for (const site of used) {
    const siteId = add(null, 'site', site);
    for (const building of ['Main building', 'Annex']) {
      const buildingId = add(siteId, 'building', building);
      for (let floor = 1; floor <= 4; floor += 1) {
        const floorId = add(buildingId, 'floor', `Floor ${floor}`);
        for (let room = 1; room <= roomsOnFloor && made.rooms.length < wanted; room += 1) {
          const kind = room === 1 ? 'Store room' : random.pick(roomKinds);
          const id = add(floorId, 'room', `${kind} ${floor}${String(room).padStart(2, '0')}`);
          made.rooms.push(id);
          if (kind === 'Store room') made.stores.push(id);
        }
      }
    }
  }
  return made;
}

function fillPeople(insert: Insert, count: number, random: Random): string[] {
  const names = [''];
  for (let number = 1; number <= count; number += 1) {
    const given = random.pick(givenNames);
    const family = random.pick(familyNames);
    const plain = `${given}.${family}`.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    const id = insert('person', 'people.created', {
      employee_number: `E${String(number).padStart(6, '0')}`,
      badge_code: `B${String(100_000 + number)}`,
      name: `${given} ${family}`,
      email: `${plain}${number}@example.org`,
      username: `${plain.slice(0, 12)}${number}`,
      phone: `+420 ${600_000_000 + random.below(99_999_999)}`,
      title: null,
      department_id: 1 + Math.floor(random.next() ** 2 * departments.length),
      place_id: null,
      manager_id: number > 20 ? 1 + random.below(20) : null,
      starts_on: '2019-03-01',
      ends_on: null,
      created_at: createdAt,
    });
    names[id] = `${given} ${family}`;
  }
  return names;
}
