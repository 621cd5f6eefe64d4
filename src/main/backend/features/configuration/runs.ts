import { isClosed } from '#shared/features/assets/status.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { cureOverrides } from './gaps.ts';
import './tables.ts';

/** Begins to make assets ready by the newest version. @throws Failure PROFILE_NOT_PUBLISHED, ASSET_CLOSED. */
export async function startRun(
  command: CommandContext,
  { profileId, name, assetIds }: { profileId: number; name: string; assetIds: readonly number[] },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const profile = await tx
    .selectFrom('configuration_profile')
    .select(['name', 'archived_at'])
    .where('id', '=', profileId)
    .executeTakeFirst();
  if (!profile || profile.archived_at !== null) throw notFound('configuration_profile', profileId);
  const newest = await tx
    .selectFrom('configuration_newest')
    .innerJoin('configuration_version', 'configuration_version.id', 'configuration_newest.version_id')
    .select(['version_id', 'number'])
    .where('configuration_newest.profile_id', '=', profileId)
    .executeTakeFirst();
  if (!newest) throw new Failure('PROFILE_NOT_PUBLISHED', { name: profile.name });
  const { id } = await tx
    .insertInto('configuration_run')
    .values({
      version_id: newest.version_id,
      name: name === '' ? profile.name : name,
      started_at: now,
      started_by: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'configuration.runStarted',
    subject: `configuration_run:${id}`,
    data: { profile: profile.name, number: newest.number },
  });
  await addAssets(command, id, assetIds);
  return { id };
}

/** @throws Failure ASSET_CLOSED, ALREADY_IN_RUN. */
export async function addToRun(
  command: CommandContext,
  { id, assetIds }: { id: number; assetIds: readonly number[] },
): Promise<void> {
  const run = await command.tx.selectFrom('configuration_run').select('id').where('id', '=', id).executeTakeFirst();
  if (!run) throw notFound('configuration_run', id);
  await addAssets(command, id, assetIds);
}

async function addAssets(command: CommandContext, runId: number, assetIds: readonly number[]): Promise<void> {
  const { tx } = command;
  for (const assetId of new Set(assetIds)) {
    const { tag, status } = await getAssetRow(tx, assetId, false);
    if (isClosed(status)) throw new Failure('ASSET_CLOSED', { tag });
    const member = await tx
      .selectFrom('configuration_run_asset')
      .select('id')
      .where('run_id', '=', runId)
      .where('asset_id', '=', assetId)
      .executeTakeFirst();
    if (member) throw new Failure('ALREADY_IN_RUN', { tag });
    await tx
      .insertInto('configuration_run_asset')
      .values({ run_id: runId, asset_id: assetId, left_at: null, left_because: null })
      .execute();
    await command.record({
      event: 'configuration.assetTakenIn',
      subject: `asset:${assetId}`,
      data: { tag, run: runId },
    });
  }
  command.changed('configuration');
}

/** What was signed stays; the run asks nothing of the asset any more. @throws Failure ASSET_NOT_IN_RUN */
export async function leaveRun(
  command: CommandContext,
  { id, assetId, reason }: { id: number; assetId: number; reason: string },
): Promise<void> {
  const { tx, now } = command;
  const { tag } = await getAssetRow(tx, assetId, false);
  const { numUpdatedRows } = await tx
    .updateTable('configuration_run_asset')
    .set({ left_at: now, left_because: reason })
    .where('run_id', '=', id)
    .where('asset_id', '=', assetId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Failure('ASSET_NOT_IN_RUN', { tag });
  await cureOverrides(command, [assetId]);
  await command.record({
    event: 'configuration.assetLeftRun',
    subject: `asset:${assetId}`,
    data: { tag, run: id },
    reason,
  });
  command.changed('configuration');
}
