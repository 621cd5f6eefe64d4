import { sql } from 'kysely';
import type { PlanDetails } from '#shared/features/recovery/plan.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

interface SavedPlan {
  id: number | null;
  version: number | null;
  plan: PlanDetails;
}

const columnsOf = (plan: PlanDetails) => ({
  name: plan.name,
  asset_id: plan.assetId,
  service_id: plan.serviceId,
  owner: plan.owner,
  rto_minutes: plan.rtoMinutes,
  rpo_minutes: plan.rpoMinutes,
  drill_every_days: plan.drillEveryDays,
  notes: plan.notes,
  contacts: JSON.stringify(plan.contacts),
});

/** A drill that runs keeps the plan that it began with. @throws Failure NAME_TAKEN, CHANGED_MEANWHILE. */
export async function savePlan(command: CommandContext, { id, version, plan }: SavedPlan): Promise<{ id: number }> {
  const { tx, now } = command;
  const namesake = await tx
    .selectFrom('recovery_plan')
    .select('id')
    .where(sql<boolean>`name = ${plan.name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('NAME_TAKEN', { name: plan.name });
  const columns = columnsOf(plan);
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('recovery_plan')
      .values({ ...columns, created_at: now, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else await updateSeen(command, 'recovery_plan', { id: saved, version: version ?? 0 }, columns);
  await tx.deleteFrom('recovery_step').where('plan_id', '=', saved).execute();
  for (const [position, { title, instructions, owner, targetMinutes }] of plan.steps.entries())
    await tx
      .insertInto('recovery_step')
      .values({ plan_id: saved, position, title, instructions, owner, target_minutes: targetMinutes })
      .execute();
  await command.record({
    event: id === null ? 'recovery.planMade' : 'recovery.planChanged',
    subject: `recovery_plan:${saved}`,
    data: { ...columns, steps: plan.steps.map(({ title }) => title).join(' · ') },
  });
  command.changed('recovery');
  return { id: saved };
}

/** Its drills stay on record. @throws Failure DRILL_STATE while one runs, CHANGED_MEANWHILE. */
export async function archivePlan(command: CommandContext, { id, version }: Seen): Promise<void> {
  const { tx, now } = command;
  const running = await tx
    .selectFrom('recovery_drill')
    .select('state')
    .where('plan_id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running) throw new Failure('DRILL_STATE', { state: running.state });
  await updateSeen(command, 'recovery_plan', { id, version }, { archived_at: now });
  const { name } = await tx.selectFrom('recovery_plan').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  await command.record({ event: 'recovery.planArchived', subject: `recovery_plan:${id}`, data: { name } });
  command.changed('recovery');
}
