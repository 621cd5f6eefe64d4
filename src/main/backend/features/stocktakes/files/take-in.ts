import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { createPlace, findPlaceByCode } from '#backend/features/places/index.ts';
import { stocktakeParts } from '../lifecycle.ts';
import { readPlaceTree } from '../place-tree.ts';
import { undecided } from '../plan.ts';
import { insertLines } from '../repository.ts';
import { readableCode } from '../sight.ts';
import type { PlanBody } from './bodies.ts';
import { choosePlan } from './read-count-file.ts';

/**
 * Makes another workstation's list a stocktake that is counted here. Places
 * that are not known here are made, so that their labels can be scanned;
 * assets are not: the list says itself what its codes mean.
 *
 * @throws Failure COUNT_FILE_UNREADABLE, COUNT_FILE_TAMPERED, COUNT_FILE_OF_THIS_DATABASE, COUNT_FILE_TAKEN_ALREADY.
 */
export async function takeIn({ backend, session }: Call): Promise<{ id: number | null }> {
  const actor = actingOperator(session);
  const plan = await choosePlan(backend);
  if (plan === null) return { id: null };
  const { body, sha256, fingerprint } = plan;
  return inTransaction(backend, actor, async (command) => {
    await refuseKnownOrder(command, body.order);
    const places = await knowPlaces(command, body.places);
    const id = await begin(command, body);
    await insertExpected(command, id, body, places);
    for (const part of stocktakeParts) await part.takeIn(command, id, body.articles);
    await command.tx
      .insertInto('stocktake_order')
      .values({
        stocktake_id: id,
        direction: 'taken',
        key: body.order,
        ticket: body.ticket,
        plan_sha256: sha256,
        given_at: command.now,
        operator_id: actor.operatorId,
        returned_at: null,
        result_sha256: null,
      })
      .execute();
    await command.tx
      .updateTable('stocktake')
      .set({ state: 'counting', started_at: command.now, population: body.expected.length })
      .where('id', '=', id)
      .execute();
    await command.record({
      event: 'stocktakes.takenIn',
      subject: `stocktake:${id}`,
      data: {
        order: body.order,
        sha256,
        fingerprint,
        from: body.desk,
        madeBy: body.madeBy,
        expected: body.expected.length,
      },
    });
    command.changed('stocktakes');
    return { id };
  });
}

async function refuseKnownOrder({ tx }: CommandContext, order: string): Promise<void> {
  const known = await tx.selectFrom('stocktake_order').select('direction').where('key', '=', order).executeTakeFirst();
  if (known?.direction === 'given') throw new Failure('COUNT_FILE_OF_THIS_DATABASE');
  if (known) throw new Failure('COUNT_FILE_TAKEN_ALREADY');
}

/** The places by code; a list names each after its parent. */
async function knowPlaces(command: CommandContext, places: PlanBody['places']): Promise<ReadonlyMap<string, number>> {
  const known = new Map<string, number>();
  for (const { code, name, kind, parent } of places) {
    const here = await findPlaceByCode(command.tx, code);
    const parentId = parent === null ? null : (known.get(parent) ?? null);
    known.set(code, here?.id ?? (await createPlace(command, { parentId, kind, name, code, notes: null })).id);
  }
  return known;
}

async function begin({ tx, now, actor }: CommandContext, body: PlanBody): Promise<number> {
  const { id } = await tx
    .insertInto('stocktake')
    .values({
      number: await takeNumbers(tx, 'stocktake'),
      name: body.name,
      state: 'planned',
      scope: JSON.stringify({ placeIds: [], departmentIds: [], categoryIds: [] }),
      method: 'full',
      sample_size: null,
      seed: null,
      population: null,
      blind: body.blind ? 1 : 0,
      origin: 'file',
      planned_at: now,
      planned_by: actor.operatorId,
      started_at: null,
      counted_at: null,
      closed_at: null,
      closed_by: null,
      note: `${body.organisation} · ${body.desk} · ${body.madeBy}`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function insertExpected(
  command: CommandContext,
  id: number,
  { expected }: PlanBody,
  places: ReadonlyMap<string, number>,
): Promise<void> {
  const { tx } = command;
  const tree = await readPlaceTree(tx);
  const lineIds = await insertLines(
    tx,
    expected.map(({ tag, name, place, custodian }, index) => {
      const placeId = place === null ? null : (places.get(place) ?? null);
      return {
        ...undecided,
        stocktake_id: id,
        asset_id: null,
        code: readableCode(tag) ?? tag,
        label: name,
        expected: 1 as const,
        position: index + 1,
        expected_place_id: placeId,
        expected_place: tree.pathOf(placeId),
        custodian,
        status_then: null,
        cost_minor: null,
        cost_currency: null,
        carried_over: 0 as const,
        result: 'missing' as const,
      };
    }),
  );
  const codes = expected.flatMap(({ tag, codes: others }, index) =>
    [tag, ...others].flatMap((text) => {
      const code = readableCode(text);
      return code === null ? [] : [{ stocktake_id: id, code, line_id: lineIds[index] ?? 0 }];
    }),
  );
  for (let start = 0; start < codes.length; start += 200)
    await tx
      .insertInto('stocktake_alias')
      .values(codes.slice(start, start + 200))
      // A serial that two assets share names neither of them alone; the tag, which comes first, always does.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
