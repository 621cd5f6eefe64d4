import { sightingOfWay } from '#shared/features/stocktakes/model.ts';
import type { JoinedCount } from '#shared/features/stocktakes/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { noteSeen } from '#backend/features/assets/index.ts';
import { findPlaceByCode } from '#backend/features/places/index.ts';
import { stocktakeParts } from '../lifecycle.ts';
import type { JoinedQuantity } from '../lifecycle.ts';
import { readPlaceTree } from '../place-tree.ts';
import { getStocktakeIn } from '../repository.ts';
import type { CountingSessionRow } from '../sessions.ts';
import { nextSightingNumber, sight } from '../sight.ts';
import type { ResultBody } from './bodies.ts';
import { chooseResult } from './read-count-file.ts';
import { isSealedWith } from './signed-file.ts';

/** So many sightings are written in one transaction: a scan at the desk waits no longer than for these. */
const portion = 200;

/**
 * Merges what another workstation counted. Every sighting stays with its own
 * witness; which one decides follows from their instants, whatever came first.
 * Cut short, the same file goes on where it was.
 *
 * @throws Failure STOCKTAKE_STATE, COUNT_FILE_UNREADABLE, COUNT_FILE_TAMPERED, COUNT_FILE_OF_OTHER_STOCKTAKE,
 *   COUNT_FILE_TAKEN_ALREADY, COUNT_FILE_PLACE_UNKNOWN.
 */
export async function joinCount(
  { backend, session }: Call,
  { id }: { id: number },
): Promise<{ joined: JoinedCount | null }> {
  const actor = actingOperator(session);
  const { reader } = openInventoryOf(backend);
  await getStocktakeIn(reader, id, 'counting');
  const result = await chooseResult(backend);
  if (result === null) return { joined: null };
  const { body, sha256, fingerprint } = result;
  const order = await reader
    .selectFrom('stocktake_order')
    .selectAll()
    .where('key', '=', body.order)
    .where('direction', '=', 'given')
    .executeTakeFirst();
  if (order?.stocktake_id !== id) throw new Failure('COUNT_FILE_OF_OTHER_STOCKTAKE');
  if (!isSealedWith(result, order.ticket) || body.planSha256 !== order.plan_sha256)
    throw new Failure('COUNT_FILE_TAMPERED');
  if (order.returned_at !== null) throw new Failure('COUNT_FILE_TAKEN_ALREADY');
  const joined = {
    witnesses: body.sessions.map(({ operator, desk }) => `${operator} (${desk})`),
    sightings: body.sightings.length,
    fingerprint,
  };
  const places = await placesOf(reader, body);
  let written = 0;
  do {
    written = await inTransaction(backend, actor, (command) =>
      writePortion(command, id, body, places, { orderId: order.id, sha256, fingerprint }),
    );
  } while (written === portion);
  return { joined };
}

async function placesOf(
  reader: ReturnType<typeof openInventoryOf>['reader'],
  { sightings, counts }: ResultBody,
): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (const code of new Set([...sightings, ...counts].map(({ place }) => place))) {
    const place = await findPlaceByCode(reader, code);
    if (!place) throw new Failure('COUNT_FILE_PLACE_UNKNOWN', { place: code });
    places.set(code, place.id);
  }
  return places;
}

/** @returns how many sightings were written; fewer than a portion ends the order. */
async function writePortion(
  command: CommandContext,
  id: number,
  body: ResultBody,
  places: ReadonlyMap<string, number>,
  order: { orderId: number; sha256: string; fingerprint: string },
): Promise<number> {
  const { tx, now } = command;
  await getStocktakeIn(tx, id, 'counting');
  const sessions = new Map<string, { row: CountingSessionRow; next: number }>();
  for (const witness of body.sessions) {
    const row = await sessionOf(command, id, witness);
    sessions.set(witness.key, { row, next: await nextSightingNumber(command, row.id) });
  }
  const open = body.sightings.filter(({ session, number }) => number >= (sessions.get(session)?.next ?? Infinity));
  const sightings = open.slice(0, portion);
  const tree = await readPlaceTree(tx);
  for (const { session, number, code, place, how, at } of sightings) {
    const witness = sessions.get(session);
    if (!witness) continue;
    const placeId = places.get(place) ?? 0;
    const read = { session: witness.row, number, code, origin: 'here' as const, placeId, how, at };
    const seen = await sight(command, tree, read, false);
    if (seen.asset) await noteSeen(command, [seen.asset.id], sightingOfWay[how], at);
  }
  const isLast = sightings.length < portion;
  if (isLast) {
    await joinCounts(command, id, body, places, sessions);
    await tx
      .updateTable('stocktake_order')
      .set({ returned_at: now, result_sha256: order.sha256 })
      .where('id', '=', order.orderId)
      .execute();
  }
  await command.record({
    event: 'stocktakes.fileJoined',
    subject: `stocktake:${id}`,
    data: {
      order: body.order,
      sha256: order.sha256,
      fingerprint: order.fingerprint,
      witnesses: body.sessions.map(({ operator, desk }) => `${operator} (${desk})`),
      sightings: sightings.length,
      ...(isLast ? { counts: body.counts.length } : {}),
      complete: isLast,
    },
  });
  command.changed('stocktakes');
  return sightings.length;
}

/** What was counted by quantity goes in whole with the end of the file: there are few of these beside sightings. */
async function joinCounts(
  command: CommandContext,
  id: number,
  { counts }: ResultBody,
  places: ReadonlyMap<string, number>,
  sessions: ReadonlyMap<string, { row: CountingSessionRow }>,
): Promise<void> {
  const joined = counts.flatMap(({ session, code, place, quantity, at }): JoinedQuantity[] => {
    const witness = sessions.get(session)?.row;
    if (witness === undefined) return [];
    const who = `${witness.operator_name} (${witness.desk})`;
    const { key, operator_id: operatorId } = witness;
    return [{ code, placeId: places.get(place) ?? 0, quantity, at, key, who, operatorId }];
  });
  for (const part of stocktakeParts) await part.join(command, id, joined);
}

/** The witness; when an operator here has his username he is the same person, and may not approve. */
async function sessionOf(
  { tx, now }: CommandContext,
  id: number,
  witness: ResultBody['sessions'][number],
): Promise<CountingSessionRow> {
  const known = await tx.selectFrom('stocktake_session').selectAll().where('key', '=', witness.key).executeTakeFirst();
  if (known && known.stocktake_id !== id) throw new Failure('COUNT_FILE_OF_OTHER_STOCKTAKE');
  if (known) return known;
  const operator = await tx
    .selectFrom('operator')
    .select('id')
    .where('username', '=', witness.username)
    .executeTakeFirst();
  return tx
    .insertInto('stocktake_session')
    .values({
      stocktake_id: id,
      key: witness.key,
      operator_id: operator?.id ?? null,
      operator_name: witness.operator,
      desk: witness.desk,
      origin: 'file',
      place_id: null,
      started_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
