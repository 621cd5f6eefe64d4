import type { z } from 'zod';
import { isClosed } from '#shared/features/assets/status.ts';
import type { newMedium } from '#shared/features/retirement/sanitisation-contract.ts';
import { mayLeave } from '#shared/features/retirement/sanitisation.ts';
import type { MediaOfAsset, MediaType } from '#shared/features/retirement/sanitisation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { holdsData } from '../repository.ts';
import { findMediumBySerial, getMedium, listMedia } from './repository.ts';

/** What the medium of an asset most likely is, by keys of its category and what that stands in. */
const likelyType: Readonly<Record<string, MediaType>> = {
  mobile: 'mobile',
  phone: 'mobile',
  tablet: 'mobile',
  laptop: 'nvme',
  computer: 'ssd',
  desktop: 'ssd',
  server: 'ssd',
  'external-disk': 'hdd',
  nas: 'hdd',
  storage: 'hdd',
  printer: 'hdd',
};

export async function readMedia(db: Db, assetId: number): Promise<MediaOfAsset> {
  const { id, tag, name, serial, status, category } = await getAssetRow(db, assetId, false);
  const media = await listMedia(db, assetId);
  const holds = await holdsData(db, assetId);
  return {
    asset: { id, tag, name, serial },
    holdsData: holds,
    retiring: status === 'retiring',
    media,
    mayLeave: mayLeave(
      holds,
      media.map(({ state }) => state),
    ).allowed,
    proposedType: await proposeType(db, category.id),
  };
}

async function proposeType(db: Db, categoryId: number): Promise<MediaType | null> {
  const row = await db
    .selectFrom('category')
    .leftJoin('category as parent', 'parent.id', 'category.parent_id')
    .select(['category.key', 'parent.key as parent_key'])
    .where('category.id', '=', categoryId)
    .executeTakeFirst();
  return likelyType[row?.key ?? ''] ?? likelyType[row?.parent_key ?? ''] ?? null;
}

/**
 * Says that a medium is in an asset, or, with the type `none`, that nothing is.
 *
 * @throws Failure MEDIUM_KNOWN, MEDIA_THERE, ASSET_CLOSED.
 */
export async function addMedium(command: CommandContext, input: z.output<typeof newMedium>): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { tag, status } = await getAssetRow(tx, input.assetId, false);
  if (isClosed(status)) throw new Failure('ASSET_CLOSED', { tag });
  const serial = input.type === 'none' ? null : input.serial;
  if (serial !== null) {
    const known = await findMediumBySerial(tx, serial);
    if (known) throw new Failure('MEDIUM_KNOWN', { serial, tag: known.tag });
  } else if ((await listMedia(tx, input.assetId)).length > 0) throw new Failure('MEDIA_THERE', { tag });
  const { id } = await tx
    .insertInto('medium')
    .values({
      asset_id: input.assetId,
      type: input.type,
      serial,
      model: input.model,
      capacity_bytes: input.capacityBytes,
      added_at: now,
      added_by: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'retirement.mediumAdded',
    subject: `asset:${input.assetId}`,
    data: { tag, type: input.type, serial, model: input.model },
  });
  command.changed('retirement');
  return { id };
}

/** @throws Failure ASSET_CLOSED, MEDIUM_OF_NOTHING. */
export async function moveMedium(
  command: CommandContext,
  { id, assetId, reason }: { id: number; assetId: number; reason: string },
): Promise<void> {
  const { tx } = command;
  const medium = await getMedium(tx, id);
  const from = await getAssetRow(tx, medium.asset_id, false);
  const to = await getAssetRow(tx, assetId, false);
  for (const { tag, status } of [from, to]) if (isClosed(status)) throw new Failure('ASSET_CLOSED', { tag });
  if (medium.serial === null) throw new Failure('MEDIUM_OF_NOTHING', { tag: from.tag });
  await tx.updateTable('medium').set({ asset_id: assetId }).where('id', '=', id).execute();
  const data = { serial: medium.serial, from: from.tag, to: to.tag };
  for (const asset of new Set([from.id, to.id]))
    await command.record({ event: 'retirement.mediumMoved', subject: `asset:${asset}`, data, reason });
  command.changed('retirement');
}
