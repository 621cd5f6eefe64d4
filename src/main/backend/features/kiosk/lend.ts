import type { KioskItem, KioskOutcome, KioskResult } from '#shared/features/kiosk/contract.ts';
import type { DeskSound } from '#shared/features/desk/contract.ts';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { checkIn, checkOut, listExpectedFor, loanDaysSetting } from '#backend/features/custody/index.ts';
import type { ResolvedCode } from '#backend/features/desk/index.ts';
import { handOverKit, listKitOut, readOutlook, takeBackKit } from '#backend/features/loans/index.ts';
import { bringBack, getArticleSummary, issueStock } from '#backend/features/supplies/index.ts';
import { shownAsset } from './borrower.ts';
import { insertException } from './exceptions.ts';
import type { KioskDecision } from './rules.ts';
import type { Visit } from './visit.ts';

/** A scan at the kiosk with what it was decided to mean. */
export interface Act {
  code: string;
  decision: KioskDecision;
  asset: AssetRow | null;
  personId: number | null;
  resolved: ResolvedCode;
}

export function blankOf(command: CommandContext, code: string, outcome: KioskOutcome, sound: DeskSound): KioskResult {
  return { outcome, sound, code, item: null, borrower: null, reason: null, waits: false, at: command.now };
}

/** Out or back by the same use cases as at the desk; that it was a kiosk stands in the journal beside it. */
export async function lend(
  command: CommandContext,
  visit: Visit,
  { asset, personId, code }: Act,
  way: 'borrow' | 'return',
): Promise<KioskResult> {
  if (asset === null || personId === null) throw new Error('only an item is lent, and only to somebody');
  const { tx, now } = command;
  const { id: assetId, tag } = asset;
  if (way === 'borrow') {
    const custodian = { kind: 'person' as const, id: personId };
    // What is reserved for him, or belongs to a pool, has a term of its own.
    const { proposedDueOn } = await readOutlook(tx, { assetId, custodian, dueOn: null }, dayOf(now));
    const dueOn = proposedDueOn ?? (await usualDueOn(command));
    const accessories = await listExpectedFor(tx, assetId);
    await checkOut(command, { assetId, custodian, dueOn, condition: null, note: null, accessories }, 'scan');
    await command.record({ event: 'kiosk.borrowed', subject: `person:${personId}`, data: { tag, dueOn } });
  } else {
    await checkIn(command, { assetId, placeId: null, condition: null, note: null }, 'scan');
    await command.record({ event: 'kiosk.returned', subject: `person:${personId}`, data: { tag } });
  }
  const item = shownAsset(await getAssetRow(tx, assetId, false));
  const did = way === 'borrow' ? ('borrowed' as const) : ('returned' as const);
  command.afterCommit(() => {
    visit.items = [{ did, item, damaged: false }, ...visit.items];
    visit.lastItem = assetId;
  });
  return { ...blankOf(command, code, did, 'done'), item };
}

async function usualDueOn({ tx, now }: CommandContext): Promise<Day> {
  return addDays(dayOf(now), await readSetting(tx, loanDaysSetting));
}

/**
 * A kit by its label: out as a whole, back with everything of it that the borrower has. Nobody has looked into what
 * came back, so that waits for the operator.
 *
 * @throws Failure KIT_INCOMPLETE when a part of it waits for somebody else.
 */
export async function lendKit(
  command: CommandContext,
  visit: Visit,
  { personId, code }: Act,
  { act, kitId }: Extract<KioskDecision, { kitId: number }>,
): Promise<KioskResult> {
  if (personId === null) throw new Error('a kit is only lent to somebody');
  const { tx } = command;
  const isOut = act === 'borrow_kit';
  const dueOn = isOut ? await usualDueOn(command) : null;
  const moved = isOut
    ? await handOverKit(command, { id: kitId, custodian: { kind: 'person', id: personId }, dueOn }, 'scan')
    : await takeBackKit(command, await whatComesBack(command, kitId, personId), 'scan');
  const { name } = moved.kit;
  if (isOut && moved.missing.length > 0) throw new Failure('KIT_INCOMPLETE', { missing: moved.missing.join(', ') });
  const event = isOut ? 'kiosk.borrowed' : 'kiosk.returned';
  await command.record({ event, subject: `person:${personId}`, data: { tag: code, kit: name, dueOn } });
  const facts = { name, count: String(moved.steps.length) };
  if (!isOut)
    await insertException(command, { kind: 'to_check', code, because: 'KIT_RETURNED', facts, personId, assetId: null });
  const parts: KioskItem[] = [];
  for (const { assetId } of moved.steps) parts.push(shownAsset(await getAssetRow(tx, assetId, false)));
  const did = isOut ? ('borrowed' as const) : ('returned' as const);
  command.afterCommit(() => {
    visit.items = [...parts.map((item) => ({ did, item, damaged: false })), ...visit.items];
    visit.kits = [kitId, ...visit.kits];
    visit.lastItem = null;
  });
  const item: KioskItem = { kind: 'kit', id: kitId, tag: code, name, dueOn, quantity: null };
  return { ...blankOf(command, code, did, 'done'), item, waits: !isOut };
}

/** What of the kit others have by now stays with them. */
async function whatComesBack({ tx }: CommandContext, id: number, personId: number) {
  const out = await listKitOut(tx, id);
  const missingAssetIds = out.flatMap(({ id: assetId, person_id: holder }) => (holder === personId ? [] : [assetId]));
  return { id, missingAssetIds, placeId: null, condition: null };
}

/** One of an article from the fullest bin. @throws Failure STOCK_SHORT. */
export async function takeSupply(command: CommandContext, visit: Visit, act: Act): Promise<KioskResult> {
  const { articleId, personId } = supplyOf(act);
  const recipient = { kind: 'person' as const, id: personId };
  await issueStock(command, { articleId, placeId: null, quantity: 1, recipient, note: null });
  return countedOne(command, visit, act, 'taken');
}

/** One of an article comes back to where it was taken from. @throws Failure RETURN_EXCEEDS, NO_PLACE_FOR. */
export async function bringSupply(command: CommandContext, visit: Visit, act: Act): Promise<KioskResult> {
  await bringBack(command, supplyOf(act));
  return countedOne(command, visit, act, 'returned');
}

function supplyOf({ personId, resolved }: Act): { articleId: number; personId: number } {
  if (personId === null || resolved.is !== 'supply') throw new Error('only an article is taken, and only by somebody');
  return { articleId: resolved.id, personId };
}

/** One more of the article went this way in this visit. */
async function countedOne(
  command: CommandContext,
  visit: Visit,
  act: Act,
  did: 'taken' | 'returned',
): Promise<KioskResult> {
  const { articleId, personId } = supplyOf(act);
  const { code } = act;
  const { name } = await getArticleSummary(command.tx, articleId);
  const event = did === 'taken' ? 'kiosk.taken' : 'kiosk.returned';
  await command.record({ event, subject: `person:${personId}`, data: { tag: code, name, quantity: 1 } });
  const same = (each: Visit['items'][number]) =>
    each.did === did && each.item.kind === 'supply' && each.item.id === articleId;
  const before = visit.items.find(same)?.item.quantity ?? 0;
  const item: KioskItem = { kind: 'supply', id: articleId, tag: code, name, dueOn: null, quantity: before + 1 };
  command.afterCommit(() => {
    visit.items = [{ did, item, damaged: false }, ...visit.items.filter((each) => !same(each))];
    visit.lastItem = null;
  });
  return { ...blankOf(command, code, did, 'done'), item };
}
