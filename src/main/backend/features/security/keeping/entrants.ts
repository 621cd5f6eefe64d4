import { entranceOf } from '#shared/features/security/keeping.ts';
import type { Entrance, Entrant, NewEntrant } from '#shared/features/security/keeping.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { placesAbove, refuseOpenPlace, secureAmong } from './above.ts';

export async function listEntrants(db: Db, placeId: number): Promise<Entrant[]> {
  const rows = await db
    .selectFrom('secure_entrant')
    .leftJoin('person', 'person.id', 'secure_entrant.person_id')
    .leftJoin('department', 'department.id', 'secure_entrant.department_id')
    .select(['secure_entrant.id', 'secure_entrant.person_id', 'secure_entrant.department_id', 'secure_entrant.title'])
    .select(['let_in_at', 'person.name as person', 'department.name as department'])
    .where('secure_entrant.place_id', '=', placeId)
    .where('shut_out_at', 'is', null)
    .orderBy('secure_entrant.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    person: row.person_id === null ? null : { id: row.person_id, name: row.person ?? '' },
    department: row.department_id === null ? null : { id: row.department_id, name: row.department ?? '' },
    title: row.title,
    since: row.let_in_at,
  }));
}

/**
 * Who may enter a place is who may enter the secure one that is nearest around it: somebody who is let into the building
 * has not been let into the cage.
 */
export async function mayEnter(db: Db, { placeId, personId }: { placeId: number; personId: number }) {
  const person = await getPerson(db, personId);
  const [nearest] = await secureAmong(db, await placesAbove(db, placeId));
  if (nearest === undefined) return { allowed: true, by: null };
  const by = await findEntrance(db, nearest, person);
  return { allowed: by !== null && !person.archived, by };
}

/** By what somebody is let into the secure place itself; null when by nothing. */
export async function findEntrance(
  db: Db,
  placeId: number,
  { id, department, title }: { id: number; department: { id: number } | null; title: string | null },
): Promise<Entrance | null> {
  return entranceOf(await listEntrants(db, placeId), { id, departmentId: department?.id ?? null, title });
}

/** @throws Failure PLACE_NOT_SECURE, MAY_ENTER_ALREADY. */
export async function letIn(
  command: CommandContext,
  { placeId, who }: { placeId: number; who: NewEntrant },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  await refuseOpenPlace(tx, placeId);
  const name = await nameOf(tx, who);
  const present = await listEntrants(tx, placeId);
  if (present.some((each) => isSame(each, who))) throw new Failure('MAY_ENTER_ALREADY');
  const { id } = await tx
    .insertInto('secure_entrant')
    .values({
      place_id: placeId,
      person_id: who.kind === 'person' ? who.personId : null,
      department_id: who.kind === 'department' ? who.departmentId : null,
      title: who.kind === 'title' ? who.title : null,
      let_in_at: now,
      let_in_by: actor.operatorId,
      shut_out_at: null,
      shut_out_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { path } = await getPlace(tx, placeId);
  await command.record({
    event: 'security.letIn',
    subject: `place:${placeId}`,
    data: { place: path, kind: who.kind, name },
  });
  command.changed('security');
  return { id };
}

function isSame({ person, department, title }: Entrant, who: NewEntrant): boolean {
  if (who.kind === 'person') return person?.id === who.personId;
  if (who.kind === 'department') return department?.id === who.departmentId;
  return title?.toLowerCase() === who.title.toLowerCase();
}

async function nameOf(db: Db, who: NewEntrant): Promise<string> {
  if (who.kind === 'person') return (await getPerson(db, who.personId)).name;
  if (who.kind === 'title') return who.title;
  const department = await db
    .selectFrom('department')
    .select('name')
    .where('id', '=', who.departmentId)
    .executeTakeFirst();
  if (!department) throw notFound('department', who.departmentId);
  return department.name;
}

export async function shutOut(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx, now, actor } = command;
  const row = await tx
    .selectFrom('secure_entrant')
    .select(['place_id', 'shut_out_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.shut_out_at !== null) throw notFound('secure_entrant', id);
  const entrant = (await listEntrants(tx, row.place_id)).find((each) => each.id === id);
  await tx
    .updateTable('secure_entrant')
    .set({ shut_out_at: now, shut_out_by: actor.operatorId })
    .where('id', '=', id)
    .execute();
  const { path } = await getPlace(tx, row.place_id);
  const name = entrant?.person?.name ?? entrant?.department?.name ?? entrant?.title ?? '';
  await command.record({ event: 'security.shutOut', subject: `place:${row.place_id}`, data: { place: path, name } });
  command.changed('security');
}
