import type { Person, PersonDetails } from '#shared/features/people/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { whenPersonLeft, whenPersonRenamed } from './lifecycle.ts';
import { archivePersonRow, findTaken, getPerson, insertPerson, updatePersonRow } from './repository.ts';

export async function createPerson(command: CommandContext, details: PersonDetails): Promise<{ id: number }> {
  await checkTaken(command, details, null);
  const id = insertPerson(command, details);
  await command.record({ event: 'people.created', subject: `person:${id}`, data: { after: { ...details } } });
  command.changed('people');
  return { id };
}

export async function updatePerson(
  command: CommandContext,
  { id, version, ...details }: PersonDetails & { id: number; version: number },
): Promise<void> {
  const before = await getPerson(command.tx, id);
  await checkTaken(command, details, id);
  if (!(await updatePersonRow(command.tx, id, version, details)))
    throw new Failure('CHANGED_MEANWHILE', { entity: 'person', id });
  await command.record({
    event: 'people.changed',
    subject: `person:${id}`,
    data: { before: { ...personDetailsOf(before) }, after: { ...details } },
  });
  if (details.name !== before.name) for (const react of whenPersonRenamed) await react(command, id);
  const today = dayOf(command.now);
  const hasLeft = (endsOn: string | null): boolean => endsOn !== null && endsOn < today;
  if (hasLeft(details.endsOn) && !hasLeft(before.endsOn)) for (const react of whenPersonLeft) await react(command, id);
  command.changed('people', 'assets');
}

export async function archivePerson(command: CommandContext, { id }: { id: number }): Promise<void> {
  const person = await getPerson(command.tx, id);
  if (person.assetsHeld > 0) throw new Failure('HOLDS_ASSETS', { count: person.assetsHeld });
  await archivePersonRow(command.tx, id, command.now);
  await command.record({ event: 'people.archived', subject: `person:${id}`, data: { name: person.name } });
  for (const react of whenPersonLeft) await react(command, id);
  command.changed('people');
}

export async function restorePerson(command: CommandContext, { id }: { id: number }): Promise<void> {
  const person = await getPerson(command.tx, id);
  if (!person.archived) return;
  await archivePersonRow(command.tx, id, null);
  await command.record({ event: 'people.restored', subject: `person:${id}`, data: { name: person.name } });
  command.changed('people');
}

/** What stands beside a person's fields: the identifier of another system and columns of an imported file. */
interface Beside {
  externalId?: string | null;
  /** By heading; null takes the column away. */
  extras?: Readonly<Record<string, string | null>>;
}

/** Changes what stands beside a person's fields. @returns what stood there, for the same call to put back */
export async function changeBesidePerson(command: CommandContext, id: number, change: Beside): Promise<Beside> {
  const { tx } = command;
  const row = await tx
    .selectFrom('person')
    .select(['external_id', 'extras', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const present = JSON.parse(row.extras) as Record<string, string>;
  const former: Beside = {
    ...(change.externalId === undefined ? {} : { externalId: row.external_id }),
    extras: Object.fromEntries(Object.keys(change.extras ?? {}).map((heading) => [heading, present[heading] ?? null])),
  };
  const extras = Object.entries({ ...present, ...change.extras }).filter(([, value]) => value !== null);
  const externalId = change.externalId === undefined ? row.external_id : change.externalId;
  await tx
    .updateTable('person')
    .set({ external_id: externalId, extras: JSON.stringify(Object.fromEntries(extras)), version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'people.changed',
    subject: `person:${id}`,
    data: { before: { ...former }, after: { ...change } },
  });
  command.changed('people');
  return former;
}

/** Takes people away whom an undone import had added; the database refuses anybody whom something refers to. */
export async function withdrawPeople(
  command: CommandContext,
  ids: readonly number[],
  because: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (ids.length === 0) return;
  const people = await command.tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
  withdrawRows(openInventoryOf(command.backend).sqlite, { table: 'person', label: 'name' }, ids, command.now);
  command.journal.appendAll(
    people.map(({ id, name }) => ({
      event: 'people.withdrawn',
      subject: `person:${id}`,
      data: { ...because, before: { name } },
    })),
  );
  command.changed('people');
}

async function checkTaken(command: CommandContext, details: PersonDetails, self: number | null): Promise<void> {
  for (const [field, value, code] of [
    ['employee_number', details.employeeNumber, 'EMPLOYEE_NUMBER_TAKEN'],
    ['badge_code', details.badgeCode, 'BADGE_CODE_TAKEN'],
  ] as const) {
    if (value === null) continue;
    const holder = await findTaken(command.tx, field, value);
    if (holder && holder.id !== self) throw new Failure(code, { value, personId: holder.id, name: holder.name });
  }
}

export function personDetailsOf(person: Person): PersonDetails {
  const { employeeNumber, badgeCode, name, email, username, phone, title, startsOn, endsOn, notes } = person;
  return {
    employeeNumber,
    badgeCode,
    name,
    email,
    username,
    phone,
    title,
    departmentId: person.department?.id ?? null,
    placeId: person.place?.id ?? null,
    managerId: person.manager?.id ?? null,
    startsOn,
    endsOn,
    notes,
  };
}
