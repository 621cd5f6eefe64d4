import type { PersonDetails } from '#shared/features/people/contract.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  changeBesidePerson,
  findTaken,
  getPerson,
  personDetailsOf,
  updatePerson,
} from '#backend/features/people/index.ts';
import { findManager } from './apply-people.ts';
import type { NameRegister } from './register-names.ts';
import type { StagedRow } from './staging.ts';
import { text } from './view/register-view.ts';

/** What a person's record was before an import changed it. */
export interface FormerPerson {
  details?: PersonDetails;
  beside?: Awaited<ReturnType<typeof changeBesidePerson>>;
}

const plain = [
  'employeeNumber',
  'badgeCode',
  'email',
  'username',
  'phone',
  'title',
  'startsOn',
  'endsOn',
  'notes',
] as const;

/** Does to a person's record what the check of the file had announced. @returns as changeAsset does */
export async function changePerson(
  command: CommandContext,
  row: StagedRow,
  names: NameRegister,
): Promise<FormerPerson | null> {
  const { target, values } = row;
  if (target === null) return null;
  const present = await command.tx
    .selectFrom('person')
    .select('version')
    .where('id', '=', target.id)
    .executeTakeFirst();
  if (present?.version !== target.version || (await takesFromAnother(command, row, target.id))) return null;
  const changed = new Set(target.changes.map(({ field }) => field));
  const before = personDetailsOf(await getPerson(command.tx, target.id));
  const after: PersonDetails = {
    ...before,
    name: changed.has('name') ? (text(values, 'name') ?? before.name) : before.name,
  };
  for (const key of plain) if (changed.has(key)) after[key] = text(values, key);
  const department = text(values, 'department');
  if (changed.has('department') && department !== null)
    after.departmentId = await names.department(command, department);
  const place = text(values, 'place');
  if (changed.has('place') && place !== null) after.placeId = await names.place(command, place);
  const manager = text(values, 'manager');
  const managerId = changed.has('manager') && manager !== null ? await findManager(command, manager) : null;
  if (managerId !== null) after.managerId = managerId;
  const former: FormerPerson = {};
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await updatePerson(command, { id: target.id, version: target.version, ...after });
    former.details = before;
  }
  const active = values['active'];
  const all: Record<string, string> = {
    ...row.extras,
    ...(typeof active === 'boolean' ? { active: active ? 'yes' : 'no' } : {}),
  };
  // A manager who is not registered stays as he was written.
  if (changed.has('manager') && manager !== null && managerId === null) all['manager'] = manager;
  const extras = Object.fromEntries(
    Object.entries(all).filter(([heading]) => changed.has(`+${heading}`) || heading === 'manager'),
  );
  const externalId = changed.has('externalId') ? { externalId: text(values, 'externalId') } : {};
  if (Object.keys({ ...extras, ...externalId }).length > 0)
    former.beside = await changeBesidePerson(command, target.id, { extras, ...externalId });
  return former;
}

async function takesFromAnother(command: CommandContext, { values }: StagedRow, self: number): Promise<boolean> {
  for (const [key, column] of [
    ['employeeNumber', 'employee_number'],
    ['badgeCode', 'badge_code'],
  ] as const) {
    const value = text(values, key);
    const owner = value === null ? undefined : await findTaken(command.tx, column, value);
    if (owner !== undefined && owner.id !== self) return true;
  }
  return false;
}

/** Puts back what an import had changed. */
export async function restorePerson(
  command: CommandContext,
  id: number,
  { details, beside }: FormerPerson,
): Promise<void> {
  if (beside !== undefined) await changeBesidePerson(command, id, beside);
  if (details === undefined) return;
  const { version } = await getPerson(command.tx, id);
  await updatePerson(command, { id, version, ...details });
}
