import type { LineResult, SightingWay } from '#shared/features/stocktakes/model.ts';
import { isReadableCode, normaliseCode } from '#shared/primitives/scanned-code.ts';
import { isAlarming } from '#shared/features/assets/status.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode, getAssetRow } from '#backend/features/assets/index.ts';
import { undecided } from './plan.ts';
import type { PlaceTree } from './place-tree.ts';
import { insertLines, listSightings } from './repository.ts';
import { classifySighting, countWitnesses, decisiveSighting, repeats } from './rules.ts';

export interface SeenCode {
  session: { id: number; key: string; stocktake_id: number };
  number: number;
  code: string;
  /** Of the stocktake: another workstation's list says itself what its codes mean. */
  origin: 'here' | 'file';
  placeId: number;
  how: SightingWay;
  at: string;
}

export interface Sighted {
  result: LineResult;
  again: boolean;
  asset: { id: number; tag: string; name: string } | null;
  expectedPlace: string | null;
  alarm: boolean;
}

/**
 * Writes one sighting and brings its line up to date from all sightings of it.
 *
 * @param fold leaves out what repeats the session's own last sighting of it; a joined file is taken as it is.
 */
export async function sight(command: CommandContext, tree: PlaceTree, seen: SeenCode, fold: boolean): Promise<Sighted> {
  const { tx } = command;
  const { stocktake_id } = seen.session;
  const asset = seen.origin === 'here' ? await resolveAsset(command, stocktake_id, seen.code) : null;
  const known = seen.origin === 'file' ? await findLineByCode(command, stocktake_id, seen.code) : undefined;
  const line = known ?? (await lineOf(command, tree, stocktake_id, asset?.id ?? null, seen.code));
  const sightings = await listSightings(tx, line.id);
  const told = {
    asset: asset ? { id: asset.id, tag: asset.tag, name: asset.name } : null,
    expectedPlace: line.expected_place ?? null,
    alarm: asset !== null && isAlarming(asset.status),
  };
  if (fold && repeats(decisiveSighting(sightings), seen.session.key, seen.placeId))
    return { ...told, result: line.result, again: true };
  await tx
    .insertInto('stocktake_sighting')
    .values({
      session_id: seen.session.id,
      number: seen.number,
      line_id: line.id,
      asset_id: asset?.id ?? null,
      code: seen.code,
      place_id: seen.placeId,
      how: seen.how,
      at: seen.at,
    })
    .execute();
  const all = [...sightings, { session: seen.session.key, number: seen.number, placeId: seen.placeId, at: seen.at }];
  const decisive = decisiveSighting(all);
  const placeId = decisive?.placeId ?? seen.placeId;
  const expectation = {
    expected: line.expected === 1,
    inPopulation: line.position !== null,
    placeId: line.expected_place_id,
  };
  const isUnknown = line.asset_id === null && line.expected === 0;
  const result = isUnknown ? 'unknown' : classifySighting(expectation, placeId, tree.encloses);
  await tx
    .updateTable('stocktake_line')
    .set({
      result,
      seen_place_id: placeId,
      seen_at: decisive?.at ?? seen.at,
      witnesses: countWitnesses(all),
    })
    .where('id', '=', line.id)
    .execute();
  return { ...told, result, again: false };
}

/** The line of another workstation's list that a serial number or an EPC names. */
async function findLineByCode({ tx }: CommandContext, stocktakeId: number, code: string) {
  return tx
    .selectFrom('stocktake_alias as known')
    .innerJoin('stocktake_line as line', 'line.id', 'known.line_id')
    .selectAll('line')
    .where('known.stocktake_id', '=', stocktakeId)
    .where('known.code', '=', code)
    .executeTakeFirst();
}

/** The asset of a code; of several that share a serial, the one that is expected. */
async function resolveAsset(command: CommandContext, stocktakeId: number, code: string) {
  const found = await findByCode(command.tx, code, false);
  if (found.length <= 1) return found[0] ?? null;
  const expected = await command.tx
    .selectFrom('stocktake_line')
    .select('asset_id')
    .where('stocktake_id', '=', stocktakeId)
    .where('expected', '=', 1)
    .where(
      'asset_id',
      'in',
      found.map((asset) => asset.id),
    )
    .execute();
  return expected.length === 1 ? (found.find((asset) => asset.id === expected[0]?.asset_id) ?? null) : null;
}

async function lineOf(
  command: CommandContext,
  tree: PlaceTree,
  stocktakeId: number,
  assetId: number | null,
  code: string,
) {
  const { tx } = command;
  const lines = tx.selectFrom('stocktake_line').selectAll().where('stocktake_id', '=', stocktakeId);
  const known = await (
    assetId === null ? lines.where('code', '=', code) : lines.where('asset_id', '=', assetId)
  ).executeTakeFirst();
  if (known) return known;
  const asset = assetId === null ? null : await getAssetRow(tx, assetId, false);
  const row = {
    ...undecided,
    stocktake_id: stocktakeId,
    asset_id: assetId,
    code: assetId === null ? code : null,
    expected: 0,
    position: null,
    // What the register says when it turns up: nobody expected it, so nothing was frozen before.
    expected_place_id: asset?.place?.id ?? null,
    expected_place: tree.pathOf(asset?.place?.id ?? null),
    custodian: asset?.custodian?.name ?? null,
    status_then: asset?.status ?? null,
    cost_minor: null,
    cost_currency: null,
    carried_over: 0,
    result: assetId === null ? 'unknown' : 'unexpected',
  } as const;
  const [id = 0] = await insertLines(tx, [row]);
  return { ...row, id, witnesses: 0 };
}

/** The code as it is looked up; null for what no code can be. */
export function readableCode(text: string): string | null {
  const code = normaliseCode(text);
  return isReadableCode(code) ? code : null;
}

/** The number that the next sighting of the session gets. */
export async function nextSightingNumber(command: CommandContext, sessionId: number): Promise<number> {
  const { last } = await command.tx
    .selectFrom('stocktake_sighting')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}
