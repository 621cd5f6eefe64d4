import { sql } from 'kysely';
import type { PlanDetails } from '#shared/features/maintenance/model.ts';
import { ruleOf, simpleOf } from '#shared/features/maintenance/recurrence.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { firstOccurrences, isRule } from '../recurrence.ts';
import { raisePortion } from './raise-orders.ts';
import { coverAssets, dropUncovered, rescheduleAll } from './schedule.ts';
import '../tables.ts';

interface Saving {
  id: number | null;
  version: number | null;
  plan: PlanDetails;
}

/** A plain interval that begins late in a month falls on the last day of shorter ones, however the rule was written. */
export function withoutGaps(rule: string, startsOn: string): string {
  const simple = simpleOf(rule);
  return simple === null ? rule : ruleOf(simple, startsOn);
}

/** @throws Failure RULE_UNREADABLE, RULE_NEVER when it falls on no day. */
export function refuseUnfitRule(rule: string, startsOn: string): void {
  if (!isRule(rule)) throw new Failure('RULE_UNREADABLE', { rule });
  if (firstOccurrences(rule, startsOn, startsOn, 1).length === 0) throw new Failure('RULE_NEVER', { rule });
}

/**
 * Makes a plan or says it anew. Its assets are due from today on, and what has to be there is raised at once. Orders
 * that are there already stay as they are.
 *
 * @throws Failure NAME_TAKEN, RULE_UNREADABLE, RULE_NEVER, CHANGED_MEANWHILE.
 */
export async function savePlan(command: CommandContext, { id, version, plan }: Saving): Promise<{ id: number }> {
  const { tx } = command;
  if (plan.kind === 'calendar') refuseUnfitRule(plan.rule ?? '', plan.startsOn);
  await refuseTakenName(command, id, plan.name);
  const columns = columnsOf(plan);
  const before = id === null ? null : await getPlanRow(command, id, version);
  const planId = before === null ? await insertPlan(command, columns) : before.id;
  if (before !== null)
    await tx
      .updateTable('maintenance_plan')
      .set({ ...columns, version: before.version + 1 })
      .where('id', '=', planId)
      .execute();
  const tags = await saveMembers(command, planId, plan);
  await saveTasks(command, planId, plan);
  await command.record({
    event: before === null ? 'maintenance.planMade' : 'maintenance.planChanged',
    subject: `maintenance_plan:${planId}`,
    data: { ...columns, assets: tags.join(' '), tasks: plan.tasks.map(({ title }) => title).join(' · ') },
  });
  await dropUncovered(command, planId);
  const timing = ['kind', 'rule', 'starts_on', 'meter', 'meter_every', 'anchor', 'lead_days'] as const;
  if (before !== null && timing.some((column) => before[column] !== columns[column]))
    await rescheduleAll(command, { id: planId, ...columns });
  await coverAssets(command, planId, null);
  await raisePortion(command);
  command.changed('maintenance');
  return { id: planId };
}

function columnsOf(plan: PlanDetails) {
  const calendar = plan.kind === 'calendar';
  return {
    name: plan.name,
    scope: plan.scope,
    category_id: plan.scope === 'category' ? plan.categoryId : null,
    model_id: plan.scope === 'model' ? plan.modelId : null,
    kind: plan.kind,
    rule: calendar ? withoutGaps(plan.rule ?? '', plan.startsOn) : null,
    starts_on: plan.startsOn,
    meter: calendar ? null : plan.meter,
    meter_every: calendar ? null : plan.meterEvery,
    anchor: plan.anchor,
    lead_days: plan.leadDays,
    responsible_id: plan.responsibleId,
    out_of_service: plan.outOfService ? 1 : 0,
    notes: plan.notes === '' ? null : plan.notes,
  };
}

async function refuseTakenName({ tx }: CommandContext, id: number | null, name: string): Promise<void> {
  const other = await tx
    .selectFrom('maintenance_plan')
    .select('id')
    .where(sql<boolean>`name = ${name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (other && other.id !== id) throw new Failure('NAME_TAKEN', { name });
}

/** @throws Failure NOT_FOUND, CHANGED_MEANWHILE. */
async function getPlanRow({ tx }: CommandContext, id: number, version: number | null) {
  const row = await tx
    .selectFrom('maintenance_plan')
    .selectAll()
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('maintenance_plan', id);
  if (row.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'maintenance_plan', id });
  return row;
}

async function insertPlan({ tx }: CommandContext, columns: ReturnType<typeof columnsOf>): Promise<number> {
  const row = await tx
    .insertInto('maintenance_plan')
    .values({ ...columns, archived_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function saveMembers({ tx }: CommandContext, planId: number, plan: PlanDetails): Promise<string[]> {
  await tx.deleteFrom('maintenance_plan_asset').where('plan_id', '=', planId).execute();
  const tags: string[] = [];
  if (plan.scope !== 'assets') return tags;
  for (const assetId of new Set(plan.assetIds)) {
    tags.push((await getAssetRow(tx, assetId, false)).tag);
    await tx.insertInto('maintenance_plan_asset').values({ plan_id: planId, asset_id: assetId }).execute();
  }
  return tags;
}

async function saveTasks({ tx }: CommandContext, planId: number, { tasks }: PlanDetails): Promise<void> {
  await tx.deleteFrom('maintenance_task').where('plan_id', '=', planId).execute();
  for (const [position, { kind, title, expected, unit, atLeast, atMost }] of tasks.entries()) {
    const limits = kind === 'measure' ? { unit, at_least: atLeast, at_most: atMost } : {};
    await tx
      .insertInto('maintenance_task')
      .values({
        plan_id: planId,
        position,
        kind,
        title,
        expected: expected === '' ? null : expected,
        unit: null,
        at_least: null,
        at_most: null,
        ...limits,
      })
      .execute();
  }
}

interface Named {
  id: number;
  version: number;
}

/** Rests a plan, or lets it go on from today. @throws Failure CHANGED_MEANWHILE */
export async function pausePlan(
  command: CommandContext,
  { id, version, paused }: Named & { paused: boolean },
): Promise<void> {
  const row = await getPlanRow(command, id, version);
  await command.tx
    .updateTable('maintenance_plan')
    .set({ paused: paused ? 1 : 0, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: paused ? 'maintenance.planPaused' : 'maintenance.planResumed',
    subject: `maintenance_plan:${id}`,
    data: { name: row.name },
  });
  if (!paused && row.paused === 1) {
    await rescheduleAll(command, row);
    await raisePortion(command);
  }
  command.changed('maintenance');
}

/** Gives a plan up; what it has raised stays. @throws Failure CHANGED_MEANWHILE */
export async function archivePlan(command: CommandContext, { id, version }: Named): Promise<void> {
  const { tx, now } = command;
  const { name } = await getPlanRow(command, id, version);
  await tx.deleteFrom('maintenance_schedule').where('plan_id', '=', id).execute();
  await tx
    .updateTable('maintenance_plan')
    .set({ archived_at: now, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await command.record({ event: 'maintenance.planArchived', subject: `maintenance_plan:${id}`, data: { name } });
  command.changed('maintenance');
}
