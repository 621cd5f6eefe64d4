import type { Day } from '#shared/primitives/days.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { mayHold } from '#backend/features/custody/index.ts';
import type { CustodianRef } from '#backend/features/custody/index.ts';
import { getPerson } from '#backend/features/people/index.ts';

/**
 * The person or department for whom something is reserved, who must still be here on the last day.
 *
 * @throws Failure CUSTODIAN_GONE.
 */
export async function holderOf(
  db: Db,
  { forPersonId, forDepartmentId }: { forPersonId: number | null; forDepartmentId: number | null },
  lastDay: Day,
): Promise<{ name: string }> {
  if (forPersonId !== null) {
    const person = await getPerson(db, forPersonId);
    if (!mayHold(person, lastDay)) throw new Failure('CUSTODIAN_GONE', { name: person.name, endsOn: person.endsOn });
    return { name: person.name };
  }
  const id = forDepartmentId ?? 0;
  const department = await db.selectFrom('department').select('name').where('id', '=', id).executeTakeFirst();
  if (!department) throw notFound('department', id);
  return department;
}

/** Where somebody works; null for whatever is no person. */
export async function departmentOf(db: Db, custodian: CustodianRef): Promise<number | null> {
  if (custodian.kind !== 'person') return null;
  const row = await db.selectFrom('person').select('department_id').where('id', '=', custodian.id).executeTakeFirst();
  return row?.department_id ?? null;
}
