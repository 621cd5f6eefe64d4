import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findTaken, insertPerson } from '#backend/features/people/index.ts';
import { nameKey } from './known-names.ts';
import { text } from './view/register-view.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';
import type { Applied, Done } from './undo/import-rows.ts';

/**
 * Registers staged rows as people.
 *
 * @returns what was done, and the rows that were left out because their number or badge was taken in the meantime.
 */
export async function applyPeople(
  command: CommandContext,
  rows: readonly StagedRow[],
  names: NameRegister,
): Promise<Applied> {
  const leftOut: StagedRow[] = [];
  const done: Done[] = [];
  for (const row of rows) {
    if (await isTaken(command, row)) leftOut.push(row);
    else {
      const recordId = await addPerson(command, row, names);
      done.push({ rowNumber: row.rowNumber, entity: 'person', recordId, before: null });
    }
  }
  command.changed('people');
  return { done, leftOut };
}

async function isTaken(command: CommandContext, row: StagedRow): Promise<boolean> {
  const number = text(row.values, 'employeeNumber');
  const badge = text(row.values, 'badgeCode');
  if (number !== null && (await findTaken(command.tx, 'employee_number', number))) return true;
  return badge !== null && (await findTaken(command.tx, 'badge_code', badge)) !== undefined;
}

async function addPerson(command: CommandContext, row: StagedRow, names: NameRegister): Promise<number> {
  const named = async (key: string, find: (name: string) => Promise<number>): Promise<number | null> => {
    const name = text(row.values, key);
    return name === null ? null : find(name);
  };
  const manager = text(row.values, 'manager');
  const managerId = manager === null ? null : await findManager(command, manager);
  const details = {
    employeeNumber: text(row.values, 'employeeNumber'),
    badgeCode: text(row.values, 'badgeCode'),
    name: text(row.values, 'name') ?? '',
    email: text(row.values, 'email'),
    username: text(row.values, 'username'),
    phone: text(row.values, 'phone'),
    title: text(row.values, 'title'),
    departmentId: await named('department', (name) => names.department(command, name)),
    placeId: await named('place', (name) => names.place(command, name)),
    managerId,
    startsOn: text(row.values, 'startsOn'),
    endsOn: text(row.values, 'endsOn'),
    notes: text(row.values, 'notes'),
  };
  const extras = { ...row.extras };
  // A manager who is not registered (yet) stays as he was written.
  if (manager !== null && managerId === null) extras['manager'] = manager;
  const active = row.values['active'];
  if (typeof active === 'boolean') extras['active'] = active ? 'yes' : 'no';
  const externalId = text(row.values, 'externalId');
  const id = insertPerson(command, { ...details, externalId, extras });
  await command.record({
    event: 'people.created',
    subject: `person:${id}`,
    data: { after: { ...details, externalId, extras } },
  });
  return id;
}

export async function findManager(command: CommandContext, name: string): Promise<number | null> {
  const rows = await command.tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('name', '=', name.trim())
    .limit(2)
    .execute();
  const [only, another] = rows.filter((row) => nameKey(row.name) === nameKey(name));
  return only && !another ? only.id : null;
}
