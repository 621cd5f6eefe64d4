import { isClosed } from '#shared/features/assets/status.ts';
import type { NewReading } from '#shared/features/security/posture.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import '../tables.ts';

/**
 * Writes down what was seen of a device. What it does not say stays as it was known.
 *
 * @throws Failure ASSET_CLOSED, NOTHING_READ, DATES_OUT_OF_ORDER.
 */
export async function recordPosture(
  command: CommandContext,
  { assetId, ...reading }: NewReading & { assetId: number },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { tag, status } = await getAssetRow(tx, assetId, false);
  if (isClosed(status)) throw new Failure('ASSET_CLOSED', { tag });
  const { source, takenOn, ...facts } = reading;
  if (Object.values(facts).every((value) => value === null)) throw new Failure('NOTHING_READ');
  const today = dayOf(now);
  if (takenOn > today) throw new Failure('DATES_OUT_OF_ORDER', { first: takenOn, last: today });
  for (const seen of [facts.patchedOn, facts.contactOn])
    if (seen !== null && seen > takenOn) throw new Failure('DATES_OUT_OF_ORDER', { first: seen, last: takenOn });
  const { id } = await tx
    .insertInto('posture_reading')
    .values({
      // A number that an undone import had is never another reading.
      id: nextId(openInventoryOf(command.backend).sqlite, 'posture_reading'),
      asset_id: assetId,
      taken_on: takenOn,
      source,
      encryption: facts.encryption,
      antivirus: facts.antivirus,
      patched_on: facts.patchedOn,
      patch_level: facts.patchLevel,
      mdm: facts.mdm,
      screen_lock: facts.screenLock,
      contact_on: facts.contactOn,
      recorded_at: now,
      recorded_by: actor.operatorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
  await command.record({
    event: 'security.postureRead',
    subject: `asset:${assetId}`,
    data: { tag, takenOn, source, ...known },
  });
  command.changed('security');
  return { id };
}

/** What a reading is called where an import that is undone lists it. */
export const READING_LABEL = '(SELECT tag FROM asset WHERE asset.id = posture_reading.asset_id)';

/** Takes readings away that an undone import had brought. */
export async function withdrawReadings(
  command: CommandContext,
  ids: readonly number[],
  because: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (ids.length === 0) return;
  const { sqlite } = openInventoryOf(command.backend);
  withdrawRows(sqlite, { table: 'posture_reading', label: READING_LABEL }, ids, command.now);
  await command.record({
    event: 'security.readingsWithdrawn',
    subject: 'setting:security.posture',
    data: { count: ids.length, ...because },
  });
  command.changed('security');
}
