import { sightingOfWay } from '#shared/features/stocktakes/model.ts';
import type { CountResult, Lane, ScanOutcome, SightingWay } from '#shared/features/stocktakes/model.ts';
import type { Reference } from '#shared/rpc/fields.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode, noteSeen } from '#backend/features/assets/index.ts';
import { findPersonByCode } from '#backend/features/people/index.ts';
import { findPlaceByCode, getPlace } from '#backend/features/places/index.ts';
import { isKnownToParts, scanInParts } from './lifecycle.ts';
import { readPlaceTree } from './place-tree.ts';
import { getStocktakeIn } from './repository.ts';
import { toldBlind } from './rules.ts';
import { joinSession, setSessionPlace } from './sessions.ts';
import type { CountingSessionRow } from './sessions.ts';
import { nextSightingNumber, readableCode, sight } from './sight.ts';

interface Scan {
  id: number;
  text: string;
  usText?: string | undefined;
  how: SightingWay;
  lane: Lane;
}

/**
 * One scan: a place is where the following ones are counted, anything else is
 * seen there. It is on the disk before it is answered.
 *
 * @throws Failure STOCKTAKE_STATE unless it is being counted.
 */
export async function countScan(command: CommandContext, scan: Scan): Promise<CountResult> {
  const { tx, now } = command;
  const stocktake = await getStocktakeIn(tx, scan.id, 'counting');
  const read = await chooseText(command, stocktake, scan);
  const answer = (outcome: ScanOutcome, more: Partial<CountResult> = {}): CountResult => ({
    outcome,
    code: read.code ?? scan.text.slice(0, 60).replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�'),
    asset: null,
    supply: null,
    expectedPlace: null,
    place: null,
    alarm: false,
    layoutMismatch: read.layoutMismatch,
    at: now,
    ...more,
  });
  if (read.code === null || (await findPersonByCode(tx, read.code))) return answer('not_countable');
  const session = await joinAndKeep(command, scan.id, scan.lane);
  const isAsset = stocktake.origin === 'here' && (await findByCode(tx, read.code, false)).length > 0;
  const scanned = isAsset ? undefined : await findPlaceByCode(tx, read.code);
  if (scanned) {
    if (session.place_id !== scanned.id) await setSessionPlace(command, session, scanned.id);
    return answer('place', { place: await placeNamed(command, scanned.id) });
  }
  if (session.place_id === null) return answer('place_first');
  const place = await placeNamed(command, session.place_id);
  if (!isAsset && (await isKnownToParts(tx, read.code, stocktake))) {
    // A sample is drawn among assets alone.
    if (stocktake.method !== 'full') return answer('not_countable');
    const { blind, origin } = stocktake;
    const counted = { stocktakeId: scan.id, sessionId: session.id, placeId: place.id, code: read.code };
    const supply = await scanInParts(command, { ...counted, blind: blind === 1, origin });
    return answer('quantity', { supply, place });
  }
  const seen = await sight(
    command,
    await readPlaceTree(tx),
    {
      session,
      number: await nextSightingNumber(command, session.id),
      code: read.code,
      origin: stocktake.origin,
      placeId: place.id,
      how: scan.how,
      at: now,
    },
    true,
  );
  if (!seen.again) {
    await recordSeen(command, session, { placeId: place.id, how: scan.how, codes: [read.code] });
    if (seen.asset) await noteSeen(command, [seen.asset.id], sightingOfWay[scan.how]);
  }
  const { asset, alarm } = seen;
  const told = { asset, alarm, place };
  if (seen.again) return answer('again', told);
  if (stocktake.blind === 1) return answer(toldBlind(seen.result, stocktake.origin), told);
  return answer(seen.result, { ...told, expectedPlace: seen.expectedPlace });
}

/** The place by its whole way: two rooms may have the same name. */
async function placeNamed({ tx }: CommandContext, id: number): Promise<Reference> {
  return { id, name: (await getPlace(tx, id)).path };
}

type Stocktake = Awaited<ReturnType<typeof getStocktakeIn>>;

/** A wedge's second string counts when only it means something. */
async function chooseText(
  command: CommandContext,
  stocktake: Stocktake,
  scan: Scan,
): Promise<{ code: string | null; layoutMismatch: boolean }> {
  const code = readableCode(scan.text);
  const second = scan.usText === undefined || scan.usText === scan.text ? null : readableCode(scan.usText);
  if (second === null || (code !== null && (await means(command, stocktake, code))))
    return { code, layoutMismatch: false };
  return (await means(command, stocktake, second))
    ? { code: second, layoutMismatch: true }
    : { code, layoutMismatch: false };
}

async function means({ tx }: CommandContext, stocktake: Stocktake, code: string): Promise<boolean> {
  return (
    (await findByCode(tx, code, false)).length > 0 ||
    (await findPlaceByCode(tx, code)) !== undefined ||
    (await findPersonByCode(tx, code)) !== undefined ||
    (await isKnownToParts(tx, code, stocktake))
  );
}

/** What a sweep read at one place, in one transaction. */
export async function recordSightings(
  command: CommandContext,
  input: { id: number; placeId: number; lane: Lane; how: SightingWay; codes: readonly string[] },
) {
  const { blind, origin } = await getStocktakeIn(command.tx, input.id, 'counting');
  const session = await joinAndKeep(command, input.id, input.lane);
  if (session.place_id !== input.placeId) await setSessionPlace(command, session, input.placeId);
  const tree = await readPlaceTree(command.tx);
  const codes = input.codes.map(readableCode);
  const distinct = [...new Set(codes.filter((code) => code !== null))];
  const outcomes: Partial<Record<ScanOutcome, number>> = {};
  const recorded: string[] = [];
  const seenAssets: number[] = [];
  let number = await nextSightingNumber(command, session.id);
  for (const code of distinct) {
    const seen = await sight(
      command,
      tree,
      { session, number, code, origin, placeId: input.placeId, how: input.how, at: command.now },
      true,
    );
    if (seen.again) continue;
    number += 1;
    recorded.push(code);
    if (seen.asset) seenAssets.push(seen.asset.id);
    const told = blind === 1 ? toldBlind(seen.result, origin) : seen.result;
    outcomes[told] = (outcomes[told] ?? 0) + 1;
  }
  if (recorded.length > 0) {
    await recordSeen(command, session, { placeId: input.placeId, how: input.how, codes: recorded });
    await noteSeen(command, seenAssets, sightingOfWay[input.how]);
  }
  const refused = codes.filter((code) => code === null).length;
  return { recorded: recorded.length, again: codes.length - refused - recorded.length, refused, outcomes };
}

/** The session with its entry in the journal when it begins. */
async function joinAndKeep(command: CommandContext, stocktakeId: number, lane: Lane): Promise<CountingSessionRow> {
  const session = await joinSession(command, stocktakeId, lane);
  if (session.started_at === command.now && session.place_id === null) {
    await command.record({
      event: 'stocktakes.joined',
      subject: `stocktake:${stocktakeId}`,
      data: { session: session.key, desk: session.desk },
    });
    command.changed('stocktakes');
  }
  return session;
}

async function recordSeen(
  command: CommandContext,
  session: CountingSessionRow,
  facts: { placeId: number; how: SightingWay; codes: string[] },
): Promise<void> {
  await command.record({
    event: 'stocktakes.sighted',
    subject: `stocktake:${session.stocktake_id}`,
    data: { session: session.key, ...facts },
  });
  command.changed('stocktakes');
}
