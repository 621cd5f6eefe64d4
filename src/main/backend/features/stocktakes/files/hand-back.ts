import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { stocktakeParts } from '../lifecycle.ts';
import { getStocktakeIn } from '../repository.ts';
import type { ResultBody } from './bodies.ts';
import { resultExtension } from './read-count-file.ts';
import { writeSigned } from './signed-file.ts';

/**
 * Ends counting another workstation's list and writes what was seen here, and
 * by whom, for it.
 *
 * @throws Failure STOCKTAKE_STATE unless such a list is being counted.
 */
export async function handBack({ backend, session }: Call, { id }: { id: number }): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const { reader, dataKey } = openInventoryOf(backend);
  const { name, origin, state } = await getStocktakeIn(reader, id, 'counting');
  if (origin === 'here') throw new Failure('STOCKTAKE_STATE', { state });
  const path = await backend.host.chooseSaveFile({
    defaultName: `${name} ${actor.desk}.${resultExtension}`.replaceAll(/[/\\:*?"<>|]/g, ' '),
    filters: [{ name: 'Quartermaster', extensions: [resultExtension] }],
  });
  if (path === null) return { path };
  await inTransaction(backend, actor, async (command) => {
    const { tx, now } = command;
    await getStocktakeIn(tx, id, 'counting');
    const order = await tx
      .selectFrom('stocktake_order')
      .selectAll()
      .where('stocktake_id', '=', id)
      .where('direction', '=', 'taken')
      .executeTakeFirstOrThrow();
    const body = await resultOf(command, id, order);
    const { text, sha256 } = writeSigned('quartermaster-stocktake-result/1', body, dataKey, order.ticket);
    const ended = { state: 'reconciling', counted_at: now } as const;
    await tx.updateTable('stocktake').set(ended).where('id', '=', id).execute();
    const closed = { state: 'closed', closed_at: now, closed_by: actor.operatorId } as const;
    await tx.updateTable('stocktake').set(closed).where('id', '=', id).execute();
    await tx
      .updateTable('stocktake_order')
      .set({ returned_at: now, result_sha256: sha256 })
      .where('id', '=', order.id)
      .execute();
    await command.record({
      event: 'stocktakes.handedBack',
      subject: `stocktake:${id}`,
      data: { order: order.key, sha256, sightings: body.sightings.length, counts: body.counts.length },
    });
    command.changed('stocktakes');
    writeFileWhole(path, text);
  });
  return { path };
}

async function resultOf(
  { tx, now }: CommandContext,
  id: number,
  order: { key: string; plan_sha256: string },
): Promise<ResultBody> {
  const sessions = await tx
    .selectFrom('stocktake_session as session')
    .innerJoin('operator', 'operator.id', 'session.operator_id')
    .select([
      'session.key',
      'session.operator_name as operator',
      'operator.username',
      'session.desk',
      'session.started_at as startedAt',
    ])
    .where('session.stocktake_id', '=', id)
    .orderBy('session.id')
    .execute();
  const sightings = await tx
    .selectFrom('stocktake_sighting as sighting')
    .innerJoin('stocktake_session as session', 'session.id', 'sighting.session_id')
    .innerJoin('place', 'place.id', 'sighting.place_id')
    .select([
      'session.key as session',
      'sighting.number',
      'sighting.code',
      'place.code as place',
      'sighting.how',
      'sighting.at',
    ])
    .where('session.stocktake_id', '=', id)
    .orderBy('sighting.id')
    .execute();
  const counts = (await Promise.all(stocktakeParts.map((part) => part.countsOf(tx, id)))).flat();
  return { order: order.key, planSha256: order.plan_sha256, endedAt: now, sessions, sightings, counts };
}
