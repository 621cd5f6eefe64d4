import type { CampaignMember, MemberState } from '#shared/features/updates/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { compareVersions } from '#domains/versions/index.ts';
import { changeInstallation, getInstallation, readVersionSeen } from '#backend/features/software/index.ts';
import { getCampaignOfDb, getRunning } from './campaigns.ts';
import { listSeenOf, readMembers } from './members.ts';

interface MembersQuery {
  campaignId: number;
  states?: readonly MemberState[] | undefined;
  wave?: number | null | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Assets of a campaign by tag, a page at a time. */
export async function listMembers(db: Db, query: MembersQuery, today: Day) {
  const campaign = await getCampaignOfDb(db, query.campaignId);
  const wanted = query.search?.trim().toLowerCase() ?? '';
  const fits = ({ state, wave, asset, place, installed }: CampaignMember) =>
    (!query.states?.length || query.states.includes(state)) &&
    (query.wave === undefined || query.wave === wave) &&
    (wanted === '' || `${asset.tag} ${asset.name} ${place ?? ''} ${installed ?? ''}`.toLowerCase().includes(wanted));
  const found = (await readMembers(db, campaign, today)).filter(fits);
  const after = decodeCursor(query.cursor);
  const begin = after === null ? 0 : found.findIndex(({ asset }) => asset.tag > String(after.value));
  const rows = begin < 0 ? [] : found.slice(begin, begin + query.limit);
  const last = rows.at(-1);
  const more = begin >= 0 && begin + query.limit < found.length;
  return {
    rows,
    nextCursor: more && last ? encodeCursor({ value: last.asset.tag, id: last.id }) : null,
    total: Math.min(found.length, countLimit),
    totalIsExact: found.length < countLimit,
  };
}

interface Excepting {
  campaignId: number;
  assetIds: readonly number[];
  reason: string;
  until: Day;
}

/** A new exception takes the place of the one before. @throws Failure CAMPAIGN_CLOSED, DAY_PAST. */
export async function exceptMembers(
  command: CommandContext,
  { campaignId, assetIds, reason, until }: Excepting,
): Promise<void> {
  const { tx, now, actor } = command;
  const campaign = await getRunning(tx, campaignId);
  if (until < dayOf(now)) throw new Failure('DAY_PAST', { day: until });
  const members = new Map((await readMembers(tx, campaign, dayOf(now))).map(({ asset }) => [asset.id, asset]));
  for (const assetId of assetIds) {
    const asset = members.get(assetId);
    if (!asset) throw notFound('asset', assetId);
    await tx
      .updateTable('update_exception')
      .set({ ended_at: now })
      .where('campaign_id', '=', campaignId)
      .where('asset_id', '=', assetId)
      .where('ended_at', 'is', null)
      .execute();
    const kept = { added_at: now, added_by: actor.operatorId, ended_at: null };
    await tx
      .insertInto('update_exception')
      .values({ campaign_id: campaignId, asset_id: assetId, reason, until, ...kept })
      .execute();
    await command.record({
      event: 'updates.excepted',
      subject: `asset:${assetId}`,
      data: { campaign: campaign.name, tag: asset.tag, until },
      reason,
    });
  }
  command.changed('updates');
}

/** It counts again at once. @throws Failure CAMPAIGN_CLOSED, NOT_FOUND. */
export async function endException(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx, now } = command;
  const row = await tx
    .selectFrom('update_exception')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('update_exception', id);
  const campaign = await getRunning(tx, row.campaign_id);
  await tx.updateTable('update_exception').set({ ended_at: now }).where('id', '=', id).execute();
  await command.record({
    event: 'updates.exceptionEnded',
    subject: `asset:${row.asset_id}`,
    data: { campaign: campaign.name },
  });
  command.changed('updates');
}

/** Writes the target down as seen where it is not yet. @throws Failure CAMPAIGN_CLOSED */
export async function noteUpdated(
  command: CommandContext,
  { campaignId, assetIds }: { campaignId: number; assetIds: readonly number[] },
): Promise<{ noted: number }> {
  const { tx, now } = command;
  const campaign = await getRunning(tx, campaignId);
  const versionOf = await readVersionSeen(tx);
  let noted = 0;
  for (const seen of await listSeenOf(tx, campaign.product_id)) {
    if (!assetIds.includes(seen.asset_id)) continue;
    const installed = versionOf(seen);
    const order = installed === null ? null : compareVersions(campaign.scheme, installed, campaign.release_number);
    if (order !== null && order >= 0) continue;
    const before = await getInstallation(tx, seen.id);
    await changeInstallation(command, {
      ...before,
      id: seen.id,
      softwareVersion: campaign.release_number,
      seenOn: dayOf(now),
      source: campaign.name,
    });
    noted += 1;
  }
  if (noted > 0)
    await command.record({
      event: 'updates.updatedByHand',
      subject: `update_campaign:${campaignId}`,
      data: { number: campaign.number, assets: noted },
    });
  command.changed('updates');
  return { noted };
}
