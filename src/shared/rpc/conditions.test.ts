import fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { conditionsOf, expressionOver, foldExpression } from './conditions.ts';
import type { Expression } from './conditions.ts';

const subjects = ['tag', 'name'] as const;
type Subject = (typeof subjects)[number];
const expression = expressionOver(z.enum(subjects));

const { node } = fc.letrec<{ node: Expression<Subject> }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.record({
      field: fc.constantFrom(...subjects),
      operator: fc.constantFrom('is' as const, 'contains' as const),
      values: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    }),
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
}));

describe('a filter expression', () => {
  it('[X2] always survives the address and the contract unchanged', () => {
    fc.assert(
      fc.property(node, (each) => {
        fc.pre(conditionsOf(each).length <= 60);
        expect(expression.parse(JSON.parse(JSON.stringify(each)))).toEqual(each);
      }),
    );
  });

  it('[X2] is folded with every condition once', () => {
    fc.assert(
      fc.property(node, (each) => {
        const count = foldExpression(
          each,
          () => 1,
          (_how, parts) => parts.reduce((sum, part) => sum + part, 0),
        );
        expect(count).toBe(conditionsOf(each).length);
      }),
    );
  });

  it('[X2] is refused when it is deeper than anybody builds one, or names what is no field', () => {
    let deep: Expression<Subject> = { field: 'tag', operator: 'is', values: ['a'] };
    for (let level = 0; level < 7; level += 1) deep = { all: [deep] };
    expect(expression.safeParse(deep).success).toBe(false);
    expect(expression.safeParse({ field: 'tag; DROP', operator: 'is', values: [] }).success).toBe(false);
  });
});
