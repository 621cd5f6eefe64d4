import type { PlaceSecurity, SecurePlace, SecurePlaceRow } from '#shared/features/security/keeping.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPlace, listPlaces, placesWithin } from '#backend/features/places/index.ts';
import { placesAbove, secureAmong } from './above.ts';
import { listEntrants } from './entrants.ts';
import { listSeals } from './seals.ts';
import '../tables.ts';

/** The secure places with the seal that is on them, in the order of the tree. */
export async function listSecurePlaces(db: Db): Promise<SecurePlaceRow[]> {
  const rows = await db
    .selectFrom('secure_place')
    .leftJoin('secure_seal', (join) =>
      join.onRef('secure_seal.place_id', '=', 'secure_place.place_id').on('secure_seal.removed_at', 'is', null),
    )
    .select(['secure_place.place_id', 'lock', 'number', 'set_at'])
    .select((eb) =>
      eb
        .selectFrom('secure_entrant')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('secure_entrant.place_id', '=', 'secure_place.place_id')
        .where('shut_out_at', 'is', null)
        .as('entrants'),
    )
    .where('active', '=', 1)
    .execute();
  const secure = new Map(rows.map((row) => [row.place_id, row]));
  const found: SecurePlaceRow[] = [];
  for (const { id, path } of await listPlaces(db, { includeArchived: false })) {
    const row = secure.get(id);
    if (row === undefined) continue;
    const { count } = await db
      .selectFrom('asset')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('place_id', 'in', placesWithin(id))
      .where('status', '<>', 'disposed')
      .executeTakeFirstOrThrow();
    found.push({
      place: { id, name: path },
      lock: row.lock,
      seal: row.number,
      sealedAt: row.set_at,
      entrants: row.entrants ?? 0,
      assets: count,
    });
  }
  return found;
}

export async function readPlaceSecurity(db: Db, { placeId }: { placeId: number }): Promise<PlaceSecurity> {
  const own = await findSecurePlace(db, placeId);
  if (own !== null) return { own, within: null };
  const [, ...around] = await placesAbove(db, placeId);
  const secure = await secureAmong(db, around);
  const [nearest] = secure;
  if (nearest === undefined) return { own: null, within: null };
  const { id, path } = await getPlace(db, nearest);
  return { own: null, within: { id, name: path } };
}

async function findSecurePlace(db: Db, placeId: number): Promise<SecurePlace | null> {
  const row = await db
    .selectFrom('secure_place')
    .selectAll()
    .where('place_id', '=', placeId)
    .where('active', '=', 1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    placeId,
    lock: row.lock,
    note: row.note,
    since: row.since,
    seals: await listSeals(db, placeId),
    entrants: await listEntrants(db, placeId),
    version: row.version,
  };
}

interface Marked {
  placeId: number;
  lock: string;
  note: string;
  version: number | null;
}

/** @throws Failure CHANGED_MEANWHILE when somebody else marked it or changed its lock since it was seen. */
export async function markSecure(command: CommandContext, { placeId, lock, note, version }: Marked): Promise<void> {
  const { tx, now } = command;
  const place = await getPlace(tx, placeId);
  const before = await tx.selectFrom('secure_place').selectAll().where('place_id', '=', placeId).executeTakeFirst();
  const isSecure = before?.active === 1;
  if (isSecure ? before.version !== version : version !== null)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'place', id: placeId });
  const values = { lock, note, active: 1 as const };
  await (
    before === undefined
      ? tx.insertInto('secure_place').values({ ...values, place_id: placeId, since: now })
      : tx
          .updateTable('secure_place')
          .set({ ...values, version: before.version + 1, since: isSecure ? before.since : now })
          .where('place_id', '=', placeId)
  ).execute();
  await command.record({
    event: isSecure ? 'security.lockChanged' : 'security.placeMarked',
    subject: `place:${placeId}`,
    data: {
      place: place.path,
      before: isSecure ? { lock: before.lock, note: before.note } : null,
      after: { lock, note },
    },
  });
  command.changed('security', 'places');
}

/** @throws Failure PLACE_KEEPS_THINGS, CHANGED_MEANWHILE. */
export async function unmarkSecure(
  command: CommandContext,
  { placeId, version }: { placeId: number; version: number },
): Promise<void> {
  const { tx } = command;
  const place = await getPlace(tx, placeId);
  const { rules } = await tx
    .selectFrom('keeping_rule')
    .select((eb) => eb.fn.countAll<number>().as('rules'))
    .where('place_id', '=', placeId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (rules > 0) throw new Failure('PLACE_KEEPS_THINGS', { rules });
  const { numUpdatedRows } = await tx
    .updateTable('secure_place')
    .set({ active: 0, version: version + 1 })
    .where('place_id', '=', placeId)
    .where('version', '=', version)
    .where('active', '=', 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'place', id: placeId });
  await command.record({ event: 'security.placeUnmarked', subject: `place:${placeId}`, data: { place: place.path } });
  command.changed('security', 'places');
}
