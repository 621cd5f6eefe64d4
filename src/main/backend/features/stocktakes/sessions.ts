import type { Lane } from '#shared/features/stocktakes/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { getStocktakeIn } from './repository.ts';

/** The session of this operator and scanner at this workstation, begun with his first scan. */
export async function joinSession(command: CommandContext, stocktakeId: number, lane: Lane) {
  const { tx, now, actor } = command;
  const known = await tx
    .selectFrom('stocktake_session')
    .selectAll()
    .where('stocktake_id', '=', stocktakeId)
    .where('operator_id', '=', actor.operatorId)
    .where('desk', '=', actor.desk)
    .where('lane', '=', lane)
    .where('origin', '=', 'here')
    .executeTakeFirst();
  if (known) return known;
  const { display_name } = await tx
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', actor.operatorId)
    .executeTakeFirstOrThrow();
  return tx
    .insertInto('stocktake_session')
    .values({
      stocktake_id: stocktakeId,
      key: Buffer.from(command.backend.surroundings.randomBytes(12)).toString('hex'),
      operator_id: actor.operatorId,
      operator_name: display_name,
      desk: actor.desk,
      origin: 'here',
      lane,
      place_id: null,
      started_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export type CountingSessionRow = Awaited<ReturnType<typeof joinSession>>;

/** From here on this session counts at the place; it is still there after a restart. */
export async function countAt(
  command: CommandContext,
  { id, placeId, lane }: { id: number; placeId: number; lane: Lane },
): Promise<void> {
  await getStocktakeIn(command.tx, id, 'counting');
  const session = await joinSession(command, id, lane);
  if (session.place_id !== placeId) await setSessionPlace(command, session, placeId);
}

/**
 * Goes on at the place in a stocktake that is being counted: one that expects something there, else the newest.
 *
 * @returns the stocktake, null when none is being counted here
 */
export async function countAtPlace(
  command: CommandContext,
  { placeId, lane }: { placeId: number; lane: Lane },
): Promise<number | null> {
  const counting = await command.tx
    .selectFrom('stocktake')
    .select((eb) => [
      'id',
      eb
        .exists(
          eb
            .selectFrom('stocktake_line as line')
            .select('line.id')
            .whereRef('line.stocktake_id', '=', 'stocktake.id')
            .where('line.expected_place_id', '=', placeId),
        )
        .as('expects'),
    ])
    .where('state', '=', 'counting')
    .orderBy('expects', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (counting === undefined) return null;
  await countAt(command, { id: counting.id, placeId, lane });
  return counting.id;
}

export async function setSessionPlace(
  command: CommandContext,
  session: CountingSessionRow,
  placeId: number,
): Promise<{ id: number; name: string }> {
  const place = await getPlace(command.tx, placeId);
  if (place.archived) throw new Failure('NOT_FOUND', { entity: 'place', id: placeId });
  await command.tx.updateTable('stocktake_session').set({ place_id: placeId }).where('id', '=', session.id).execute();
  await command.record({
    event: 'stocktakes.placeChosen',
    subject: `stocktake:${session.stocktake_id}`,
    data: { session: session.key, placeId, place: place.path },
  });
  command.changed('stocktakes');
  return { id: place.id, name: place.path };
}
