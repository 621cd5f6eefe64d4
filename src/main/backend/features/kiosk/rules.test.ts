import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { commandCards } from '#shared/features/desk/command-card.ts';
import { decideAtKiosk, isOver } from './rules.ts';
import type { KioskItem, KioskKit, KioskScanned, KioskVisitFacts } from './rules.ts';

const ada = { id: 1, gone: false, overdue: false };
const free: KioskItem = { id: 5, status: 'in_stock', holder: null, loanable: true };
const own: KioskItem = { ...free, status: 'on_loan', holder: 1 };
const nobody: KioskVisitFacts = { borrower: null, doneWith: [], doneWithKits: [], lastItem: null, returning: false };
const visit: KioskVisitFacts = { ...nobody, borrower: ada };
const bringing: KioskVisitFacts = { ...visit, returning: true };
const policy = { blockOverdue: true, kits: true, supplies: true };
const kit = (holder: KioskKit['holder'], complete = true): KioskScanned => ({
  is: 'kit',
  kit: { id: 8, holder, complete },
});
const item = (scanned: KioskItem): KioskScanned => ({ is: 'asset', item: scanned });

describe('a scan at the kiosk', () => {
  it.each([
    ['a badge welcomes', nobody, { is: 'person', person: ada }, { act: 'welcome' }],
    [
      'who has left is told to the operator',
      nobody,
      { is: 'person', person: { ...ada, gone: true } },
      { act: 'except', kind: 'blocked_person' },
    ],
    ['an item without a badge asks for one', nobody, item(free), { act: 'refuse', because: 'BADGE_FIRST' }],
    ['a free item that is lent goes out', visit, item(free), { act: 'borrow' }],
    ['what the borrower holds comes back', visit, item(own), { act: 'return' }],
    ['what he holds comes back although it is not lent', visit, item({ ...own, loanable: false }), { act: 'return' }],
    [
      'what somebody else holds waits',
      visit,
      item({ ...own, holder: 2 }),
      { act: 'except', kind: 'held_by_other', because: 'HELD_BY_OTHER' },
    ],
    [
      'what a place is in charge of waits',
      visit,
      item({ ...own, holder: 'other' }),
      { act: 'except', kind: 'held_by_other' },
    ],
    ['what is not lent waits', visit, item({ ...free, loanable: false }), { act: 'except', because: 'NOT_LENT_HERE' }],
    [
      'what is in maintenance waits',
      visit,
      item({ ...free, status: 'in_maintenance' }),
      { act: 'except', because: 'NOT_IN_STOCK' },
    ],
    [
      'a stolen one is told, also without a badge',
      nobody,
      item({ ...free, status: 'stolen' }),
      { act: 'except', kind: 'alarm' },
    ],
    [
      'who has something overdue gets nothing more',
      { ...visit, borrower: { ...ada, overdue: true } },
      item(free),
      { act: 'except', because: 'HAS_OVERDUE' },
    ],
    [
      'who has something overdue brings it back',
      { ...visit, borrower: { ...ada, overdue: true } },
      item(own),
      { act: 'return' },
    ],
    ['the same label again changes nothing', { ...visit, doneWith: [5] }, item(own), { act: 'already' }],
    ['what was brought is not taken by its label', { ...visit, doneWith: [5] }, item(free), { act: 'already' }],
    ['DONE ends the visit', visit, { is: 'card', card: 'DONE' }, { act: 'finish' }],
    [
      'DAMAGED means the last item',
      { ...visit, lastItem: 5 },
      { is: 'card', card: 'DAMAGED' },
      { act: 'note_damage', assetId: 5 },
    ],
    ['a free and complete kit goes out', visit, kit(null), { act: 'borrow_kit', kitId: 8 }],
    ['a kit that he has comes back', visit, kit(1, false), { act: 'return_kit', kitId: 8 }],
    ['a kit without a badge asks for one', nobody, kit(null), { act: 'refuse', because: 'BADGE_FIRST' }],
    ['a kit of somebody else waits', visit, kit(2), { act: 'except', kind: 'held_by_other' }],
    ['a kit that is not whole waits', visit, kit(null, false), { act: 'except', because: 'KIT_INCOMPLETE' }],
    ['the same kit again changes nothing', { ...visit, doneWithKits: [8] }, kit(1), { act: 'already' }],
    ['an article is taken', visit, { is: 'supply', stock: 2, out: 0 }, { act: 'take' }],
    ['CHECK-IN says that articles come back', visit, { is: 'card', card: 'CHECK-IN' }, { act: 'return_mode' }],
    ['CHECK-IN without a badge asks for one', nobody, { is: 'card', card: 'CHECK-IN' }, { act: 'refuse' }],
    ['then one that he was given comes back', bringing, { is: 'supply', stock: 0, out: 1 }, { act: 'bring' }],
    [
      'and one that he was not given does not',
      bringing,
      { is: 'supply', stock: 3, out: 0 },
      { act: 'refuse', because: 'NONE_OF_YOURS' },
    ],
    ['an article without a badge asks for one', nobody, { is: 'supply', stock: 2, out: 0 }, { act: 'refuse' }],
    [
      'an article of which none is left is told',
      visit,
      { is: 'supply', stock: 0, out: 0 },
      { act: 'except', because: 'NONE_LEFT' },
    ],
    ['an unknown code waits', visit, { is: 'unknown' }, { act: 'except', kind: 'unknown_code' }],
  ] satisfies [string, KioskVisitFacts, KioskScanned, object][])('[K1] %s', (_, facts, scanned, expected) => {
    expect(decideAtKiosk(facts, scanned, policy)).toMatchObject(expected);
  });

  it('[K1] only DONE, CHECK-IN and the cards of a damage work, all others belong to operators', () => {
    const works = commandCards.filter(
      (card) => decideAtKiosk({ ...visit, lastItem: 5 }, { is: 'card', card }, policy).act !== 'refuse',
    );
    expect(works).toEqual(['DONE', 'CHECK-IN', 'DAMAGED', 'DEFECTIVE']);
  });

  it('[K1] nothing goes out but what is lent, in stock and held by nobody, to somebody who may', () => {
    fc.assert(
      fc.property(
        fc.option(fc.record({ id: fc.nat(3), gone: fc.boolean(), overdue: fc.boolean() })),
        fc.record({
          id: fc.nat(5),
          status: fc.constantFrom(...assetStatuses),
          holder: fc.oneof(fc.constant(null), fc.nat(3), fc.constant('other' as const)),
          loanable: fc.boolean(),
        }),
        fc.array(fc.nat(5), { maxLength: 3 }),
        fc.boolean(),
        (borrower, scanned, doneWith, blockOverdue) => {
          const facts = { ...nobody, borrower, doneWith };
          const decision = decideAtKiosk(facts, item(scanned), { ...policy, blockOverdue });
          if (decision.act === 'borrow') {
            expect(scanned).toMatchObject({ status: 'in_stock', holder: null, loanable: true });
            expect(borrower).not.toBeNull();
            expect(blockOverdue && borrower?.overdue === true).toBe(false);
          }
          if (decision.act === 'return') expect(scanned.holder).toBe(borrower?.id);
        },
      ),
    );
  });

  it('[K1] kits and articles stay where the rules do not name them, and with whoever owes something', () => {
    const none = { ...policy, kits: false, supplies: false };
    const late = { ...visit, borrower: { ...ada, overdue: true } };
    for (const scanned of [kit(null), { is: 'supply' as const, stock: 1, out: 0 }]) {
      expect(decideAtKiosk(visit, scanned, none)).toMatchObject({ act: 'except', because: 'NOT_LENT_HERE' });
      expect(decideAtKiosk(late, scanned, policy)).toMatchObject({ act: 'except', because: 'HAS_OVERDUE' });
    }
    expect(decideAtKiosk(late, kit(1), none)).toEqual({ act: 'return_kit', kitId: 8 });
    const brought = { is: 'supply' as const, stock: 0, out: 1 };
    expect(decideAtKiosk({ ...late, returning: true }, brought, none)).toEqual({ act: 'bring' });
  });

  it('[K1] a visit that was left alone is over', () => {
    expect(isOver('2026-11-24T08:00:00.000Z', '2026-11-24T08:00:29.999Z', 30)).toBe(false);
    expect(isOver('2026-11-24T08:00:00.000Z', '2026-11-24T08:00:30.000Z', 30)).toBe(true);
  });
});
