import { expect, it } from 'vitest';
import { operatorsOf } from '#shared/rpc/conditions.ts';
import { fieldTypes } from './fields.ts';
import { customFieldOf, filterExpression, keyOfField, kindOfType } from './filter-expression.ts';

it('[X2] a filter names built-in facts and fields of categories, and nothing else', () => {
  const of = (field: string) => filterExpression.safeParse({ field, operator: 'is', values: [] }).success;
  expect([of('tag'), of(keyOfField(12)), of('field:0; DROP'), of('secret')]).toEqual([true, true, false, false]);
  expect([customFieldOf('field:12'), customFieldOf('tag')]).toEqual([12, null]);
});

it('[X2] every type of field can be compared, except a secret', () => {
  const without = fieldTypes.filter((type) => {
    const kind = kindOfType(type);
    return kind === null || operatorsOf[kind].length === 0;
  });
  expect(without).toEqual(['secret']);
});
