import { expect, it } from 'vitest';
import { mayChangeView } from './rules.ts';

it('[X2] a view is changed by its owner, and a shared one by who manages views', () => {
  expect(mayChangeView({ ownerId: 1, shared: false }, 1, false)).toEqual({ allowed: true });
  expect(mayChangeView({ ownerId: 1, shared: true }, 2, true)).toEqual({ allowed: true });
  expect(mayChangeView({ ownerId: 1, shared: true }, 2, false)).toEqual({ allowed: false, because: 'VIEW_NOT_YOURS' });
  expect(mayChangeView({ ownerId: 1, shared: false }, 2, true)).toEqual({ allowed: false, because: 'NOT_FOUND' });
});
