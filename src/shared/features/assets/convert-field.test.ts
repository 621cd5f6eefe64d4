import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkField, columnOfType, convertText } from './convert-field.ts';
import { fieldTypes } from './fields.ts';
import type { FieldType } from './fields.ts';

const kind = (type: FieldType) => ({ type, unit: type === 'money' ? 'EUR' : null, choices: ['Red', 'Green'] });
const entered = (type: FieldType, text: string) => {
  const converted = convertText(kind(type), text);
  return converted.ok ? converted.value.entered : converted.problem;
};

describe('a value of a field', () => {
  it.each([
    ['number', '1,5', '1.5'],
    ['number', 'many', 'type'],
    ['money', '12,5', '12.50 EUR'],
    ['money', '1200 jpy', '1200 JPY'],
    ['money', '12.345', 'type'],
    ['date', '2026-02-29', 'type'],
    ['yes_no', 'TRUE', 'yes'],
    ['choice', 'red', 'Red'],
    ['choice', 'blue', 'choice'],
    ['url', 'https://example.org/a', 'https://example.org/a'],
    ['url', 'javascript:alert(1)', 'type'],
    ['mac', '00-1a.2B:3c4d5e', '00:1A:2B:3C:4D:5E'],
    ['ip', '10.0.0.0/8', '10.0.0.0/8'],
    ['ip', '2001:DB8::1', '2001:db8::1'],
    ['ip', '::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['ip', '10.0.0.256', 'type'],
    ['ip', '1::2::3', 'type'],
    ['imei', '49-015420-323751-8', '490154203237518'],
    ['imei', '490154203237519', 'type'],
  ] as const)('[T2] of type %s: %s is %s', (type, text, expected) => {
    expect(entered(type, text)).toBe(expected);
  });

  it('[T2] is always read again as itself', () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.double({ noNaN: true }).map(String),
      fc.integer().map(String),
      fc.ipV4(),
      fc.ipV6(),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), texts, (type, text) => {
        const once = convertText(kind(type), text);
        if (once.ok) expect(convertText(kind(type), once.value.entered)).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('[T2] always fills the column that its type is compared in, and never another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fieldTypes), fc.oneof(fc.string(), fc.nat().map(String)), (type, text) => {
        const converted = convertText(kind(type), text);
        if (!converted.ok) return;
        const { text: words, number, integer } = converted.value;
        const filled = { text_value: words, number_value: number, integer_value: integer };
        expect(Object.entries(filled).flatMap(([name, value]) => (value === null ? [] : [name]))).toEqual([
          columnOfType(type),
        ]);
      }),
    );
  });

  it('[T2] never passes with a pattern that it does not match as a whole', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{1,6}$/), (text) => {
        const verdict = checkField({ ...kind('text'), required: false, pattern: '[A-Z]+|[0-9]{2}' }, text);
        expect(verdict.ok).toBe(/^([A-Z]+|[0-9]{2})$/.test(text));
      }),
    );
    expect(checkField({ ...kind('text'), required: true, pattern: null }, '  ')).toEqual({
      ok: false,
      problem: 'required',
    });
  });
});
