import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { holderOf } from './holder.ts';
import { planOrRefuse, refuseUnfitPeriod } from './plan.ts';
import { listChoice, moveBookings } from './repository.ts';
import { mayBeReserved } from './rules.ts';

interface Wish {
  assetId: number | null;
  poolId: number | null;
  modelId: number | null;
  forPersonId: number | null;
  forDepartmentId: number | null;
  from: Day;
  to: Day;
  purpose: string | null;
}

/**
 * Keeps an asset, or one of a pool or model, for somebody. Which asset of a pool it is may still change; that there is
 * one for each reservation does not.
 *
 * @throws Failure PERIOD_BACKWARDS, PERIOD_PAST, PERIOD_TOO_LONG, CUSTODIAN_GONE, ASSET_NOT_AVAILABLE, RESERVED_THEN,
 * ASSET_OUT_THEN, NONE_FREE.
 */
export async function reserve(
  command: CommandContext,
  wish: Wish,
): Promise<{ id: number; assetId: number; tag: string }> {
  const { tx, now, actor } = command;
  refuseUnfitPeriod(wish, dayOf(now));
  const holder = await holderOf(tx, wish, wish.to);
  const { choice, name, wanted } = await chooseFrom(command, wish);
  const plan = await planOrRefuse(command, { ...wish, choice, name, wanted }, null);
  await moveBookings(tx, plan.moves);
  const { tag } = await getAssetRow(tx, plan.assetId, false);
  const { id } = await tx
    .insertInto('reservation')
    .values({
      asset_id: plan.assetId,
      wanted,
      pool_id: wish.poolId,
      model_id: wish.modelId,
      person_id: wish.forPersonId,
      department_id: wish.forDepartmentId,
      from_on: wish.from,
      to_on: wish.to,
      purpose: wish.purpose === '' ? null : wish.purpose,
      state: 'booked',
      custody_id: null,
      created_at: now,
      created_by: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'loans.reserved',
    subject: `reservation:${id}`,
    data: { tag, wanted, name, holder: holder.name, from: wish.from, to: wish.to, gaveWay: plan.moves.length },
    reason: wish.purpose,
  });
  command.changed('loans', 'procurement');
  return { id, assetId: plan.assetId, tag };
}

async function chooseFrom({ tx }: CommandContext, wish: Wish) {
  if (wish.assetId !== null) {
    const asset = await getAssetRow(tx, wish.assetId, false);
    if (!mayBeReserved(asset.status))
      throw new Failure('ASSET_NOT_AVAILABLE', { tag: asset.tag, status: asset.status });
    return { wanted: 'asset' as const, name: asset.tag, choice: [asset.id] };
  }
  if (wish.poolId !== null) {
    const pool = await tx
      .selectFrom('pool')
      .select('name')
      .where('id', '=', wish.poolId)
      .where('archived_at', 'is', null)
      .executeTakeFirst();
    if (!pool) throw notFound('pool', wish.poolId);
    return { wanted: 'pool' as const, name: pool.name, choice: await listChoice(tx, { poolId: wish.poolId }) };
  }
  const modelId = wish.modelId ?? 0;
  const model = await tx.selectFrom('model').select('name').where('id', '=', modelId).executeTakeFirst();
  if (!model) throw notFound('model', modelId);
  return { wanted: 'model' as const, name: model.name, choice: await listChoice(tx, { modelId }) };
}
