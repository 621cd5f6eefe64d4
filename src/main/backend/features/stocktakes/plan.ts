import type { PlanDetails } from '#shared/features/stocktakes/contract.ts';
import { stocktakeScope } from '#shared/features/stocktakes/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { isCarriedOver } from './rules.ts';
import { listExpected } from './expected-assets.ts';
import { stocktakeParts } from './lifecycle.ts';
import type { Draw } from './lifecycle.ts';
import { readPlaceTree } from './place-tree.ts';
import { countOpen, getStocktakeIn, insertLines } from './repository.ts';
import { drawSample } from './sampling.ts';
import { secondPersonSetting } from './settings.ts';
import type { StocktakeTable } from './tables.ts';

/** @throws Failure SAMPLE_SIZE_MISSING for a spot check without a size. */
export async function planStocktake(command: CommandContext, plan: PlanDetails): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const spotCheck = plan.method !== 'full';
  if (spotCheck && plan.sampleSize === null) throw new Failure('SAMPLE_SIZE_MISSING');
  const seed = plan.seed?.trim() || Buffer.from(command.backend.surroundings.randomBytes(6)).toString('hex');
  const number = await takeNumbers(tx, 'stocktake');
  const { id } = await tx
    .insertInto('stocktake')
    .values({
      number,
      name: plan.name,
      state: 'planned',
      scope: JSON.stringify(plan.scope),
      method: plan.method,
      sample_size: spotCheck ? plan.sampleSize : null,
      seed: spotCheck ? seed : null,
      population: null,
      blind: plan.blind ? 1 : 0,
      planned_at: now,
      planned_by: actor.operatorId,
      started_at: null,
      counted_at: null,
      closed_at: null,
      closed_by: null,
      note: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'stocktakes.planned',
    subject: `stocktake:${id}`,
    data: { number, ...plan, seed: spotCheck ? seed : null },
  });
  command.changed('stocktakes');
  return { id };
}

/**
 * Freezes what is expected, with place, custodian and status of this moment.
 * A spot check keeps its whole population, so that the draw can be repeated.
 *
 * @throws Failure STOCKTAKE_STATE, NOTHING_EXPECTED.
 */
export async function startStocktake(command: CommandContext, id: number): Promise<{ expected: number }> {
  const { tx, now } = command;
  const stocktake = await getStocktakeIn(tx, id, 'planned');
  const scope = stocktakeScope.parse(JSON.parse(stocktake.scope));
  const population = await listExpected(tx, scope);
  const draw = drawOf(stocktake);
  let counted = 0;
  for (const part of stocktakeParts) counted += await part.freeze(command, id, scope, draw);
  if (population.length === 0 && counted === 0) throw new Failure('NOTHING_EXPECTED');
  const drawn = new Set(draw(population.length));
  const tree = await readPlaceTree(tx);
  await insertLines(
    tx,
    population.map((asset, index) => ({
      ...undecided,
      stocktake_id: id,
      asset_id: asset.id,
      code: null,
      expected: drawn.has(index + 1) ? 1 : 0,
      position: index + 1,
      expected_place_id: asset.place_id,
      expected_place: tree.pathOf(asset.place_id),
      custodian: asset.custodian,
      status_then: asset.status,
      cost_minor: asset.cost_minor,
      cost_currency: asset.cost_currency,
      carried_over: isCarriedOver(asset) ? 1 : 0,
      result: drawn.has(index + 1) ? 'missing' : 'not_drawn',
    })),
  );
  const secondPerson = await readSetting(tx, secondPersonSetting);
  await tx
    .updateTable('stocktake')
    .set({ state: 'counting', started_at: now, population: population.length, second_person: secondPerson ? 1 : 0 })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'stocktakes.started',
    subject: `stocktake:${id}`,
    data: { expected: drawn.size, population: population.length, counted, secondPerson },
  });
  command.changed('stocktakes');
  return { expected: drawn.size };
}

/** What a spot check counts of so many lines in a stated order; the same size of assets and of stocks. */
function drawOf({ method, sample_size: size, seed }: Pick<StocktakeTable, 'method' | 'sample_size' | 'seed'>): Draw {
  if (method === 'full' || size === null) return (population) => Array.from({ length: population }, (_, at) => at + 1);
  return (population) => drawSample(method, population, size, seed ?? '');
}

/** A line that nobody has seen or decided yet. */
export const undecided = {
  seen_place_id: null,
  seen_at: null,
  cause: null,
  decision: null,
  note: null,
  decided_by: null,
  decided_at: null,
  approved_by: null,
  approved_at: null,
  excused_by: null,
  compensating_control: null,
  outcome: null,
  journal_seq: null,
  label: null,
} as const;

/** @throws Failure STOCKTAKE_STATE once it is closed. */
export async function cancelStocktake(
  command: CommandContext,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const { state } = await getStocktakeIn(tx, id, 'planned', 'counting', 'reconciling');
  // What was written into the register stays there, so a stocktake that has done so ends by being closed.
  if ((await countOpen(tx, id)).applied > 0) throw new Failure('STOCKTAKE_STATE', { state: 'closed' });
  await tx
    .updateTable('stocktake')
    .set({ state: 'cancelled', closed_at: now, closed_by: actor.operatorId, note: reason })
    .where('id', '=', id)
    .execute();
  await command.record({ event: 'stocktakes.cancelled', subject: `stocktake:${id}`, data: { before: state }, reason });
  command.changed('stocktakes');
}
