import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Taken, Taking } from '#backend/features/custody/index.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { listGaps } from './gaps.ts';
import { mayBeHandedOver } from './rules.ts';

const unusedOverride = prepareQuery((db, { assetId }: { assetId: number }) =>
  db
    .selectFrom('configuration_override')
    .select('id')
    .where('asset_id', '=', assetId)
    .where('custody_id', 'is', null)
    .where('cured_at', 'is', null),
);

async function findUnusedOverride(db: Db, assetId: number) {
  return unusedOverride.first(db, { assetId });
}

async function judge(db: Db, { assetId, departmentId }: Pick<Taking, 'assetId' | 'departmentId'>) {
  const gaps = await listGaps(db, assetId, departmentId);
  const overridden = gaps.length > 0 && (await findUnusedOverride(db, assetId)) !== undefined;
  return { gaps, verdict: mayBeHandedOver(gaps, overridden) };
}

/** @throws Failure CONFIGURATION_OPEN with what is still to be done. */
export async function refuseUnready({ tx }: CommandContext, taking: Taking): Promise<void> {
  const { gaps, verdict } = await judge(tx, taking);
  if (verdict.allowed) return;
  const steps = gaps.flatMap((gap) => gap.steps);
  throw new Failure(verdict.because, { tag: taking.tag, count: steps.length, steps: steps.slice(0, 10) });
}

/** An override is for one hand-over: this one. */
export async function useOverride(command: CommandContext, { assetId, custodyId, how }: Taken): Promise<void> {
  if (how !== 'handed_over') return;
  const unused = await findUnusedOverride(command.tx, assetId);
  if (!unused) return;
  await command.tx
    .updateTable('configuration_override')
    .set({ custody_id: custodyId })
    .where('id', '=', unused.id)
    .execute();
  command.changed('configuration');
}

/** A hand-over that was taken back did not use it up, unless another one was given since. */
export async function giveOverrideBack(command: CommandContext, { custodyId }: { custodyId: number }): Promise<void> {
  const used = await command.tx
    .selectFrom('configuration_override')
    .select(['id', 'asset_id'])
    .where('custody_id', '=', custodyId)
    .where('cured_at', 'is', null)
    .executeTakeFirst();
  if (!used || (await findUnusedOverride(command.tx, used.asset_id))) return;
  await command.tx.updateTable('configuration_override').set({ custody_id: null }).where('id', '=', used.id).execute();
  command.changed('configuration');
}

/** @throws Failure NOTHING_TO_OVERRIDE, ALREADY_OVERRIDDEN. */
export async function override(
  command: CommandContext,
  { assetId, reason }: { assetId: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const { tag } = await getAssetRow(tx, assetId, false);
  const departments = await tx.selectFrom('configuration_newest').select('department_id').distinct().execute();
  // Who will get it is not known yet, so what a department would ask for counts as open, too.
  const titles = new Set<string>();
  for (const departmentId of new Set([null, ...departments.map((row) => row.department_id)]))
    for (const gap of await listGaps(tx, assetId, departmentId)) for (const title of gap.steps) titles.add(title);
  if (titles.size === 0) throw new Failure('NOTHING_TO_OVERRIDE', { tag });
  if (await findUnusedOverride(tx, assetId)) throw new Failure('ALREADY_OVERRIDDEN', { tag });
  const steps = [...titles];
  await tx
    .insertInto('configuration_override')
    .values({
      asset_id: assetId,
      reason,
      open_steps: JSON.stringify(steps),
      given_at: now,
      given_by: actor.operatorId,
      custody_id: null,
      cured_at: null,
    })
    .execute();
  await command.record({
    event: 'configuration.overridden',
    subject: `asset:${assetId}`,
    data: { tag, openSteps: steps.join(', ') },
    reason,
  });
  command.changed('configuration');
}
