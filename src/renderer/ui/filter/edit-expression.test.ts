import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionsOf, partsOf } from '#shared/rpc/conditions.ts';
import type { Condition, Expression } from '#shared/rpc/conditions.ts';
import { addTo, asGroup, partsThatHold, replaceAt, tidied } from './edit-expression.ts';

const is = (field: string, ...values: string[]): Condition => ({ field, operator: 'is', values });
const isReady = ({ field, operator, values }: Condition) =>
  field !== '' && (operator === 'isEmpty' || values.length > 0);

const { node } = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.record({
      field: fc.constantFrom('', 'tag', 'name'),
      operator: fc.constantFrom('is' as const, 'isEmpty' as const),
      values: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    }),
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
}));

describe('[X2] a filter that is being built', () => {
  it('[X2] takes a condition into the group that it is added to, and gives it up again', () => {
    const grown = addTo(addTo(asGroup(undefined), [], { any: [is('tag', 'a')] }), [0], is('name', 'b'));
    expect(grown).toEqual({ all: [{ any: [is('tag', 'a'), is('name', 'b')] }] });
    expect(replaceAt(grown, [0, 0], () => null)).toEqual({ all: [{ any: [is('name', 'b')] }] });
    expect(replaceAt(grown, [0], () => null)).toEqual({ all: [] });
  });

  it('[X2] is sent without what is not filled in, and always with everything that is', () => {
    fc.assert(
      fc.property(node, (each) => {
        const sent = tidied(each, isReady);
        const filled = conditionsOf(each)
          .filter(isReady)
          .map((one) => one.field);
        expect(sent === undefined ? [] : conditionsOf(sent).map((one) => one.field)).toEqual(filled);
      }),
    );
  });

  it('[X2] is sent without groups that join nothing', () => {
    const small = (each: Expression): boolean =>
      'field' in each || (partsOf(each).length > 1 && partsOf(each).every(small));
    fc.assert(
      fc.property(node, (each) => {
        const sent = tidied(each, isReady);
        expect(sent === undefined || small(sent)).toBe(true);
      }),
    );
  });

  it('[X2] falls into parts that can be taken away one by one', () => {
    expect(partsThatHold({ all: [is('tag', 'a'), is('name', 'b')] })).toEqual([is('tag', 'a'), is('name', 'b')]);
    expect(partsThatHold({ any: [is('tag', 'a')] })).toEqual([{ any: [is('tag', 'a')] }]);
  });
});
