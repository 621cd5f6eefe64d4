import type { Seal, SealEnd } from '#shared/features/security/keeping.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { refuseOpenPlace } from './above.ts';

/** All seals that were ever on a place, the newest first. */
export async function listSeals(db: Db, placeId: number): Promise<Seal[]> {
  const rows = await db
    .selectFrom('secure_seal')
    .innerJoin('operator as setter', 'setter.id', 'set_by')
    .leftJoin('operator as remover', 'remover.id', 'removed_by')
    .selectAll('secure_seal')
    .select(['setter.display_name as set_by_name', 'remover.display_name as removed_by_name'])
    .where('place_id', '=', placeId)
    .orderBy('secure_seal.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    setAt: row.set_at,
    setBy: row.set_by_name,
    removedAt: row.removed_at,
    removedBy: row.removed_by_name,
    removed: row.removed,
    note: row.note,
  }));
}

interface SealChange {
  placeId: number;
  /** The new seal; null leaves the place without one. */
  number: string | null;
  removed: SealEnd;
  note: string;
}

/**
 * A number is on one seal for ever: whoever finds it a second time holds a forgery or a mistake.
 *
 * @throws Failure PLACE_NOT_SECURE, SEAL_MISSING when there is none on it and none is put on, SEAL_NEEDS_NOTE when it is
 * found broken and nobody says how, SEAL_USED_BEFORE.
 */
export async function changeSeal(
  command: CommandContext,
  { placeId, number, removed, note }: SealChange,
): Promise<void> {
  const { tx, now, actor } = command;
  await refuseOpenPlace(tx, placeId);
  const [newest] = await listSeals(tx, placeId);
  const present = newest !== undefined && newest.removedAt === null ? newest : null;
  if (present === null && number === null) throw new Failure('SEAL_MISSING');
  if (present !== null && removed === 'broken' && note === '') throw new Failure('SEAL_NEEDS_NOTE');
  if (number !== null) await refuseUsed(tx, number);
  if (present !== null)
    await tx
      .updateTable('secure_seal')
      .set({ removed_at: now, removed_by: actor.operatorId, removed, note })
      .where('id', '=', present.id)
      .execute();
  if (number !== null)
    await tx
      .insertInto('secure_seal')
      .values({
        place_id: placeId,
        number,
        set_at: now,
        set_by: actor.operatorId,
        removed_at: null,
        removed_by: null,
        removed: null,
      })
      .execute();
  const { path } = await getPlace(tx, placeId);
  await command.record({
    event: present === null ? 'security.sealSet' : 'security.sealChanged',
    subject: `place:${placeId}`,
    data: { place: path, before: present?.number ?? null, after: number, ...(present === null ? {} : { removed }) },
    reason: note === '' ? null : note,
  });
  command.changed('security');
}

async function refuseUsed(db: Db, number: string): Promise<void> {
  const used = await db.selectFrom('secure_seal').select('place_id').where('number', '=', number).executeTakeFirst();
  if (used) throw new Failure('SEAL_USED_BEFORE', { number, place: (await getPlace(db, used.place_id)).path });
}
