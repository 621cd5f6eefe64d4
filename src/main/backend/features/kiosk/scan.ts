import type { KioskOutcome, KioskPolicy, KioskResult } from '#shared/features/kiosk/contract.ts';
import type { DeskSound } from '#shared/features/desk/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { noteSeen } from '#backend/features/assets/index.ts';
import { resolveCode } from '#backend/features/desk/index.ts';
import type { ResolvedCode } from '#backend/features/desk/index.ts';
import { noteReadBack } from '#backend/features/labels/index.ts';
import { readKit } from '#backend/features/loans/index.ts';
import { countOutOf, getArticleSummary } from '#backend/features/supplies/index.ts';
import { holderOf, itemOf, loadBorrower, shownAsset } from './borrower.ts';
import { insertException, noteDamage } from './exceptions.ts';
import { bringSupply, blankOf, lend, lendKit, takeSupply } from './lend.ts';
import type { Act } from './lend.ts';
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
  const scanned = await scannedOf(command, resolved, policy, visit.personId);
  const borrower = visit.personId === null ? null : (await loadBorrower(tx, visit.personId, { ...policy, now })).person;
  const facts = { borrower, ...doneIn(visit), lastItem: visit.lastItem, returning: visit.returning };
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

/** What this visit took or brought. */
function doneIn({ items, kits }: Visit) {
  return { doneWith: items.flatMap(({ item: { kind, id } }) => (kind === 'asset' ? [id] : [])), doneWithKits: kits };
}

async function scannedOf(
  command: CommandContext,
  resolved: ResolvedCode,
  policy: KioskPolicy,
  personId: number | null,
): Promise<KioskScanned> {
  const { tx, now } = command;
  switch (resolved.is) {
    case 'person':
      return { is: 'person', person: (await loadBorrower(tx, resolved.id, { ...policy, now })).person };
    case 'asset':
      return { is: 'asset', item: await itemOf(tx, resolved.asset, policy) };
    case 'card':
      return { is: 'card', card: resolved.card };
    case 'several':
      return { is: 'several' };
    case 'kit': {
      const { id, holder } = resolved.kit;
      const { complete } = await readKit(tx, id, dayOf(now));
      return { is: 'kit', kit: { id, holder: holderOf(holder), complete } };
    }
    case 'supply': {
      if (!command.actor.may('supply.move')) return { is: 'other' };
      const out = personId === null ? 0 : await countOutOf(tx, resolved.id, personId);
      return { is: 'supply', stock: (await getArticleSummary(tx, resolved.id)).stock, out };
    }
    case 'place':
    case 'order':
      return { is: 'other' };
    case 'foreign_card':
    case 'unknown':
    case 'refused':
      return { is: 'unknown' };
  }
}

async function carryOut(command: CommandContext, visit: Visit, act: Act): Promise<KioskResult> {
  const { code, decision, asset, personId } = act;
  const told = (outcome: KioskOutcome, sound: DeskSound): KioskResult => ({
    ...blankOf(command, code, outcome, sound),
    item: asset === null ? null : shownAsset(asset),
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
    case 'borrow_kit':
    case 'return_kit':
      return lendKit(command, visit, act, decision);
    case 'take':
      return takeSupply(command, visit, act);
    case 'bring':
      return bringSupply(command, visit, act);
    case 'return_mode':
      command.afterCommit(() => {
        visit.returning = true;
      });
      return told('returning', 'subject');
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
    item: asset === null ? null : { ...shownAsset(asset), dueOn: null },
    reason: { code: because, facts },
    waits: true,
  };
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
