import { expect, it } from 'vitest';
import type { FieldDetails } from './fields.ts';
import { problemOfField, roleOfType } from './field-rules.ts';

const plain: FieldDetails = {
  name: 'Colour',
  type: 'text',
  group: '',
  unit: null,
  required: false,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
};

it('[T2] a field says what about it can’t be', () => {
  const problem = (part: Partial<FieldDetails>) => problemOfField({ ...plain, ...part })?.code ?? null;
  expect(problem({})).toBeNull();
  expect(problem({ type: 'choice' })).toBe('CHOICES_NEEDED');
  expect(problem({ type: 'choice', choices: ['Red'], initial: 'red' })).toBeNull();
  expect(problem({ type: 'choice', choices: ['Red'], initial: 'Blue' })).toBe('INITIAL_UNFIT');
  expect(problem({ type: 'secret', unique: true })).toBe('SECRET_IS_NOT_COMPARED');
  expect(problem({ type: 'text', role: 'expiry' })).toBe('ROLE_OF_TYPE');
  expect(problem({ type: 'date', role: 'expiry' })).toBeNull();
  expect(problem({ type: 'money', unit: 'GB' })).toBe('UNIT_IS_CURRENCY');
  expect(problem({ type: 'number', unit: 'GB', initial: '8' })).toBeNull();
  expect(problem({ pattern: '[A-Z]+', initial: 'x' })).toBe('INITIAL_UNFIT');
  expect(problem({ required: true })).toBeNull();
});

it('[T3] expiry is read from days, notice from numbers, renewal from yes and no', () => {
  expect([roleOfType('date'), roleOfType('number'), roleOfType('yes_no'), roleOfType('text')]).toEqual([
    'expiry',
    'notice_days',
    'auto_renew',
    null,
  ]);
});
