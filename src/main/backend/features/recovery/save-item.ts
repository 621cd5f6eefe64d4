import { sql } from 'kysely';
import type { PolicyDetails } from '#shared/features/recovery/model.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getItem } from './read-items.ts';

interface SavedItem {
  id: number | null;
  version: number | null;
  policy: PolicyDetails;
}

const columnsOf = (policy: PolicyDetails) => ({
  asset_id: policy.assetId,
  service_id: policy.serviceId,
  what: policy.what,
  destination: policy.destination,
  every_hours: policy.everyHours,
  keep_days: policy.keepDays,
  encrypted: policy.encrypted ? 1 : 0,
  off_site: policy.offSite ? 1 : 0,
  test_every_days: policy.testEveryDays,
  responsible_id: policy.responsibleId,
  notes: policy.notes,
});

/** @throws Failure ALIAS_TAKEN, CHANGED_MEANWHILE. */
export async function saveItem(command: CommandContext, { id, version, policy }: SavedItem): Promise<{ id: number }> {
  const { tx, now } = command;
  const columns = columnsOf(policy);
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('protected_item')
      .values({ ...columns, created_at: now, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else await updateSeen(command, 'protected_item', { id: saved, version: version ?? 0 }, columns);
  await tx.deleteFrom('protected_item_alias').where('item_id', '=', saved).execute();
  for (const name of policy.aliases) await addAlias(command, name, saved);
  await command.record({
    event: id === null ? 'recovery.itemMade' : 'recovery.itemChanged',
    subject: `protected_item:${saved}`,
    data: { ...columns, aliases: policy.aliases.join(' · ') },
  });
  command.changed('recovery');
  return { id: saved };
}

/** From now on reports mean this item by that name. @throws Failure ALIAS_TAKEN when they mean another. */
export async function addAlias({ tx }: CommandContext, name: string, itemId: number): Promise<void> {
  const taken = await tx
    .selectFrom('protected_item_alias as alias')
    .innerJoin('protected_item as item', 'item.id', 'alias.item_id')
    .select(['alias.item_id', 'item.what', 'item.archived_at'])
    .where(sql<boolean>`alias.name = ${name} COLLATE NOCASE`)
    .executeTakeFirst();
  if (taken && taken.item_id !== itemId && taken.archived_at === null)
    throw new Failure('ALIAS_TAKEN', { name, what: taken.what });
  await tx
    .insertInto('protected_item_alias')
    .values({ name, item_id: itemId })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ item_id: itemId }))
    .execute();
}

/** It is protected no more; what was recorded stays. @throws Failure CHANGED_MEANWHILE */
export async function archiveItem(command: CommandContext, { id, version }: Seen): Promise<void> {
  const { what } = await getItem(command.tx, id, command.now);
  await updateSeen(command, 'protected_item', { id, version }, { archived_at: command.now });
  await command.tx.deleteFrom('protected_item_alias').where('item_id', '=', id).execute();
  await command.record({ event: 'recovery.itemArchived', subject: `protected_item:${id}`, data: { what } });
  command.changed('recovery');
}
