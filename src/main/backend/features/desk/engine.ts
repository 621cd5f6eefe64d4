import type { Condition } from '#shared/features/assets/model.ts';
import { conditionOfCard } from '#shared/features/desk/command-card.ts';
import type { CommandCard } from '#shared/features/desk/command-card.ts';
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
}

export const freshSession: DeskSession = { subject: null, verb: 'by_order', questionAbout: null, lastActedOn: null };

/** What a code stands for, as far as the engine has to know it. */
export type Scanned =
  | { is: 'asset'; asset: ScannedAsset & { id: number } }
  | { is: 'several' }
  | { is: 'person' | 'place'; id: number }
  | { is: 'card'; card: CommandCard }
  | { is: 'foreign_card' }
  | { is: 'unknown' }
  | { is: 'refused'; because: CodeRefusal };

export type CodeRefusal = 'UNREADABLE_CODE' | 'FOREIGN_LINK' | 'MIXED_SCRIPT' | 'CHECK_CHARACTER_WRONG' | 'GS1_UNKNOWN';

export type DeskIntent =
  | { act: 'asset'; assetId: number; decision: DeskDecision }
  | { act: 'pick' }
  | { act: 'choose'; subject: Subject; verb: DeskVerb }
  | { act: 'end' }
  | { act: 'return_mode' }
  | { act: 'loan' }
  | { act: 'sign' }
  | { act: 'undo' }
  | { act: 'confirm'; assetId: number }
  | { act: 'note_condition'; assetId: number; condition: Condition }
  | { act: 'unknown' }
  | {
      act: 'refuse';
      because: CodeRefusal | 'FOREIGN_CARD' | 'NOTHING_TO_CONFIRM' | 'NOTHING_TO_JUDGE' | 'NOBODY_TO_SIGN';
    };

/** What a scan means in this session. */
export function intentOf(session: DeskSession, scanned: Scanned, confirmed: boolean): DeskIntent {
  switch (scanned.is) {
    case 'asset': {
      const decision = nextDeskStep(scanned.asset, session.subject, confirmed, session.verb);
      return { act: 'asset', assetId: scanned.asset.id, decision };
    }
    case 'several':
      return { act: 'pick' };
    case 'person':
      return { act: 'choose', subject: { kind: 'person', id: scanned.id }, verb: 'by_order' };
    case 'place':
      // While returns are taken, a place says where they are put and does not end the taking.
      return { act: 'choose', subject: { kind: 'place', id: scanned.id }, verb: session.verb };
    case 'card':
      return intentOfCard(session, scanned.card);
    case 'foreign_card':
      return { act: 'refuse', because: 'FOREIGN_CARD' };
    case 'unknown':
      return { act: 'unknown' };
    case 'refused':
      return { act: 'refuse', because: scanned.because };
  }
}

function intentOfCard(session: DeskSession, card: CommandCard): DeskIntent {
  switch (card) {
    case 'DONE':
      return { act: 'end' };
    case 'UNDO':
      return { act: 'undo' };
    case 'CHECK-IN':
      return { act: 'return_mode' };
    case 'LOAN':
      return { act: 'loan' };
    case 'SIGN':
      return session.subject?.kind === 'person' ? { act: 'sign' } : { act: 'refuse', because: 'NOBODY_TO_SIGN' };
    case 'CONFIRM':
      return session.questionAbout === null
        ? { act: 'refuse', because: 'NOTHING_TO_CONFIRM' }
        : { act: 'confirm', assetId: session.questionAbout };
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
  const answered = { ...session, questionAbout: null };
  switch (intent.act) {
    case 'asset': {
      const { act } = intent.decision;
      if (act === 'ask' || act === 'alarm') return { ...session, questionAbout: intent.assetId };
      return actingDecisions.has(act) ? { ...answered, lastActedOn: intent.assetId } : answered;
    }
    case 'choose':
      return { ...answered, subject: intent.subject, verb: intent.verb, lastActedOn: null };
    case 'end':
      return freshSession;
    case 'return_mode':
      return { ...freshSession, verb: 'check_in' };
    case 'undo':
      return { ...answered, lastActedOn: null };
    case 'confirm':
    case 'loan':
    case 'note_condition':
    case 'pick':
    case 'refuse':
    case 'sign':
    case 'unknown':
      return answered;
  }
}

/** A session that nobody scanned for so long is about nobody any more; what it did can still be undone. */
export function hasTimedOut(session: DeskSession, touchedAt: string, now: string, minutes: number): boolean {
  const aboutSomething = session.subject !== null || session.verb !== 'by_order' || session.questionAbout !== null;
  return aboutSomething && Date.parse(now) - Date.parse(touchedAt) >= minutes * 60_000;
}
