import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reminderKinds, usualLeadDays } from '#shared/features/reminders/model.ts';
import type { KindRules } from '#shared/features/reminders/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { DueRow } from '../due-dates.ts';
import { keyOfNotice, lettersOf } from './letters.ts';

const today = '2026-11-24';
const rules = Object.fromEntries(
  reminderKinds.map((kind) => [
    kind,
    { on: true, leadDays: usualLeadDays[kind], mailTo: ['it@example.com'], mailWho: kind === 'loan' },
  ]),
) as unknown as KindRules;

const rows = fc.array(
  fc.record({
    kind: fc.constantFrom('loan' as const, 'warranty' as const),
    subject: fc.integer({ min: 1, max: 9 }).map((number) => `asset:${number}`),
    day: fc.integer({ min: -5, max: 5 }).map((days) => addDays(today, days)),
    mail: fc.constantFrom(null, 'ada@example.com', 'IT@example.com'),
  }),
  { maxLength: 20 },
);
const rowOf = (row: { kind: 'loan' | 'warranty'; subject: string; day: string; mail: string | null }): DueRow => ({
  ...row,
  label: '',
  title: row.subject,
  entity: 'asset',
  entityKey: '1',
  who: null,
  snoozedUntil: null,
  doneAt: null,
  doneBy: null,
  note: null,
});

it('[X5] nobody is written to twice about the same, and each address gets one letter', () => {
  fc.assert(
    fc.property(rows, (found) => {
      const letters = lettersOf(found.map(rowOf), rules, today, new Set());
      const addresses = letters.map(({ to }) => to.toLowerCase());
      expect(new Set(addresses).size).toBe(addresses.length);
      const keys = letters.flatMap(({ notices }) => notices.map(keyOfNotice));
      expect(new Set(keys).size).toBe(keys.length);
      expect(lettersOf(found.map(rowOf), rules, today, new Set(keys))).toEqual([]);
    }),
  );
});

it('[X5] a date that was written about from afar is written about once more when it is there', () => {
  const row = rowOf({ kind: 'warranty', subject: 'asset:1', day: addDays(today, 3), mail: null });
  const [first] = lettersOf([row], rules, today, new Set());
  const sent = new Set(first?.notices.map(keyOfNotice));
  expect(lettersOf([row], rules, addDays(today, 1), sent)).toEqual([]);
  expect(lettersOf([row], rules, addDays(today, 3), sent)).toMatchObject([{ to: 'it@example.com' }]);
});
