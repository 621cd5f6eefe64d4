import type { AssetRow } from '#shared/features/assets/model.ts';
import type { DeskIncident, DeskKit, DeskOutcome, DeskResult } from '#shared/features/desk/contract.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow, noteSeen } from '#backend/features/assets/index.ts';
import {
  checkIn,
  checkOut,
  listAccessoriesOf,
  listExpectedFor,
  moveAsset,
  noteCondition,
  recoverAsset,
} from '#backend/features/custody/index.ts';
import type { CustodyStep } from '#backend/features/custody/index.ts';
import { noteFoundByScan } from '#backend/features/incidents/index.ts';
import { findKitOfCustody, readKit } from '#backend/features/loans/index.ts';
import type { Outlook } from '#backend/features/loans/index.ts';
import { findOpenStanding } from '#backend/features/security/index.ts';
import { deskKitOf } from './act-on-kit.ts';
import type { DeskIntent } from './engine.ts';
import type { DeskDecision } from './rules.ts';
import { blankResult, orRefusal, refusedBecause } from './result.ts';
import type { Answer, ScanOptions } from './result.ts';
import type { DeskState } from './session-state.ts';
import { loadSubject } from './subject.ts';

type AssetIntent = Extract<DeskIntent, { act: 'asset' }>;

interface OnAsset {
  command: CommandContext;
  state: DeskState;
  code: string;
  asset: AssetRow;
  options: ScanOptions;
  /** What reservations say to a hand-over; null when the scan can't mean one. */
  outlook: Outlook | null;
  /** The open incident that it is lost or stolen by. */
  incident: DeskIncident | null;
}

/** Carries out what the scan of an asset means, or says why not. */
export async function actOnAsset(on: OnAsset, intent: AssetIntent): Promise<Answer> {
  const { command, state, code, asset, incident } = on;
  const blank = { ...blankResult(command, state, code), asset, incident };
  const facts = { tag: asset.tag };
  const told = (result: DeskResult): Answer => ({ result, steps: [], intent });
  const { decision } = intent;
  switch (decision.act) {
    case 'show':
      return told({ ...blank, outcome: 'shown', sound: 'subject' });
    case 'already':
      return told({ ...blank, outcome: 'already', sound: 'again' });
    case 'alarm':
      await noteAlarm(command, asset);
      return told({
        ...blank,
        outcome: 'alarm',
        sound: 'alarm',
        reason: { code: `ASSET_${asset.status.toUpperCase()}`, facts },
      });
    case 'ask':
      return told({
        ...blank,
        outcome: 'needs_confirmation',
        sound: 'elsewhere',
        reason: { code: decision.because, facts: { ...facts, ...factsOfQuestion(on) } },
      });
    case 'note_found':
      if (incident === null) throw new Error('only what an incident holds is noted in it');
      await noteFoundByScan(command, { id: incident.id, assetId: asset.id, placeId: placeOf(state) });
      return told({
        ...blank,
        outcome: 'found_noted',
        sound: 'elsewhere',
        reason: { code: 'INCIDENT_OPEN', facts: { ...facts, number: String(incident.number) } },
      });
    case 'refuse':
      return told(refusedBecause(blank, decision.because, facts));
    case 'hand_over':
    case 'take_back':
    case 'transfer':
    case 'move':
    case 'recover': {
      const { act } = decision;
      return { ...(await orRefusal(blank, () => carryOut(on, blank, act))), intent };
    }
  }
}

/** Where it turned up, when the scans before said where the desk counts or puts away. */
function placeOf({ session: { subject } }: DeskState): number | null {
  return subject?.kind === 'place' ? subject.id : null;
}

/** Who stands in the way: the holder, or whoever reserved it and for when. */
function factsOfQuestion({ asset, outlook }: OnAsset): Record<string, string> {
  return { custodian: asset.custodian?.name ?? '', ...outlook?.takesFrom };
}

/** That a lost or stolen asset turned up is a fact, whatever is then done about it. */
async function noteAlarm(command: CommandContext, asset: AssetRow): Promise<void> {
  await noteSeen(command, [asset.id], 'scan');
  await command.record({
    event: 'desk.alarmRaised',
    subject: `asset:${asset.id}`,
    data: { tag: asset.tag, status: asset.status },
  });
}

type Doing = Extract<DeskDecision['act'], 'hand_over' | 'take_back' | 'transfer' | 'move' | 'recover'>;

const outcomeOf: Readonly<Record<Doing, { outcome: DeskOutcome; needs: Permission }>> = {
  hand_over: { outcome: 'checked_out', needs: 'asset.checkout' },
  transfer: { outcome: 'checked_out', needs: 'asset.checkout' },
  take_back: { outcome: 'checked_in', needs: 'asset.checkin' },
  move: { outcome: 'moved', needs: 'asset.move' },
  recover: { outcome: 'shown', needs: 'asset.edit' },
};

async function carryOut(
  on: OnAsset,
  blank: DeskResult & { asset: AssetRow },
  doing: Doing,
): Promise<{ result: DeskResult; steps: CustodyStep[] }> {
  const { command, state } = on;
  const { outcome, needs } = outcomeOf[doing];
  if (!command.actor.may(needs)) throw new Failure('FORBIDDEN', { permission: needs });
  const steps = await perform(on, doing);
  const asset = await getAssetRow(command.tx, blank.asset.id, false);
  const subject = state.session.subject ? await loadSubject(command.tx, state.session.subject) : null;
  const from = blank.asset.custodian?.name ?? blank.asset.place?.name ?? null;
  const kit = doing === 'take_back' ? await kitOfReturned(command, steps) : null;
  const accessories = await accessoriesOf(command, steps.at(-1));
  return {
    result: {
      ...blank,
      outcome,
      sound: 'done',
      asset,
      kit,
      accessories,
      notes: await notesOf(command, asset),
      from,
      subject,
      dueOn: asset.dueOn,
    },
    steps,
  };
}

/** That the asset has to be kept in a secure place and now is not. */
async function notesOf({ tx }: CommandContext, { id, tag }: AssetRow): Promise<DeskResult['notes']> {
  const where = await findOpenStanding(tx, id);
  if (where === null) return [];
  return [{ code: where === '' ? 'KEEP_SECURE' : 'KEEP_SECURE_AT', facts: { tag, place: where } }];
}

/** What went out with the asset, or should have come back with it. */
async function accessoriesOf({ tx }: CommandContext, step: CustodyStep | undefined): Promise<string[]> {
  if (!step || step.custodyId === null || (step.kind !== 'checked_out' && step.kind !== 'checked_in')) return [];
  return listAccessoriesOf(tx, step.custodyId);
}

/** The kit to which belongs what came back, so that the desk can tell what of it is not back yet. */
async function kitOfReturned({ tx, now }: CommandContext, steps: readonly CustodyStep[]): Promise<DeskKit | null> {
  const custodyId = steps[0]?.custodyId ?? null;
  const kit = custodyId === null ? undefined : await findKitOfCustody(tx, custodyId);
  return kit ? deskKitOf(await readKit(tx, kit.id, dayOf(now))) : null;
}

async function perform({ command, state, asset, options, outlook }: OnAsset, doing: Doing): Promise<CustodyStep[]> {
  const assetId = asset.id;
  const { subject } = state.session;
  const placeId = doing === 'take_back' && subject?.kind === 'place' ? subject.id : null;
  const back = { assetId, placeId, condition: null, note: null };
  if (doing === 'take_back') return [await checkIn(command, back, 'scan')];
  if (doing === 'recover') return [await recoverAsset(command, assetId, 'scan')];
  if (!subject) return [];
  if (doing === 'move') return [await moveAsset(command, { assetId, placeId: subject.id, note: null }, 'scan')];
  const returned = doing === 'transfer' ? [await checkIn(command, back, 'scan')] : [];
  // What was reserved, or belongs to a pool, goes out for a time even when nobody says so.
  const dueOn = options.dueOn ?? outlook?.proposedDueOn ?? null;
  const despiteReservation = options.confirmed;
  const accessories = await listExpectedFor(command.tx, assetId);
  const terms = { dueOn, condition: null, note: null, accessories, despiteReservation };
  const handOver = { assetId, custodian: subject, ...terms };
  return [...returned, await checkOut(command, handOver, 'scan')];
}

/** The operator puts what came back where there is room for its kind. */
export async function putAway(
  { command, state, code, asset }: Pick<OnAsset, 'command' | 'state' | 'code' | 'asset'>,
  placeId: number,
): Promise<Answer> {
  const blank = { ...blankResult(command, state, code), asset };
  const step = await orRefusal(blank, () => moveAsset(command, { assetId: asset.id, placeId, note: null }));
  const moved = await getAssetRow(command.tx, asset.id, false);
  return {
    result: {
      ...blank,
      outcome: 'moved',
      sound: 'done',
      asset: moved,
      notes: await notesOf(command, moved),
      from: asset.place?.name ?? null,
    },
    steps: [step],
    intent: { act: 'asset', assetId: asset.id, decision: { act: 'move' } },
  };
}

/** A card said in which condition the asset is that was scanned before it. */
export async function judge(
  on: Pick<OnAsset, 'command' | 'state' | 'code'>,
  intent: Extract<DeskIntent, { act: 'note_condition' }>,
): Promise<Answer> {
  const { command, state, code } = on;
  const before = await getAssetRow(command.tx, intent.assetId, false);
  const blank = { ...blankResult(command, state, code), asset: before };
  if (before.condition === intent.condition)
    return { result: { ...blank, outcome: 'already', sound: 'again' }, steps: [], intent };
  if (!command.actor.may('asset.checkin')) throw new Failure('FORBIDDEN', { permission: 'asset.checkin' });
  const step = await orRefusal(blank, () => noteCondition(command, intent));
  const asset = await getAssetRow(command.tx, intent.assetId, false);
  return { result: { ...blank, outcome: 'condition_noted', sound: 'done', asset }, steps: [step], intent };
}
