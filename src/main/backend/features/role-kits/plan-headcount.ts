import { mostJoiners } from '#shared/features/role-kits/contract.ts';
import type { PlannedJoiners } from '#shared/features/role-kits/contract.ts';
import { readHeadcount } from '#shared/features/role-kits/headcount-text.ts';
import type { HeadcountProblem } from '#shared/features/role-kits/headcount-text.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

type SeenJoiners = PlannedJoiners & { seen?: number | undefined };

/** @throws Failure NOT_FOUND for a department or kit that there is not, HEADCOUNT_CHANGED. */
export async function planHeadcount(
  command: CommandContext,
  { entries }: { entries: readonly SeenJoiners[] },
): Promise<void> {
  await refuseStrangers(command, entries);
  await refuseChanged(command, entries);
  await write(command, entries);
  await command.record({
    event: 'roleKits.headcountPlanned',
    subject: 'headcount:plan',
    data: {
      after: entries.map(({ month, departmentId, kitId, joiners }) => ({ month, departmentId, kitId, joiners })),
    },
  });
  command.changed('roleKits', 'procurement');
}

/**
 * All rows of the text or none; what it does not name stays as it is planned.
 *
 * @throws Failure HEADCOUNT_REFUSED with every line that can't be taken.
 */
export async function importHeadcount(
  command: CommandContext,
  { text }: { text: string },
): Promise<{ entries: number; joiners: number }> {
  const { tx } = command;
  const { rows, problems } = readHeadcount(text, mostJoiners);
  const departments = await tx.selectFrom('department').select(['id', 'name', 'code']).execute();
  const kits = await tx.selectFrom('role_kit').select(['id', 'role']).where('archived_at', 'is', null).execute();
  const same = (one: string | null, other: string) => one !== null && one.toLowerCase() === other.toLowerCase();
  const unknown: HeadcountProblem[] = [];
  const entries: PlannedJoiners[] = [];
  for (const { line, month, department, role, joiners } of rows) {
    const known = departments.find(({ name, code }) => same(name, department) || same(code, department));
    const kit = kits.find((each) => same(each.role, role));
    if (!known) unknown.push({ line, code: 'DEPARTMENT_UNKNOWN', value: department });
    if (!kit) unknown.push({ line, code: 'ROLE_UNKNOWN', value: role });
    if (known && kit) entries.push({ month, departmentId: known.id, kitId: kit.id, joiners });
  }
  const all = [...problems, ...unknown].toSorted((one, other) => one.line - other.line);
  if (all.length > 0) throw new Failure('HEADCOUNT_REFUSED', { problems: all.slice(0, 200) });
  await write(command, entries);
  const joiners = entries.reduce((sum, entry) => sum + entry.joiners, 0);
  await command.record({
    event: 'roleKits.headcountImported',
    subject: 'headcount:plan',
    data: { entries: entries.length, joiners, after: entries.map((entry) => ({ ...entry })) },
  });
  command.changed('roleKits', 'procurement');
  return { entries: entries.length, joiners };
}

async function refuseStrangers({ tx }: CommandContext, entries: readonly PlannedJoiners[]): Promise<void> {
  for (const departmentId of new Set(entries.map((entry) => entry.departmentId))) {
    const row = await tx.selectFrom('department').select('id').where('id', '=', departmentId).executeTakeFirst();
    if (!row) throw notFound('department', departmentId);
  }
  for (const kitId of new Set(entries.map((entry) => entry.kitId))) {
    const row = await tx
      .selectFrom('role_kit')
      .select('id')
      .where('id', '=', kitId)
      .where('archived_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw notFound('role_kit', kitId);
  }
}

/** Whoever types over a number that somebody else planned meanwhile is shown it first. */
async function refuseChanged({ tx }: CommandContext, entries: readonly SeenJoiners[]): Promise<void> {
  const cells: PlannedJoiners[] = [];
  for (const { month, departmentId, kitId, seen } of entries) {
    if (seen === undefined) continue;
    const row = await tx
      .selectFrom('headcount')
      .select('joiners')
      .where('month', '=', month)
      .where('department_id', '=', departmentId)
      .where('kit_id', '=', kitId)
      .executeTakeFirst();
    const joiners = row?.joiners ?? 0;
    if (joiners !== seen) cells.push({ month, departmentId, kitId, joiners });
  }
  if (cells.length > 0) throw new Failure('HEADCOUNT_CHANGED', { cells });
}

async function write({ tx }: CommandContext, entries: readonly PlannedJoiners[]): Promise<void> {
  for (const { month, departmentId, kitId, joiners } of entries) {
    const cell = { month, department_id: departmentId, kit_id: kitId };
    if (joiners === 0)
      await tx
        .deleteFrom('headcount')
        .where('month', '=', month)
        .where('department_id', '=', departmentId)
        .where('kit_id', '=', kitId)
        .execute();
    else
      await tx
        .insertInto('headcount')
        .values({ ...cell, joiners })
        .onConflict((conflict) => conflict.columns(['month', 'department_id', 'kit_id']).doUpdateSet({ joiners }))
        .execute();
  }
}
