import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { isReadableCode, normaliseCode } from '#shared/primitives/scanned-code.ts';
import { nextDeskStep } from './rules.ts';

const alice = { kind: 'person', id: 1 } as const;
const bob = { kind: 'person', id: 2 } as const;
const store = { kind: 'place', id: 7 } as const;

describe('the order of scans gives the meaning', () => {
  it('[K1] person then asset hands over', () => {
    expect(nextDeskStep({ status: 'in_stock', custodian: null, placeId: 7 }, alice, false)).toEqual({
      act: 'hand_over',
    });
  });

  it('[K1] an asset that is out comes back', () => {
    expect(nextDeskStep({ status: 'in_use', custodian: alice, placeId: 7 }, null, false)).toEqual({ act: 'take_back' });
    expect(nextDeskStep({ status: 'on_loan', custodian: null, placeId: null }, null, false)).toEqual({
      act: 'take_back',
    });
  });

  it('[K1] place then asset moves it, once', () => {
    expect(nextDeskStep({ status: 'in_use', custodian: alice, placeId: 3 }, store, false)).toEqual({ act: 'move' });
    expect(nextDeskStep({ status: 'in_stock', custodian: null, placeId: 7 }, store, false)).toEqual({ act: 'already' });
  });

  it('[K1] an asset in stock on its own is only shown', () => {
    expect(nextDeskStep({ status: 'in_stock', custodian: null, placeId: 7 }, null, false)).toEqual({ act: 'show' });
  });

  it('[K1] the same asset twice for the same person is said, not done again', () => {
    expect(nextDeskStep({ status: 'in_use', custodian: alice, placeId: 7 }, alice, false)).toEqual({ act: 'already' });
  });

  it('[K2] what somebody else holds is taken from him only after a question', () => {
    const held = { status: 'in_use', custodian: bob, placeId: 7 } as const;
    expect(nextDeskStep(held, alice, false)).toEqual({ act: 'ask', because: 'HELD_BY_OTHER' });
    expect(nextDeskStep(held, alice, true)).toEqual({ act: 'transfer' });
  });
});

describe('alarms and refusals', () => {
  it('[S2] a lost or stolen asset raises an alarm whatever was scanned before, until confirmed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('lost' as const, 'stolen' as const),
        fc.constantFrom(null, alice, bob, store),
        fc.constantFrom(null, alice, bob),
        (status, subject, custodian) => {
          const asset = { status, custodian, placeId: null };
          return (
            nextDeskStep(asset, subject, false).act === 'alarm' && nextDeskStep(asset, subject, true).act === 'recover'
          );
        },
      ),
    );
  });

  it('[R6] a disposed asset is never acted on', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, alice, store), fc.boolean(), (subject, confirmed) => {
        const decision = nextDeskStep({ status: 'disposed', custodian: null, placeId: null }, subject, confirmed);
        return decision.act === 'refuse';
      }),
    );
  });

  it('[K1] nothing is taken from another person without confirmation, whatever the status', () => {
    for (const status of assetStatuses) {
      const decision = nextDeskStep({ status, custodian: bob, placeId: null }, alice, false);
      expect(decision.act, status).not.toBe('transfer');
      expect(decision.act, status).not.toBe('hand_over');
    }
  });
});

describe('codes', () => {
  it('[V1] lose their AIM identifier and outer spaces', () => {
    expect(normaliseCode(']C0IT-000123 ')).toBe('IT-000123');
    expect(normaliseCode('IT-000123')).toBe('IT-000123');
  });

  it('[V1] with control or invisible characters are no codes', () => {
    expect(isReadableCode('IT-000123')).toBe(true);
    expect(isReadableCode('IT-\u0008000123')).toBe(false);
    expect(isReadableCode('IT-\u202e000123')).toBe(false);
    expect(isReadableCode('x'.repeat(4000))).toBe(false);
  });
});
