import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { deviceConnection } from '#shared/features/devices/contract.ts';
import type { DeviceDetails } from '#shared/features/devices/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { StoredDevice } from './manager.ts';
import type { DeviceTable } from './tables.ts';

export async function listDevices(db: Db): Promise<StoredDevice[]> {
  const rows = await db.selectFrom('device').selectAll().where('archived_at', 'is', null).orderBy('name').execute();
  return rows.map(({ id, name, kind, use, framing, pattern, beep, notation, region, connection }) => ({
    id,
    name,
    kind,
    connection: deviceConnection.parse(JSON.parse(connection)),
    use,
    framing,
    pattern,
    beep,
    notation,
    region,
  }));
}

export async function writeDevice(tx: Transaction<Schema>, id: number | null, details: DeviceDetails): Promise<number> {
  const values: Omit<DeviceTable, 'id'> = {
    ...details,
    connection: JSON.stringify(details.connection),
    archived_at: null,
  };
  if (id !== null) {
    await tx.updateTable('device').set(values).where('id', '=', id).execute();
    return id;
  }
  const inserted = await tx.insertInto('device').values(values).returning('id').executeTakeFirstOrThrow();
  return inserted.id;
}

/** A device's name is free again once it is archived. */
export async function archiveDeviceRow(tx: Transaction<Schema>, id: number, at: string): Promise<void> {
  await tx
    .updateTable('device')
    .set({ archived_at: at, name: sql<string>`name || ' (archived ' || id || ')'` })
    .where('id', '=', id)
    .execute();
}
