import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { cardOfCode, codeOfCard, commandCards } from '#shared/features/desk/command-card.ts';
import { tag } from '#shared/features/assets/model.ts';
import { freshSession, hasTimedOut, intentOf, nextSession } from './engine.ts';
import type { DeskSession, Scanned } from './engine.ts';

const alice = { kind: 'person', id: 1 } as const;
const shelf = { kind: 'place', id: 7 } as const;
const inStock = { id: 5, status: 'in_stock', custodian: null, placeId: 3 } as const;
const out = { id: 6, status: 'in_use', custodian: alice, placeId: 3 } as const;
const stolen = { id: 8, status: 'stolen', custodian: null, placeId: null } as const;

const card = (name: (typeof commandCards)[number]): Scanned => ({ is: 'card', card: name });
const kit = (holder: typeof alice | null): Scanned => ({ is: 'kit', kit: { id: 4, holder } });
const asset = (scanned: {
  id: number;
  status: (typeof assetStatuses)[number];
  custodian: typeof alice | null;
  placeId: number | null;
  reservedForOther?: boolean;
}): Scanned => ({ is: 'asset', asset: scanned });

/** What the last of the scans means, and the session after all of them. */
function run(scans: readonly Scanned[], start: DeskSession = freshSession) {
  let session = start;
  let intent = intentOf(session, { is: 'unknown' }, false);
  for (const scanned of scans) {
    intent = intentOf(session, scanned, false);
    session = nextSession(session, intent);
  }
  return { intent, session };
}

const person: Scanned = { is: 'person', id: 1 };
const place: Scanned = { is: 'place', id: 7 };

describe('the order of scans', () => {
  it.each([
    ['a badge chooses whom', [person], { act: 'choose', subject: alice }],
    ['badge, asset: hands over', [person, asset(inStock)], { act: 'asset', decision: { act: 'hand_over' } }],
    ['place, asset: moves', [place, asset(inStock)], { act: 'asset', decision: { act: 'move' } }],
    ['asset that is out: comes back', [asset(out)], { act: 'asset', decision: { act: 'take_back' } }],
    [
      'badge, DONE, asset: only shown',
      [person, card('DONE'), asset(inStock)],
      { act: 'asset', decision: { act: 'show' } },
    ],
    [
      'badge, another badge: the other',
      [person, { is: 'person', id: 2 }],
      { act: 'choose', subject: { kind: 'person', id: 2 } },
    ],
    [
      'CHECK-IN, asset out: comes back',
      [card('CHECK-IN'), asset(out)],
      { act: 'asset', decision: { act: 'take_back' } },
    ],
    [
      'CHECK-IN, asset in stock: said',
      [card('CHECK-IN'), asset(inStock)],
      { act: 'asset', decision: { act: 'already' } },
    ],
    [
      'badge, CHECK-IN, asset of another: comes back all the same',
      [person, card('CHECK-IN'), asset(out)],
      { act: 'asset', decision: { act: 'take_back' } },
    ],
    [
      'CHECK-IN, place, asset: comes back to there',
      [card('CHECK-IN'), place, asset(out)],
      { act: 'asset', decision: { act: 'take_back' } },
    ],
    [
      'CHECK-IN, badge, asset: hands over again',
      [card('CHECK-IN'), person, asset(inStock)],
      { act: 'asset', decision: { act: 'hand_over' } },
    ],
    [
      'ENTRY, place, badge: asks to enter',
      [card('ENTRY'), place, person],
      { act: 'pass_door', placeId: 7, personId: 1 },
    ],
    [
      'place, ENTRY, badge: asks to enter',
      [place, card('ENTRY'), person],
      { act: 'pass_door', placeId: 7, personId: 1 },
    ],
    ['ENTRY, badge: which door?', [card('ENTRY'), person], { act: 'refuse', because: 'NO_DOOR' }],
    ['ENTRY, place, unknown: an attempt', [card('ENTRY'), place, { is: 'unknown' }], { act: 'turn_away', placeId: 7 }],
    [
      'ENTRY, place, kit: nothing goes out',
      [card('ENTRY'), place, kit(null)],
      { act: 'refuse', because: 'AT_THE_DOOR' },
    ],
    ['ENTRY, place, DONE, badge: chooses whom', [card('ENTRY'), place, card('DONE'), person], { act: 'choose' }],
    [
      'ENTRY, place, stolen asset: alarm all the same',
      [card('ENTRY'), place, asset(stolen)],
      { act: 'asset', decision: { act: 'alarm' } },
    ],
    ['stolen asset: alarm', [asset(stolen)], { act: 'asset', decision: { act: 'alarm' } }],
    ['stolen asset, CONFIRM: asked again', [asset(stolen), card('CONFIRM')], { act: 'confirm', assetId: 8 }],
    ['CONFIRM without a question', [card('CONFIRM')], { act: 'refuse', because: 'NOTHING_TO_CONFIRM' }],
    [
      'alarm, another scan, CONFIRM: the question is gone',
      [asset(stolen), asset(inStock), card('CONFIRM')],
      { act: 'refuse' },
    ],
    [
      'alarm, an unknown code, CONFIRM: the question is gone',
      [asset(stolen), { is: 'unknown' }, card('CONFIRM')],
      { act: 'refuse' },
    ],
    [
      'returned asset, DAMAGED',
      [asset(out), card('DAMAGED')],
      { act: 'note_condition', assetId: 6, condition: 'damaged' },
    ],
    ['DAMAGED before any asset', [card('DAMAGED')], { act: 'refuse', because: 'NOTHING_TO_JUDGE' }],
    ['DAMAGED after an asset that was only shown', [asset(inStock), card('DAMAGED')], { act: 'refuse' }],
    ['SIGN without a person', [place, card('SIGN')], { act: 'refuse', because: 'NOBODY_TO_SIGN' }],
    ['SIGN for a person', [person, card('SIGN')], { act: 'sign' }],
    ['badge, kit: hands over all its parts', [person, kit(null)], { act: 'kit_hand_over', kitId: 4 }],
    ['kit on its own: shown', [kit(null)], { act: 'kit_show', kitId: 4 }],
    ['kit that is out: comes back', [kit(alice)], { act: 'kit_return', kitId: 4 }],
    ['badge, kit that he has: said', [person, kit(alice)], { act: 'kit_already', kitId: 4 }],
    ['badge, kit of another', [{ is: 'person', id: 2 }, kit(alice)], { act: 'refuse', because: 'KIT_OUT' }],
    ['kit that is out, CONFIRM: all of it is back', [kit(alice), card('CONFIRM')], { act: 'kit_all_back', kitId: 4 }],
    [
      'kit that is out, part, DONE: what is missing is noted',
      [kit(alice), asset(out), card('DONE')],
      { act: 'end', kitReturning: 4 },
    ],
    [
      'kit that is out, badge, DONE: the kit is forgotten',
      [kit(alice), person, card('DONE')],
      { act: 'end', kitReturning: null },
    ],
    ['purchase order: is received', [{ is: 'order', id: 9 }], { act: 'receive', orderId: 9 }],
    [
      'badge, reserved for another: asked',
      [person, asset({ ...inStock, reservedForOther: true })],
      { act: 'asset', decision: { act: 'ask', because: 'RESERVED_FOR_OTHER' } },
    ],
    ['UNDO', [card('UNDO')], { act: 'undo' }],
    [
      'CHECK-IN, CHECK-OUT, asset in stock: only shown',
      [card('CHECK-IN'), card('CHECK-OUT'), asset(inStock)],
      { act: 'asset', decision: { act: 'show' } },
    ],
    [
      'badge, CHECK-OUT, asset: hands over all the same',
      [person, card('CHECK-OUT'), asset(inStock)],
      { act: 'asset', decision: { act: 'hand_over' } },
    ],
    ['place, COUNT: goes on counting there', [place, card('COUNT')], { act: 'count_here', placeId: 7 }],
    ['badge, COUNT: which place?', [person, card('COUNT')], { act: 'refuse', because: 'NO_PLACE_TO_COUNT' }],
    ['TIMES-5', [card('TIMES-5')], { act: 'quantity', quantity: 5 }],
    [
      'badge, TIMES-10, article: is issued to whom it was about',
      [person, card('TIMES-10'), { is: 'supply', id: 3 }],
      { act: 'issue', articleId: 3, personId: 1 },
    ],
    ['REPRINT', [asset(inStock), card('REPRINT')], { act: 'reprint' }],
    ['LOAN', [card('LOAN')], { act: 'loan' }],
    ['a card of somebody else', [{ is: 'foreign_card' }], { act: 'refuse', because: 'FOREIGN_CARD' }],
  ] satisfies [string, Scanned[], object][])('[K1] %s', (_, scans, expected) => {
    expect(run(scans).intent).toMatchObject(expected);
  });

  it('[K1] a place scanned while returns are taken does not end the taking; a badge and DONE do', () => {
    expect(run([card('CHECK-IN'), place]).session).toMatchObject({ verb: 'check_in', subject: shelf });
    expect(run([card('CHECK-IN'), person]).session).toMatchObject({ verb: 'by_order', subject: alice });
    expect(run([card('CHECK-IN'), card('DONE')]).session).toEqual(freshSession);
  });
});

const anyScan: fc.Arbitrary<Scanned> = fc.oneof(
  fc.constantFrom(...commandCards).map((name): Scanned => card(name)),
  fc.constantFrom<Scanned>(
    person,
    place,
    { is: 'unknown' },
    { is: 'several' },
    { is: 'foreign_card' },
    kit(null),
    kit(alice),
    {
      is: 'order',
      id: 9,
    },
  ),
  fc
    .record({ id: fc.integer({ min: 1, max: 5 }), status: fc.constantFrom(...assetStatuses), held: fc.boolean() })
    .map(({ id, status, held }) => asset({ id, status, custodian: held ? alice : null, placeId: 3 })),
);

describe('whatever is scanned', () => {
  it('[S2] a lost or stolen asset is acted upon only by the CONFIRM card right after its alarm', () => {
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 12 }), anyScan, (before, last) => {
        const { session } = run(before);
        const intent = intentOf(session, last, false);
        const alarming = last.is === 'asset' && (last.asset.status === 'lost' || last.asset.status === 'stolen');
        if (alarming) expect(intent).toMatchObject({ act: 'asset', decision: { act: 'alarm' } });
        if (intent.act === 'confirm') {
          const previous = before.at(-1);
          expect(previous?.is === 'asset' && previous.asset.id === intent.assetId).toBe(true);
        }
      }),
    );
  });

  it('[K1] a question never outlives the next scan', () => {
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 12 }), (scans) => {
        const { session, intent } = run(scans);
        const asks = intent.act === 'asset' && ['ask', 'alarm'].includes(intent.decision.act);
        expect(session.questionAbout !== null).toBe(scans.length > 0 && asks);
      }),
    );
  });

  it('[K1] after DONE it is as if nothing had been scanned', () => {
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 12 }), (scans) => {
        expect(run([...scans, card('DONE')]).session).toEqual(freshSession);
      }),
    );
  });
});

describe('the time-out', () => {
  const start = '2026-11-24T08:00:00.000Z';
  it('[K1] ends a session that is about somebody, exactly when the time is up', () => {
    const session = run([person]).session;
    expect(hasTimedOut(session, start, '2026-11-24T08:04:59.999Z', 5)).toBe(false);
    expect(hasTimedOut(session, start, '2026-11-24T08:05:00.000Z', 5)).toBe(true);
    expect(hasTimedOut(run([card('CHECK-IN')]).session, start, '2026-11-24T09:00:00.000Z', 5)).toBe(true);
    expect(hasTimedOut(freshSession, start, '2026-11-24T09:00:00.000Z', 5)).toBe(false);
  });
});

describe('command cards', () => {
  it('[K1] are read whatever the case, and nothing else is taken for one', () => {
    for (const name of commandCards) {
      expect(cardOfCode(codeOfCard(name))).toBe(name);
      expect(cardOfCode(codeOfCard(name).toLowerCase())).toBe(name);
    }
    expect(cardOfCode('%QM-FORMAT')).toBe('foreign');
    expect(cardOfCode('DONE')).toBeNull();
  });

  it('[K1] can’t be a tag', () => {
    for (const name of commandCards) expect(tag.safeParse(codeOfCard(name)).success).toBe(false);
  });
});
