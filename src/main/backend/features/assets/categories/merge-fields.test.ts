import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Field } from '#shared/features/assets/fields.ts';
import { planMergedFields } from './merge-fields.ts';

const field = (id: number, name: string, rest: Partial<Field> = {}): Field => ({
  id,
  family: null,
  categoryId: 1,
  name,
  type: 'text',
  group: '',
  position: id,
  unit: null,
  required: false,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
  archived: false,
  version: 1,
  ...rest,
});
const none = new Set<number>();

it('[T2] fields of the same name, type and unit become one; others move under a free name', () => {
  const lost = [field(1, 'Colour'), field(2, 'Size', { type: 'number' }), field(3, 'Weight')];
  const target = [field(11, 'colour'), field(12, 'Size')];
  const fates = planMergedFields('Tablets', lost, new Set([1, 2, 3]), target, none);
  expect(fates.map((fate) => [fate.how, fate.how === 'moved' ? fate.name : null])).toEqual([
    ['joined', null],
    ['moved', 'Size (Tablets)'],
    ['moved', 'Weight'],
  ]);
});

it('[T2] values that would be there twice in a unique field keep their own field; inherited ones without counterpart stay', () => {
  const unique = { unique: true };
  const target = [field(11, 'Number', unique), field(12, 'Code', unique)];
  const lost = [field(1, 'Number', unique), field(2, 'Code'), field(3, 'Above')];
  const fates = planMergedFields('Tablets', lost, new Set([1, 2]), target, new Set([1]));
  expect(fates.map(({ how }) => how)).toEqual(['moved', 'moved', 'kept']);
});

it('[T2] whatever the names, no two living fields of the target have the same one afterwards', () => {
  const names = fc.uniqueArray(fc.constantFrom('A', 'B', 'B (X)', 'C', 'c'.repeat(80)), { maxLength: 5 });
  const types = fc.constantFrom<Field['type'][]>('text', 'number');
  fc.assert(
    fc.property(names, names, fc.infiniteStream(types), (own, others, kinds) => {
      const make = (list: string[], from: number) =>
        list.map((name, index) => field(from + index, name, { type: kinds.next().value }));
      const [lost, target] = [make(own, 1), make(others, 100)];
      const fates = planMergedFields('X', lost, new Set(lost.map(({ id }) => id)), target, none);
      const after = [
        ...target.map(({ name }) => name),
        ...fates.flatMap((fate) => (fate.how === 'moved' ? fate.name : [])),
      ];
      expect(new Set(after.map((name) => name.toLowerCase())).size).toBe(after.length);
      expect(after.every((name) => name.length <= 80)).toBe(true);
      const intos = fates.flatMap((fate) => (fate.how === 'joined' ? [fate.into.id] : []));
      expect(new Set(intos).size).toBe(intos.length);
    }),
  );
});
