import { sql } from 'kysely';
import type { Service, ServiceDetails } from '#shared/features/recovery/model.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

/** Services by name, with the assets that they run on. */
export async function listServices(db: Db): Promise<Service[]> {
  const services = await db
    .selectFrom('it_service')
    .selectAll()
    .where('archived_at', 'is', null)
    .orderBy(sql`name COLLATE NOCASE`)
    .execute();
  const assets = await db
    .selectFrom('it_service_asset as member')
    .innerJoin('asset', 'asset.id', 'member.asset_id')
    .select(['member.service_id', 'asset.id', 'asset.tag', 'asset.name'])
    .orderBy(sql`+asset.tag`)
    .execute();
  return services.map(({ id, name, notes, version }) => ({
    id,
    name,
    notes,
    version,
    assets: assets
      .filter((asset) => asset.service_id === id)
      .map(({ id: assetId, tag, name: assetName }) => ({ id: assetId, tag, name: assetName })),
  }));
}

interface SavedService {
  id: number | null;
  version: number | null;
  service: ServiceDetails;
}

/** @throws Failure NAME_TAKEN, CHANGED_MEANWHILE. */
export async function saveService(
  command: CommandContext,
  { id, version, service: { name, notes, assetIds } }: SavedService,
): Promise<{ id: number }> {
  const { tx } = command;
  const namesake = await tx
    .selectFrom('it_service')
    .select('id')
    .where(sql<boolean>`name = ${name} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) throw new Failure('NAME_TAKEN', { name });
  let saved = id;
  if (saved === null) {
    const row = await tx
      .insertInto('it_service')
      .values({ name, notes, archived_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    saved = row.id;
  } else await updateSeen(command, 'it_service', { id: saved, version: version ?? 0 }, { name, notes });
  await tx.deleteFrom('it_service_asset').where('service_id', '=', saved).execute();
  for (const assetId of new Set(assetIds))
    await tx.insertInto('it_service_asset').values({ service_id: saved, asset_id: assetId }).execute();
  await command.record({
    event: id === null ? 'recovery.serviceMade' : 'recovery.serviceChanged',
    subject: `it_service:${saved}`,
    data: { name, assets: assetIds.length },
  });
  command.changed('recovery');
  return { id: saved };
}

/** @throws Failure SERVICE_IN_USE while something is protected or planned of it, CHANGED_MEANWHILE. */
export async function archiveService(command: CommandContext, { id, version }: Seen): Promise<void> {
  const { tx, now } = command;
  await updateSeen(command, 'it_service', { id, version }, { archived_at: now });
  const { name } = await tx.selectFrom('it_service').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  const { rows } = await sql`SELECT 1 FROM protected_item WHERE service_id = ${id} AND archived_at IS NULL
    UNION ALL SELECT 1 FROM recovery_plan WHERE service_id = ${id} AND archived_at IS NULL LIMIT 1`.execute(tx);
  if (rows.length > 0) throw new Failure('SERVICE_IN_USE', { name });
  await command.record({ event: 'recovery.serviceArchived', subject: `it_service:${id}`, data: { name } });
  command.changed('recovery');
}
