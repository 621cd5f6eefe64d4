import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Advice, Policy, PolicyDetails } from '#shared/features/licences/seat.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { listFreeSeats } from './allocate.ts';
import { adviseBy } from '../rules.ts';
import type { KnownPolicy } from '../rules.ts';

/** Days before the last one of somebody from which on a seat is hardly worth it. */
const leavingDays = 30;

async function policiesOf(
  db: Db,
  productId: number | null,
): Promise<(KnownPolicy & { id: number; productId: number })[]> {
  let rows = db
    .selectFrom('licence_policy as policy')
    .leftJoin('role_kit', 'role_kit.id', 'policy.kit_id')
    .leftJoin('department', 'department.id', 'policy.department_id')
    .selectAll('policy')
    .select(['role_kit.role', 'department.name as department'])
    .where('policy.ended_at', 'is', null);
  if (productId !== null) rows = rows.where('policy.product_id', '=', productId);
  const found = await rows.orderBy('policy.id').execute();
  return found.map((row) => ({
    id: row.id,
    productId: row.product_id,
    kind: row.kind,
    of: row.kit_id ?? row.department_id ?? null,
    name: row.role ?? row.department ?? row.project ?? '',
    days: row.days,
  }));
}

export async function listPolicies(db: Db, { productId }: { productId: number }): Promise<Policy[]> {
  return (await policiesOf(db, productId)).map(({ id, kind, name, days }) => ({ id, kind, name, days }));
}

/** @throws Failure POLICY_KNOWN */
export async function addPolicy(
  command: CommandContext,
  { productId, policy }: { productId: number; policy: PolicyDetails },
): Promise<void> {
  const { tx } = command;
  const same = (await policiesOf(tx, productId)).find((each) => {
    if (each.kind !== policy.kind) return false;
    if (policy.kind === 'role') return each.of === policy.kitId;
    if (policy.kind === 'department') return each.of === policy.departmentId;
    return policy.kind === 'use' || each.name.toLowerCase() === policy.project.toLowerCase();
  });
  if (same) throw new Failure('POLICY_KNOWN', { name: same.name });
  const { id } = await tx
    .insertInto('licence_policy')
    .values({
      product_id: productId,
      kind: policy.kind,
      kit_id: policy.kind === 'role' ? policy.kitId : null,
      department_id: policy.kind === 'department' ? policy.departmentId : null,
      project: policy.kind === 'project' ? policy.project : null,
      days: policy.kind === 'use' ? policy.days : null,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'licences.policyAdded',
    subject: `software_product:${productId}`,
    data: { policy: id, ...policy },
  });
  command.changed('licences');
}

export async function endPolicy(command: CommandContext, { id }: { id: number }): Promise<void> {
  const row = await command.tx
    .updateTable('licence_policy')
    .set({ ended_at: command.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['product_id', 'kind'])
    .executeTakeFirst();
  if (!row) throw notFound('licence_policy', id);
  await command.record({
    event: 'licences.policyEnded',
    subject: `software_product:${row.product_id}`,
    data: { policy: id, kind: row.kind },
  });
  command.changed('licences');
}

/** The role of somebody, by the last run that was about him. */
async function roleOf(db: Db, personId: number): Promise<number | null> {
  const run = await db
    .selectFrom('role_run')
    .select('kit_id')
    .where('person_id', '=', personId)
    .where('cancelled_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return run?.kit_id ?? null;
}

/** What speaks for giving somebody a seat of a product, and what against it. */
export async function adviseSeat(
  db: Db,
  { productId, personId, project }: { productId: number; personId: number; project: string },
  today: Day,
): Promise<Advice[]> {
  const person = await getPerson(db, personId);
  const seats = await db
    .selectFrom('allocation')
    .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
    .select(['released_at', 'released_because'])
    .where('entitlement.product_id', '=', productId)
    .where('person_id', '=', personId)
    .orderBy('allocation.id', 'desc')
    .execute();
  return adviseBy(await policiesOf(db, productId), {
    kitId: await roleOf(db, personId),
    departmentId: person.department?.id ?? null,
    department: person.department?.name ?? '',
    project,
    hasSeat: seats.some(({ released_at: at }) => at === null),
    unusedBefore: seats[0]?.released_because === 'harvested',
    leavesSoon: person.endsOn !== null && person.endsOn <= addDays(today, leavingDays),
  });
}

/** Products that policies grant to somebody and that he has no seat of. */
export async function proposeSeats(db: Db, { personId }: { personId: number }, today: Day) {
  const proposals = [];
  for (const [productId, policies] of Map.groupBy(await policiesOf(db, null), (policy) => policy.productId)) {
    if (policies.every(({ kind }) => kind === 'use' || kind === 'project')) continue;
    const advice = await adviseSeat(db, { productId, personId, project: '' }, today);
    const because = advice.find(({ code }) => code === 'ROLE_FITS' || code === 'DEPARTMENT_FITS');
    if (because === undefined || advice.some(({ code }) => code === 'HAS_SEAT')) continue;
    const product = await db
      .selectFrom('software_product')
      .select(['id', 'name'])
      .where('id', '=', productId)
      .executeTakeFirstOrThrow();
    const person = await getPerson(db, personId);
    const free = await listFreeSeats(db, productId, today, person.department?.id ?? null);
    proposals.push({ product, because, free: free.reduce((sum, each) => sum + Math.max(0, each.free), 0) });
  }
  return proposals;
}
