import { findDoor, passDoor, turnAway, countInside } from '#backend/features/security/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import type { DeskIntent } from './engine.ts';
import { blankResult, orRefusal, refusedBecause } from './result.ts';
import type { Answer, Asked } from './result.ts';
import { loadSubject } from './subject.ts';

type Opening = Extract<DeskIntent, { act: 'door_mode' | 'choose' }>;

const mayAsk = ({ command }: Asked): boolean => command.actor.may('asset.move');

/**
 * Badges ask to enter from now on. A place says at which door: its own, or that of the secure place around it. One that
 * was chosen before the card and has no door is put away, one that is scanned after it is refused.
 */
export async function openDoor(asked: Asked, intent: Opening): Promise<Answer> {
  const { command, state, resolved } = asked;
  const blank = blankResult(command, state, resolved.code);
  if (!mayAsk(asked)) return refusal(asked, 'MAY_NOT_ASK_AT_DOOR');
  const placeId = intent.act === 'choose' ? intent.subject.id : intent.placeId;
  const door = placeId === null ? null : await findDoor(command.tx, placeId);
  if (door === null && intent.act === 'choose' && placeId !== null) {
    const { name } = await loadSubject(command.tx, intent.subject);
    return refusal(asked, 'PLACE_NOT_SECURE', { place: name });
  }
  return {
    result: {
      ...blank,
      outcome: 'door',
      sound: 'subject',
      subject: door === null ? null : await loadSubject(command.tx, { kind: 'place', id: door }),
    },
    steps: [],
    intent: { act: 'door_mode', placeId: door },
  };
}

function refusal({ command, state, resolved }: Asked, because: string, facts: Record<string, string> = {}): Answer {
  return {
    result: refusedBecause(blankResult(command, state, resolved.code), because, facts),
    steps: [],
    // The session goes on as it was.
    intent: { act: 'unknown' },
  };
}

/** Yes or no to whoever shows his badge, written down either way. */
export async function passDoorAt(asked: Asked, intent: Extract<DeskIntent, { act: 'pass_door' }>): Promise<Answer> {
  const { command, state, resolved } = asked;
  if (!mayAsk(asked)) return refusal(asked, 'MAY_NOT_ASK_AT_DOOR');
  const { placeId, personId } = intent;
  const blank = blankResult(command, state, resolved.code);
  const { verdict, by, inside } = await orRefusal(blank, () => passDoor(command, { placeId, personId }));
  const { name } = await getPerson(command.tx, personId);
  const place = state.subject?.name ?? '';
  const isTurnedAway = verdict === 'not_listed' || verdict === 'has_gone';
  return {
    result: {
      ...blank,
      outcome: isTurnedAway ? 'turned_away' : verdict,
      sound: isTurnedAway ? 'unknown' : verdict === 'left' ? 'again' : 'done',
      visit: { person: { id: personId, name }, place, verdict, by, inside },
      reason: isTurnedAway ? { code: `DOOR_${verdict.toUpperCase()}`, facts: { name, place } } : null,
    },
    steps: [],
    intent,
  };
}

/** A badge of nobody is an attempt as well. */
export async function turnAwayAt(asked: Asked, intent: Extract<DeskIntent, { act: 'turn_away' }>): Promise<Answer> {
  const { command, state, resolved } = asked;
  if (!mayAsk(asked)) return refusal(asked, 'MAY_NOT_ASK_AT_DOOR');
  const blank = blankResult(command, state, resolved.code);
  await orRefusal(blank, () => turnAway(command, { placeId: intent.placeId, badge: resolved.code }));
  const place = state.subject?.name ?? '';
  const inside = await countInside(command.tx, intent.placeId);
  return {
    result: {
      ...blank,
      outcome: 'turned_away',
      sound: 'unknown',
      visit: { person: null, place, verdict: 'not_listed', by: null, inside },
      reason: { code: 'DOOR_BADGE_UNKNOWN', facts: { place } },
    },
    steps: [],
    intent,
  };
}
