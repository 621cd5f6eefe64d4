import type { Condition, CustodianKind } from '#shared/features/assets/model.ts';
import { conditionOfCard, lossOfCard, quantityOfCard } from '#shared/features/desk/command-card.ts';
import type { CommandCard } from '#shared/features/desk/command-card.ts';
import { isAlarming, isClosed } from '#shared/features/assets/status.ts';
import { nextDeskStep } from './rules.ts';
import type { DeskDecision, DeskVerb, ScannedAsset, Subject } from './rules.ts';

/**
 * The desk as a state machine without devices, database or window:
 * a scan is resolved to what it stands for, `intentOf` says what it means in
 * this session, the use cases do it, `nextSession` says what the session is
 * about afterwards.
 */
export interface DeskSession {
  /** Whom or where the following scans are about. */
  subject: Subject | null;
  verb: DeskVerb;
  /** The asset whose alarm or question stands on the screen; the next scan answers it or drops it. */
  questionAbout: number | null;
  /** The asset that the session acted on last; cards that tell its condition mean this one. */
  lastActedOn: number | null;
  /** The kit whose parts are being taken back; CONFIRM says that all came, DONE that what is missing did not. */
  kitReturning: number | null;
  /** A card said that the asset which is scanned next is gone; any other scan takes that back. */
  declaring: 'lost' | 'stolen' | null;
}

export const freshSession: DeskSession = {
  subject: null,
  verb: 'by_order',
  questionAbout: null,
  lastActedOn: null,
  kitReturning: null,
  declaring: null,
};

/** What a code stands for, as far as the engine has to know it. */
export type Scanned =
  | { is: 'asset'; asset: ScannedAsset & { id: number } }
  | { is: 'several' }
  /** An article that is counted instead of tagged. */
  | { is: 'supply'; id: number }
  | { is: 'person' | 'place'; id: number }
  | { is: 'kit'; kit: ScannedKit }
  | { is: 'order'; id: number }
  | { is: 'card'; card: CommandCard }
  | { is: 'foreign_card' }
  | { is: 'unknown' }
  | { is: 'refused'; because: CodeRefusal };

/** A kit, and who has it or some of it. */
interface ScannedKit {
  id: number;
  holder: { kind: CustodianKind; id: number } | null;
}

export type CodeRefusal = 'UNREADABLE_CODE' | 'FOREIGN_LINK' | 'MIXED_SCRIPT' | 'CHECK_CHARACTER_WRONG' | 'GS1_UNKNOWN';

export type DeskIntent =
  | { act: 'asset'; assetId: number; decision: DeskDecision }
  | { act: 'pick' }
  | { act: 'issue'; articleId: number; personId: number }
  | { act: 'show_stock'; articleId: number }
  | { act: 'choose'; subject: Subject; verb: DeskVerb }
  | { act: 'end'; kitReturning: number | null }
  | { act: 'kit_show' | 'kit_hand_over' | 'kit_already' | 'kit_return' | 'kit_all_back'; kitId: number }
  | { act: 'receive'; orderId: number }
  | { act: 'return_mode' }
  | { act: 'hand_over_mode' }
  /** What is at the place is counted from now on. */
  | { act: 'count_here'; placeId: number }
  | { act: 'quantity'; quantity: number }
  | { act: 'reprint' }
  | { act: 'door_mode'; placeId: number | null }
  /** Somebody shows his badge at the door of the place. */
  | { act: 'pass_door'; placeId: number; personId: number }
  /** Nobody has the badge that was shown at the door of the place. */
  | { act: 'turn_away'; placeId: number }
  | { act: 'loan' }
  | { act: 'sign' }
  | { act: 'undo' }
  | { act: 'confirm'; assetId: number }
  | { act: 'note_condition'; assetId: number; condition: Condition }
  | { act: 'await_loss'; kind: 'lost' | 'stolen' }
  | { act: 'declare_loss'; kind: 'lost' | 'stolen'; assetId: number }
  | { act: 'unknown' }
  | {
      act: 'refuse';
      because:
        | CodeRefusal
        | 'FOREIGN_CARD'
        | 'KIT_OUT'
        | 'NOTHING_TO_CONFIRM'
        | 'NOTHING_TO_JUDGE'
        | 'NOBODY_TO_SIGN'
        | 'AT_THE_DOOR'
        | 'NO_DOOR'
        | 'NO_PLACE_TO_COUNT';
    };

/** What a scan means in this session. */
export function intentOf(session: DeskSession, scanned: Scanned, confirmed: boolean): DeskIntent {
  switch (scanned.is) {
    case 'asset': {
      const decision = nextDeskStep(scanned.asset, session.subject, confirmed, session.verb);
      // What is gone already, or has left, says so instead.
      if (session.declaring !== null && decision.act !== 'alarm' && !isGone(scanned.asset.status))
        return { act: 'declare_loss', kind: session.declaring, assetId: scanned.asset.id };
      return { act: 'asset', assetId: scanned.asset.id, decision };
    }
    case 'several':
      return { act: 'pick' };
    case 'supply':
      // Somebody who stands at the desk gets it; without anybody the scan only asks how many there are.
      return session.subject?.kind === 'person'
        ? { act: 'issue', articleId: scanned.id, personId: session.subject.id }
        : { act: 'show_stock', articleId: scanned.id };
    case 'person':
      if (session.verb === 'door')
        return atDoor(session, (placeId) => ({ act: 'pass_door', placeId, personId: scanned.id }));
      return { act: 'choose', subject: { kind: 'person', id: scanned.id }, verb: 'by_order' };
    case 'place':
      // While returns are taken, a place says where they are put and does not end the taking.
      return { act: 'choose', subject: { kind: 'place', id: scanned.id }, verb: session.verb };
    case 'kit':
      return intentOfKit(session, scanned.kit);
    case 'order':
      return { act: 'receive', orderId: scanned.id };
    case 'card':
      return intentOfCard(session, scanned.card);
    case 'foreign_card':
      return { act: 'refuse', because: 'FOREIGN_CARD' };
    case 'unknown':
      return session.verb === 'door'
        ? atDoor(session, (placeId) => ({ act: 'turn_away', placeId }))
        : { act: 'unknown' };
    case 'refused':
      return { act: 'refuse', because: scanned.because };
  }
}

/** What a badge asks; before a place was scanned there is no door that it could be asked at. */
function atDoor({ subject }: DeskSession, ask: (placeId: number) => DeskIntent): DeskIntent {
  return subject?.kind === 'place' ? ask(subject.id) : { act: 'refuse', because: 'NO_DOOR' };
}

function isGone(status: ScannedAsset['status']): boolean {
  return isAlarming(status) || isClosed(status);
}

/** A kit after a person is handed to him; one that is out comes back, part by part or all at once. */
function intentOfKit(session: DeskSession, { id: kitId, holder }: ScannedKit): DeskIntent {
  const { subject, verb } = session;
  if (verb === 'door') return { act: 'refuse', because: 'AT_THE_DOOR' };
  if (verb === 'by_order' && subject?.kind === 'person') {
    if (holder === null) return { act: 'kit_hand_over', kitId };
    if (holder.kind === 'person' && holder.id === subject.id) return { act: 'kit_already', kitId };
    return { act: 'refuse', because: 'KIT_OUT' };
  }
  return { act: holder === null ? 'kit_show' : 'kit_return', kitId };
}

function intentOfCard(session: DeskSession, card: CommandCard): DeskIntent {
  switch (card) {
    case 'DONE':
      return { act: 'end', kitReturning: session.kitReturning };
    case 'UNDO':
      return { act: 'undo' };
    case 'CHECK-IN':
      return { act: 'return_mode' };
    case 'CHECK-OUT':
      return { act: 'hand_over_mode' };
    case 'COUNT':
      return session.subject?.kind === 'place'
        ? { act: 'count_here', placeId: session.subject.id }
        : { act: 'refuse', because: 'NO_PLACE_TO_COUNT' };
    case 'REPRINT':
      return { act: 'reprint' };
    case 'TIMES-2':
    case 'TIMES-5':
    case 'TIMES-10': {
      const quantity = quantityOfCard[card];
      return quantity === undefined ? { act: 'unknown' } : { act: 'quantity', quantity };
    }
    case 'ENTRY':
      return { act: 'door_mode', placeId: session.subject?.kind === 'place' ? session.subject.id : null };
    case 'LOAN':
      return { act: 'loan' };
    case 'SIGN':
      return session.subject?.kind === 'person' ? { act: 'sign' } : { act: 'refuse', because: 'NOBODY_TO_SIGN' };
    case 'CONFIRM':
      if (session.questionAbout !== null) return { act: 'confirm', assetId: session.questionAbout };
      return session.kitReturning === null
        ? { act: 'refuse', because: 'NOTHING_TO_CONFIRM' }
        : { act: 'kit_all_back', kitId: session.kitReturning };
    case 'LOST':
    case 'STOLEN': {
      const kind = lossOfCard[card];
      return kind === undefined ? { act: 'unknown' } : { act: 'await_loss', kind };
    }
    case 'GOOD':
    case 'WORN':
    case 'DAMAGED':
    case 'DEFECTIVE': {
      const condition = conditionOfCard[card];
      return session.lastActedOn === null || condition === undefined
        ? { act: 'refuse', because: 'NOTHING_TO_JUDGE' }
        : { act: 'note_condition', assetId: session.lastActedOn, condition };
    }
  }
}

const actingDecisions: ReadonlySet<DeskDecision['act']> = new Set([
  'hand_over',
  'take_back',
  'transfer',
  'move',
  'recover',
]);

/** What the session is about once the intent was carried out. A refused one leaves all but the question as it was. */
export function nextSession(session: DeskSession, intent: DeskIntent): DeskSession {
  const answered = { ...session, questionAbout: null, declaring: null };
  switch (intent.act) {
    case 'asset': {
      const { act } = intent.decision;
      if (act === 'ask' || act === 'alarm') return { ...answered, questionAbout: intent.assetId };
      return actingDecisions.has(act) ? { ...answered, lastActedOn: intent.assetId } : answered;
    }
    case 'choose':
      return {
        ...answered,
        subject: intent.subject,
        verb: intent.verb,
        lastActedOn: null,
        kitReturning: intent.verb === 'check_in' ? session.kitReturning : null,
      };
    case 'end':
      return freshSession;
    case 'return_mode':
      return { ...freshSession, verb: 'check_in' };
    case 'hand_over_mode':
      // Whoever stands at the desk already is whom it is about.
      return { ...freshSession, subject: session.subject?.kind === 'person' ? session.subject : null };
    case 'door_mode':
      return {
        ...freshSession,
        verb: 'door',
        subject: intent.placeId === null ? null : { kind: 'place', id: intent.placeId },
      };
    case 'await_loss':
      return { ...answered, declaring: intent.kind };
    case 'pick':
      // Which of several it is about is still to be said.
      return { ...answered, declaring: session.declaring };
    case 'issue':
    case 'undo':
      return { ...answered, lastActedOn: null };
    case 'kit_return':
      // A place that was scanned before says where the parts are put.
      return {
        ...answered,
        subject: session.subject?.kind === 'place' ? session.subject : null,
        verb: 'check_in',
        lastActedOn: null,
        kitReturning: intent.kitId,
      };
    case 'kit_all_back':
      return { ...answered, lastActedOn: null, kitReturning: null };
    case 'confirm':
    case 'count_here':
    case 'quantity':
    case 'reprint':
    case 'kit_already':
    case 'kit_hand_over':
    case 'kit_show':
    case 'loan':
    case 'declare_loss':
    case 'note_condition':
    case 'pass_door':
    case 'turn_away':
    case 'receive':
    case 'refuse':
    case 'show_stock':
    case 'sign':
    case 'unknown':
      return answered;
  }
}

/** A session that nobody scanned for so long is about nobody any more; what it did can still be undone. */
export function hasTimedOut(session: DeskSession, touchedAt: string, now: string, minutes: number): boolean {
  const { subject, verb, questionAbout, declaring } = session;
  const aboutSomething = subject !== null || verb !== 'by_order' || questionAbout !== null || declaring !== null;
  return aboutSomething && Date.parse(now) - Date.parse(touchedAt) >= minutes * 60_000;
}
