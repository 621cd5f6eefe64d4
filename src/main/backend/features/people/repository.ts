import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Person, PersonDetails, PersonRow } from '#shared/features/people/contract.ts';
import { referenceOf } from '#backend/kernel/db/reference-of.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { nextId } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { notFound } from '#backend/kernel/failure.ts';
import './tables.ts';

// Named, because the planner takes the index of all that a person ever had for as good.
const heldCount = sql<number>`(SELECT count(*) FROM custody INDEXED BY custody_person_open WHERE custody.person_id = person.id AND custody.ended_at IS NULL)`;

/** Persons with what a list shows of them. */
export function selectPersonRows(db: Db) {
  return db
    .selectFrom('person')
    .leftJoin('department', 'department.id', 'person.department_id')
    .leftJoin('place', 'place.id', 'person.place_id')
    .select([
      'person.id',
      'person.name',
      'person.employee_number',
      'person.email',
      'person.title',
      'person.department_id',
      'department.name as department_name',
      'person.place_id',
      'place.name as place_name',
      'person.ends_on',
      'person.archived_at',
      heldCount.as('assets_held'),
    ]);
}

export function personRowOf(row: {
  id: number;
  name: string;
  employee_number: string | null;
  email: string | null;
  title: string | null;
  department_id: number | null;
  department_name: string | null;
  place_id: number | null;
  place_name: string | null;
  ends_on: string | null;
  archived_at: string | null;
  assets_held: number;
}): PersonRow {
  return {
    id: row.id,
    name: row.name,
    employeeNumber: row.employee_number,
    email: row.email,
    title: row.title,
    department: referenceOf(row.department_id, row.department_name),
    place: referenceOf(row.place_id, row.place_name),
    assetsHeld: row.assets_held,
    endsOn: row.ends_on,
    archived: row.archived_at !== null,
  };
}

const personById = prepareQuery((db, { id }: { id: number }) =>
  selectPersonRows(db)
    .leftJoin('person as manager', 'manager.id', 'person.manager_id')
    .select([
      'person.badge_code',
      'person.username',
      'person.phone',
      'person.manager_id',
      'manager.name as manager_name',
      'person.starts_on',
      'person.notes',
      'person.extras',
      'person.version',
      'person.created_at',
    ])
    .where('person.id', '=', id),
);

export async function getPerson(db: Db, id: number): Promise<Person> {
  const row = await personById.first(db, { id });
  if (!row) throw notFound('person', id);
  return {
    ...personRowOf(row),
    badgeCode: row.badge_code,
    username: row.username,
    phone: row.phone,
    manager: referenceOf(row.manager_id, row.manager_name),
    startsOn: row.starts_on,
    notes: row.notes,
    extras: textsOf(row.extras),
    version: row.version,
    createdAt: row.created_at,
  };
}

const personByCode = prepareQuery((db, { code }: { code: string }) =>
  db
    .selectFrom('person')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('badge_code', '=', code), eb('employee_number', '=', code)]))
    .where('archived_at', 'is', null)
    .orderBy(sql`badge_code = ${code} DESC`),
);

/** The person whose badge or employee number was read. */
export function findPersonByCode(db: Db, code: string): Promise<{ id: number; name: string } | undefined> {
  return personByCode.first(db, { code });
}

export async function findTaken(
  db: Db,
  field: 'employee_number' | 'badge_code',
  value: string,
): Promise<{ id: number; name: string } | undefined> {
  return db.selectFrom('person').select(['id', 'name']).where(field, '=', value).executeTakeFirst();
}

export async function searchPeople(db: Db, text: string, limit: number): Promise<PersonRow[]> {
  const rows = await selectPersonRows(db)
    .where(
      sql<boolean>`person.id IN (SELECT person.id FROM person INDEXED BY person_searched
        WHERE person.archived_at IS NULL AND ${holdsText(text)} ORDER BY person.name LIMIT ${limit})`,
    )
    .orderBy('person.name')
    .execute();
  return rows.map((row) => personRowOf(row));
}

/** What people search persons by, as the index `person_searched` has it, so that no person's row is read for it. */
const searchedText = sql<string>`lower(person.name || char(31) || coalesce(person.email, '') || char(31)
  || coalesce(person.employee_number, '') || char(31) || coalesce(person.username, '') || char(31) || coalesce(person.badge_code, ''))`;

export function holdsText(text: string) {
  return sql<boolean>`instr(${searchedText}, lower(${text})) > 0`;
}

export function personValues(details: PersonDetails) {
  return {
    employee_number: details.employeeNumber,
    badge_code: details.badgeCode,
    name: details.name,
    email: details.email,
    username: details.username,
    phone: details.phone,
    title: details.title,
    department_id: details.departmentId,
    place_id: details.placeId,
    manager_id: details.managerId,
    starts_on: details.startsOn,
    ends_on: details.endsOn,
    notes: details.notes,
  };
}

export interface NewPerson extends PersonDetails {
  externalId?: string | null;
  extras?: Record<string, string>;
}

export function insertPerson({ backend, now }: CommandContext, person: NewPerson): number {
  const { sqlite } = openInventoryOf(backend);
  const id = nextId(sqlite, 'person');
  insertRows(sqlite, 'person', [
    {
      id,
      ...personValues(person),
      external_id: person.externalId ?? null,
      extras: JSON.stringify(person.extras ?? {}),
      archived_at: null,
      created_at: now,
    },
  ]);
  return id;
}

/** @returns whether the row still had the version that was edited. */
export async function updatePersonRow(
  tx: Transaction<Schema>,
  id: number,
  version: number,
  details: PersonDetails,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('person')
    .set({ ...personValues(details), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @param at null brings the person back */
export async function archivePersonRow(tx: Transaction<Schema>, id: number, at: string | null): Promise<void> {
  await tx.updateTable('person').set({ archived_at: at }).where('id', '=', id).execute();
}

function textsOf(json: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(JSON.parse(json) as Record<string, unknown>).map(([key, value]) => [key, String(value)]),
  );
}
