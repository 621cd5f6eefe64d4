import type { NewTicket } from '#shared/features/support/model.ts';
import { priorityOf } from '#shared/features/support/priority.ts';
import type { Grade } from '#shared/features/support/priority.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { getSeen, note, refuseEnded, updateTicket, writeSearch } from './repository.ts';
import { targetsOf } from './rules.ts';
import { supportSetting } from './settings.ts';

/** Somebody needs help. Whoever holds the asset is asked back where nobody is named. */
export async function openTicket(command: CommandContext, given: NewTicket): Promise<{ id: number; number: number }> {
  const { tx, now, actor } = command;
  const asset = given.assetId === null ? null : await getAssetRow(tx, given.assetId, false);
  const holder = asset?.custodian?.kind === 'person' ? asset.custodian.id : null;
  const personId = given.personId ?? holder;
  if (personId !== null) await getPerson(tx, personId);
  if (given.placeId !== null) await getPlace(tx, given.placeId);
  if (given.categoryId !== null) await getCategoryRow(tx, given.categoryId);
  const priority = priorityOf(given.impact, given.urgency);
  const { respondBy, resolveBy } = targetsOf(await readSetting(tx, supportSetting), {
    openedAt: now,
    priority,
    waited: 0,
  });
  const number = await takeNumbers(tx, 'ticket');
  const { id } = await tx
    .insertInto('ticket')
    .values({
      number,
      title: given.title,
      description: given.description,
      channel: given.channel,
      category_id: given.categoryId,
      impact: given.impact,
      urgency: given.urgency,
      priority,
      asset_id: given.assetId,
      person_id: personId,
      place_id: given.placeId,
      assignee_id: given.assigneeId,
      state: 'new',
      opened_at: now,
      opened_by: actor.operatorId,
      respond_by: respondBy,
      resolve_by: resolveBy,
      responded_at: null,
      waiting_since: null,
      resolved_at: null,
      resolution: null,
      merged_into: null,
      work_order_id: null,
      incident_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeSearch(command, id);
  await note(
    command,
    { id, number },
    {
      kind: 'opened',
      event: 'support.opened',
      text: null,
      data: { title: given.title, priority, channel: given.channel, ...(asset === null ? {} : { tag: asset.tag }) },
    },
  );
  return { id, number };
}

/** @throws Failure NOT_FOUND */
export async function getCategoryRow(db: Db, id: number) {
  const row = await db.selectFrom('support_category').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('support_category', id);
  return row;
}

interface Triage {
  id: number;
  version: number;
  title: string;
  categoryId: number | null;
  impact: Grade;
  urgency: Grade;
}

/** Says what it is about and how much it presses. @throws Failure TICKET_STATE, CHANGED_MEANWHILE. */
export async function triage(
  command: CommandContext,
  { id, version, title, categoryId, impact, urgency }: Triage,
): Promise<void> {
  const { tx } = command;
  const before = await getSeen(tx, { id, version });
  refuseEnded(before);
  if (categoryId !== null) await getCategoryRow(tx, categoryId);
  const priority = priorityOf(impact, urgency);
  const { respondBy, resolveBy } = targetsOf(await readSetting(tx, supportSetting), {
    openedAt: before.opened_at,
    priority,
    waited: before.waited_minutes,
  });
  await updateTicket(command, before, {
    title,
    category_id: categoryId,
    impact,
    urgency,
    priority,
    respond_by: respondBy,
    resolve_by: resolveBy,
  });
  await writeSearch(command, id);
  await note(command, before, {
    kind: 'state',
    event: 'support.triaged',
    text: null,
    data: { title, before: before.priority, after: priority },
  });
}
