import type { Person, PersonDetails } from '#shared/features/people/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { whenPersonRenamed } from './lifecycle.ts';
import { archivePersonRow, findTaken, getPerson, insertPerson, updatePersonRow } from './repository.ts';

export async function createPerson(command: CommandContext, details: PersonDetails): Promise<{ id: number }> {
  await checkTaken(command, details, null);
  const id = await insertPerson(command, details);
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
    data: { before: { ...detailsOf(before) }, after: { ...details } },
  });
  if (details.name !== before.name) for (const react of whenPersonRenamed) await react(command, id);
  command.changed('people', 'assets');
}

export async function archivePerson(command: CommandContext, { id }: { id: number }): Promise<void> {
  const person = await getPerson(command.tx, id);
  if (person.assetsHeld > 0) throw new Failure('HOLDS_ASSETS', { count: person.assetsHeld });
  await archivePersonRow(command.tx, id, command.now);
  await command.record({ event: 'people.archived', subject: `person:${id}`, data: { name: person.name } });
  command.changed('people');
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
  await command.journal.appendAll(
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

function detailsOf(person: Person): PersonDetails {
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
