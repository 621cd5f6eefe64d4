import { judgeDoor } from '#shared/features/security/keeping.ts';
import type { DoorVerdict, Entrance, Visits } from '#shared/features/security/keeping.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { placesAbove, secureAmong } from './above.ts';
import { findEntrance } from './entrants.ts';
import '../tables.ts';

const codeKept = 60;

/** The secure place whose door one stands at: the place itself or the nearest around it; null when it lies in none. */
export async function findDoor(db: Db, placeId: number): Promise<number | null> {
  const [nearest] = await secureAmong(db, await placesAbove(db, placeId));
  return nearest ?? null;
}

async function getDoor(db: Db, placeId: number): Promise<{ id: number; path: string }> {
  const door = await findDoor(db, placeId);
  if (door === null) throw new Failure('PLACE_NOT_SECURE', { place: (await getPlace(db, placeId)).path });
  return getPlace(db, door);
}

export async function countInside(db: Db, placeId: number): Promise<number> {
  const { count } = await db
    .selectFrom('secure_visit')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('place_id', '=', placeId)
    .where('admitted', '=', 1)
    .where('left_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

const eventOf: Readonly<Record<DoorVerdict, string>> = {
  admitted: 'security.entered',
  left: 'security.leftPlace',
  not_listed: 'security.turnedAway',
  has_gone: 'security.turnedAway',
};

/**
 * Somebody shows his badge at a door. Whoever is inside leaves by it; the others are let in or turned away, and either is
 * written down, since an attempt is what an auditor asks for.
 *
 * @throws Failure PLACE_NOT_SECURE
 */
export async function passDoor(
  command: CommandContext,
  { placeId, personId }: { placeId: number; personId: number },
): Promise<{ verdict: DoorVerdict; by: Entrance | null; inside: number }> {
  const { tx, now, actor } = command;
  const { id: door, path } = await getDoor(tx, placeId);
  const person = await getPerson(tx, personId);
  const open = await tx
    .selectFrom('secure_visit')
    .select('id')
    .where('place_id', '=', door)
    .where('person_id', '=', personId)
    .where('admitted', '=', 1)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  const entrance = await findEntrance(tx, door, person);
  const verdict = judgeDoor({ by: entrance, hasGone: person.archived, isInside: open !== undefined });
  const by = verdict === 'admitted' ? entrance : null;
  if (open !== undefined)
    await tx
      .updateTable('secure_visit')
      .set({ left_at: now, left_recorded_by: actor.operatorId })
      .where('id', '=', open.id)
      .execute();
  else await insertVisit(command, { placeId: door, personId, badge: null, by });
  await command.record({
    event: eventOf[verdict],
    subject: `place:${door}`,
    data: { place: path, person: person.name, verdict, ...(by === null ? {} : { by }) },
  });
  command.changed('security');
  return { verdict, by, inside: await countInside(tx, door) };
}

/**
 * A badge that nobody has was shown at a door.
 * @throws Failure PLACE_NOT_SECURE
 */
export async function turnAway(
  command: CommandContext,
  { placeId, badge }: { placeId: number; badge: string },
): Promise<void> {
  const { id: door, path } = await getDoor(command.tx, placeId);
  const kept = badge.slice(0, codeKept);
  await insertVisit(command, { placeId: door, personId: null, badge: kept, by: null });
  await command.record({
    event: 'security.turnedAway',
    subject: `place:${door}`,
    data: { place: path, badge: kept, verdict: 'unknown_badge' },
  });
  command.changed('security');
}

interface NewVisit {
  placeId: number;
  personId: number | null;
  badge: string | null;
  by: Entrance | null;
}

async function insertVisit({ tx, now, actor }: CommandContext, visit: NewVisit): Promise<void> {
  await tx
    .insertInto('secure_visit')
    .values({
      place_id: visit.placeId,
      person_id: visit.personId,
      badge: visit.badge,
      came_at: now,
      recorded_by: actor.operatorId,
      admitted: visit.by === null ? 0 : 1,
      by: visit.by,
      left_at: null,
      left_recorded_by: null,
    })
    .execute();
}

/** Who came to the door of a secure place, the newest first. */
export async function listVisits(db: Db, { placeId, limit }: { placeId: number; limit: number }): Promise<Visits> {
  const rows = await db
    .selectFrom('secure_visit')
    .innerJoin('operator', 'operator.id', 'recorded_by')
    .leftJoin('person', 'person.id', 'secure_visit.person_id')
    .selectAll('secure_visit')
    .select(['display_name', 'person.name'])
    .where('secure_visit.place_id', '=', placeId)
    .orderBy('secure_visit.id', 'desc')
    .limit(limit)
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      person: row.person_id === null ? null : { id: row.person_id, name: row.name ?? '' },
      badge: row.badge,
      cameAt: row.came_at,
      admitted: row.admitted === 1,
      by: row.by,
      leftAt: row.left_at,
      recordedBy: row.display_name,
    })),
    inside: await countInside(db, placeId),
  };
}
