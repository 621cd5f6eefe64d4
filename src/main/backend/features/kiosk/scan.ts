import type { KioskOutcome, KioskResult } from '#shared/features/kiosk/contract.ts';
import type { DeskSound } from '#shared/features/desk/contract.ts';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow, noteSeen } from '#backend/features/assets/index.ts';
import { checkIn, checkOut, loanDaysSetting } from '#backend/features/custody/index.ts';
import { resolveCode } from '#backend/features/desk/index.ts';
import type { ResolvedCode } from '#backend/features/desk/index.ts';
import { noteReadBack } from '#backend/features/labels/index.ts';
import { itemOf, loadBorrower, shownAsset } from './borrower.ts';
import { insertException, noteDamage } from './exceptions.ts';
import { kioskPolicySetting } from './policy.ts';
import { decideAtKiosk } from './rules.ts';
import type { KioskDecision, KioskScanned } from './rules.ts';
import { endIfOver, endVisit, inTurn, visitOf } from './visit.ts';
import type { Visit } from './visit.ts';

/** A badge or an item before the kiosk. What custody refuses waits for the operator instead of being lost. */
export async function scanAtKiosk(
  call: Call,
  input: { text: string; usText?: string | undefined },
): Promise<KioskResult> {
  const { backend, session } = call;
  const visit = visitOf(session);
  const actor = actingOperator(session);
  return inTurn(visit, async () => {
    try {
      return await inTransaction(backend, actor, (command) => answer(command, visit, input));
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'FORBIDDEN' || error.code.startsWith('STORAGE_')) throw error;
      const failure = error;
      return inTransaction(backend, actor, (command) => putAside(command, visit, input, failure));
    }
  });
}

async function answer(
  command: CommandContext,
  visit: Visit,
  input: { text: string; usText?: string | undefined },
): Promise<KioskResult> {
  const { tx, now } = command;
  const policy = await readSetting(tx, kioskPolicySetting);
  endIfOver(visit, now, policy.idleSeconds);
  const { resolved } = await resolveCode(tx, { text: input.text, usText: input.usText });
  await noteReadBack(command, resolved.code);
  const scanned = await scannedOf(command, resolved, policy);
  const borrower = visit.personId === null ? null : (await loadBorrower(tx, visit.personId, { ...policy, now })).person;
  const facts = { borrower, doneWith: visit.items.map(({ asset }) => asset.id), lastItem: visit.lastItem };
  const decision = decideAtKiosk(facts, scanned, policy);
  const asset = resolved.is === 'asset' ? resolved.asset : null;
  const personId = decision.act === 'welcome' && resolved.is === 'person' ? resolved.id : visit.personId;
  const result = await carryOut(command, visit, { code: resolved.code, decision, asset, personId, resolved });
  const shown =
    decision.act === 'finish' || personId === null
      ? null
      : (await loadBorrower(tx, personId, { ...policy, now })).shown;
  command.afterCommit(() => {
    visit.touchedAt = now;
  });
  return { ...result, borrower: shown };
}

async function scannedOf(
  command: CommandContext,
  resolved: ResolvedCode,
  policy: { categoryIds: readonly number[]; blockOverdue: boolean },
): Promise<KioskScanned> {
  const { tx, now } = command;
  switch (resolved.is) {
    case 'person':
      return { is: 'person', person: (await loadBorrower(tx, resolved.id, { ...policy, now })).person };
    case 'asset':
      return { is: 'asset', item: await itemOf(tx, resolved.asset, policy.categoryIds) };
    case 'card':
      return { is: 'card', card: resolved.card };
    case 'several':
      return { is: 'several' };
    case 'place':
    case 'supply':
    case 'kit':
    case 'order':
      return { is: 'other' };
    case 'foreign_card':
    case 'unknown':
    case 'refused':
      return { is: 'unknown' };
  }
}

interface Act {
  code: string;
  decision: KioskDecision;
  asset: AssetRow | null;
  personId: number | null;
  resolved: ResolvedCode;
}

export const blankOf = (
  command: CommandContext,
  code: string,
  outcome: KioskOutcome,
  sound: DeskSound,
): KioskResult => ({
  outcome,
  sound,
  code,
  asset: null,
  borrower: null,
  reason: null,
  waits: false,
  at: command.now,
});

async function carryOut(command: CommandContext, visit: Visit, act: Act): Promise<KioskResult> {
  const { code, decision, asset, personId } = act;
  const told = (outcome: KioskOutcome, sound: DeskSound): KioskResult => ({
    ...blankOf(command, code, outcome, sound),
    asset: asset === null ? null : shownAsset(asset),
  });
  switch (decision.act) {
    case 'welcome':
      command.afterCommit(() => {
        endVisit(visit);
        visit.personId = personId;
      });
      return told('welcome', 'subject');
    case 'finish':
      command.afterCommit(() => endVisit(visit));
      return told('finished', 'subject');
    case 'already':
      return told('already', 'again');
    case 'refuse':
      return { ...told('refused', 'elsewhere'), reason: { code: decision.because, facts: {} } };
    case 'except':
      return except(command, act, decision);
    case 'note_damage':
      return noteDamage(command, visit, { assetId: decision.assetId, remark: null });
    case 'borrow':
    case 'return':
      return lend(command, visit, act, decision.act);
  }
}

async function except(
  command: CommandContext,
  { code, asset, personId, resolved }: Act,
  { kind, because }: Extract<KioskDecision, { act: 'except' }>,
): Promise<KioskResult> {
  // Whoever is blocked is himself what the operator has to look at.
  const about = resolved.is === 'person' ? resolved.id : personId;
  const facts: Record<string, string> = asset === null ? { code } : { tag: asset.tag };
  if (kind === 'alarm' && asset !== null) await noteSeen(command, [asset.id], 'scan');
  await insertException(command, { kind, code, because, facts, personId: about, assetId: asset?.id ?? null });
  return {
    ...blankOf(command, code, 'refused', 'unknown'),
    asset: asset === null ? null : { ...shownAsset(asset), dueOn: null },
    reason: { code: because, facts },
    waits: true,
  };
}

/** Out or back by the same use cases as at the desk; that it was a kiosk stands in the journal beside it. */
async function lend(command: CommandContext, visit: Visit, act: Act, way: 'borrow' | 'return'): Promise<KioskResult> {
  const { asset, personId, code } = act;
  if (asset === null || personId === null) throw new Error('only an item is lent, and only to somebody');
  const { tx, now } = command;
  if (way === 'borrow') {
    const dueOn = addDays(dayOf(now), await readSetting(tx, loanDaysSetting));
    const custodian = { kind: 'person' as const, id: personId };
    await checkOut(command, { assetId: asset.id, custodian, dueOn, condition: null, note: null }, 'scan');
    await command.record({ event: 'kiosk.borrowed', subject: `person:${personId}`, data: { tag: asset.tag, dueOn } });
  } else {
    await checkIn(command, { assetId: asset.id, placeId: null, condition: null, note: null }, 'scan');
    await command.record({ event: 'kiosk.returned', subject: `person:${personId}`, data: { tag: asset.tag } });
  }
  const after = shownAsset(await getAssetRow(tx, asset.id, false));
  const did = way === 'borrow' ? ('borrowed' as const) : ('returned' as const);
  command.afterCommit(() => {
    visit.items = [{ did, asset: after, damaged: false }, ...visit.items];
    visit.lastItem = asset.id;
  });
  return { ...blankOf(command, code, did, 'done'), asset: after };
}

/** What custody refused half way was rolled back; that it was tried is kept for the operator. */
async function putAside(
  command: CommandContext,
  visit: Visit,
  input: { text: string; usText?: string | undefined },
  { code: because, facts }: Failure,
): Promise<KioskResult> {
  const { tx, now } = command;
  const { resolved } = await resolveCode(tx, { text: input.text, usText: input.usText });
  const texts = Object.fromEntries(Object.entries(facts ?? {}).map(([name, value]) => [name, String(value)]));
  const assetId = resolved.is === 'asset' ? resolved.asset.id : null;
  const { code } = resolved;
  await insertException(command, { kind: 'refused', code, because, facts: texts, personId: visit.personId, assetId });
  const policy = await readSetting(tx, kioskPolicySetting);
  const borrower = visit.personId === null ? null : (await loadBorrower(tx, visit.personId, { ...policy, now })).shown;
  return {
    ...blankOf(command, code, 'refused', 'unknown'),
    borrower,
    reason: { code: because, facts: texts },
    waits: true,
  };
}
