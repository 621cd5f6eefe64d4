import { expect, test } from 'vitest';
import { ASSET_DESCRIPTION } from '#backend/features/spreadsheets/map/asset-fields.ts';
import { fieldOf, type Field } from '#backend/features/spreadsheets/map/entity-description.ts';
import { DateOrderLook } from '#backend/features/spreadsheets/map/parse-date.ts';
import { DecimalMarkLook } from '#backend/features/spreadsheets/map/parse-number.ts';
import { parseValue } from '#backend/features/spreadsheets/map/parse-value.ts';
import type { SheetCell } from '#backend/features/spreadsheets/read/table.ts';

function field(key: string): Field {
  const found = fieldOf(ASSET_DESCRIPTION, key);
  if (found === null) throw new Error(key);
  return found;
}

function numeric(value: number, text = String(value)): SheetCell {
  return { type: 'number', text, value, address: 'A2', ...(text.includes('E+') ? { scientific: true } : {}) };
}

test.each([
  ['2026-12-31', '2026-12-31'],
  ['2026/12/31', '2026-12-31'],
  ['20261231', '2026-12-31'],
  ['31.12.2026', '2026-12-31'],
  ['31. 12. 2026', '2026-12-31'],
  ['31/12/2026', '2026-12-31'],
  ['12/31/2026', '2026-12-31'],
  ['31 Dec 2026', '2026-12-31'],
  ['31-Dec-26', '2026-12-31'],
  ['Dec 31, 2026', '2026-12-31'],
  ['31. Dezember 2026', '2026-12-31'],
  ['31 décembre 2026', '2026-12-31'],
  ['5. června 2026', '2026-06-05'],
  ['5. července 2026', '2026-07-05'],
  ['05/05/2026', '2026-05-05'],
  ['29.2.2024', '2024-02-29'],
])('[I4] %s is a day', (text, day) => {
  expect(parseValue(field('purchasedOn'), text, {})).toMatchObject({ ok: true, value: day });
});

test.each([
  ['2025-02-29', 'NOT_A_DATE'],
  ['0025-01-01', 'DATE_OUT_OF_RANGE'],
  ['9999-12-31', 'DATE_OUT_OF_RANGE'],
  ['03/04/2025', 'AMBIGUOUS_DATE'],
  ['45750', 'SERIAL_DATE'],
  ['soon', 'NOT_A_DATE'],
  ['32/13/2025', 'NOT_A_DATE'],
])('[I4] the date %s is %s, never guessed', (text, code) => {
  expect(parseValue(field('purchasedOn'), text, {})).toMatchObject({ ok: false, code });
});

test('[I4] the order of the column decides what a date means', () => {
  expect(parseValue(field('purchasedOn'), '03/04/2025', { dateOrder: 'dmy' })).toMatchObject({ value: '2025-04-03' });
  expect(parseValue(field('purchasedOn'), '03/04/2025', { dateOrder: 'mdy' })).toMatchObject({ value: '2025-03-04' });
  expect(parseValue(field('purchasedOn'), '31/12/2026', { dateOrder: 'mdy' })).toMatchObject({
    code: 'DATE_NOT_IN_ORDER',
    proposal: '2026-12-31',
  });
  expect(parseValue(field('purchasedOn'), '1/23/23', { dateOrder: 'mdy' })).toMatchObject({
    value: '2023-01-23',
    oddity: { code: 'TWO_DIGIT_YEAR' },
  });
  expect(parseValue(field('purchasedOn'), '31-Dec-98', {})).toMatchObject({
    value: '1998-12-31',
    oddity: { code: 'TWO_DIGIT_YEAR' },
  });
});

test('[I4] a number is a date only where the workbook stores a number', () => {
  expect(parseValue(field('purchasedOn'), numeric(45_750), {})).toMatchObject({
    value: '2025-04-03',
    oddity: { code: 'SERIAL_DATE' },
  });
  expect(parseValue(field('purchasedOn'), numeric(44_288), { date1904: true })).toMatchObject({ value: '2025-04-03' });
  expect(parseValue(field('purchasedOn'), numeric(60), {})).toMatchObject({ ok: false });
  expect(parseValue(field('purchasedOn'), '45750', {})).toMatchObject({ proposal: '2025-04-03' });
});

test.each([
  [['1/23/23', '2/3/24'], 'mdy'],
  [['23/1/2023', '3/2/2024'], 'dmy'],
  [['3.2.2024'], 'dmy'],
  [['2024-01-01', ''], 'iso'],
  [['3/2/2024', '4/5/2024'], 'ambiguous'],
  [['23/1/2023', '1/23/2023'], 'ambiguous'],
])('[I4] the dates %j are of order %s', (values, order) => {
  const look = new DateOrderLook();
  for (const value of values) look.look(value);
  expect(look.order).toBe(order);
});

test.each([
  ['1.234,56', 123_456, 'EUR'],
  ['1,234.56', 123_456, 'EUR'],
  ['€ 1 234,50', 123_450, 'EUR'],
  ['1\u202F234,50 €', 123_450, 'EUR'],
  ['$2,266.13', 226_613, 'USD'],
  ["CHF 1'234.50", 123_450, 'CHF'],
  ['12 500 Kč', 1_250_000, 'CZK'],
  ['JPY 125000', 125_000, 'JPY'],
  ['1.234.567', 123_456_700, 'EUR'],
  ['0.30000000000000004', 30, 'EUR'],
  ['2500.0000', 250_000, 'EUR'],
  ['0', 0, 'EUR'],
  ['1,5', 150, 'EUR'],
  ['1.500 KWD', 1_500, 'KWD'],
])('[I4] %s is an amount in minor units', (text, minor, currency) => {
  const options = { defaultCurrency: 'EUR', ...(currency === 'KWD' ? { decimalMark: '.' as const } : {}) };
  expect(parseValue(field('cost'), text, options)).toMatchObject({ ok: true, value: { minor, currency } });
});

test.each([
  ['1,234', 'AMBIGUOUS_NUMBER'],
  ['1e309', 'NOT_A_NUMBER'],
  ['9.99999', 'TOO_MANY_DECIMALS'],
  ['-5', 'NUMBER_OUT_OF_RANGE'],
  ['(5.00)', 'NUMBER_OUT_OF_RANGE'],
  ['12 XXX', 'UNKNOWN_CURRENCY'],
  ['about 12', 'NOT_A_NUMBER'],
  ['1.2.3', 'NOT_A_NUMBER'],
  ['99999999999999999999', 'NUMBER_OUT_OF_RANGE'],
])('[I4] the amount %s is %s', (text, code) => {
  expect(parseValue(field('cost'), text, { defaultCurrency: 'EUR' })).toMatchObject({ ok: false, code });
});

test('[I4] the column tells the decimal mark, and no currency is an error', () => {
  const markOf = (values: readonly string[]): string | null => {
    const look = new DecimalMarkLook();
    for (const value of values) look.look(value);
    return look.mark;
  };
  expect(markOf(['1,50', '1.234'])).toBe(',');
  expect(markOf(['1.234', '2,345'])).toBeNull();
  expect(markOf(['1.50', '1,50'])).toBeNull();
  expect(parseValue(field('cost'), '1.234', { decimalMark: ',', defaultCurrency: 'EUR' })).toMatchObject({
    value: { minor: 123_400 },
  });
  expect(parseValue(field('cost'), '9.999', { decimalMark: '.', defaultCurrency: 'EUR' })).toMatchObject({
    code: 'TOO_MANY_DECIMALS',
  });
  expect(parseValue(field('cost'), '5', {})).toMatchObject({ code: 'NO_CURRENCY' });
  expect(parseValue(field('cost'), '$5', { defaultCurrency: 'CAD' })).toEqual({
    ok: true,
    value: { minor: 500, currency: 'CAD' },
  });
  expect(parseValue(field('cost'), numeric(2266.13, '2,266.13 zł'), { defaultCurrency: 'EUR' })).toMatchObject({
    value: { minor: 226_613, currency: 'PLN' },
  });
});

test('[I4] a serial number in scientific notation is refused with what can still be known', () => {
  expect(parseValue(field('serial'), '6.37E+15', {})).toEqual({
    ok: false,
    code: 'SCIENTIFIC_NOTATION',
    facts: { text: '6.37E+15' },
  });
  expect(parseValue(field('serial'), '1.23457E+14', {})).toMatchObject({ code: 'SCIENTIFIC_NOTATION' });
  expect(parseValue(field('serial'), numeric(356_938_035_643_809, '3.56938E+14'), {})).toMatchObject({
    code: 'SCIENTIFIC_NOTATION',
    proposal: '356938035643809',
  });
  expect(parseValue(field('imei'), numeric(356_938_035_643_809, '3.56938E+14'), {})).toMatchObject({
    ok: true,
    value: '356938035643809',
  });
  expect(parseValue(field('serial'), '3E5', {})).toEqual({ ok: true, value: '3E5' });
  expect(parseValue(field('serial'), '000123', {})).toEqual({ ok: true, value: '000123' });
});

test('[I4] identifiers hold nothing invisible; what is refused comes with the text without it', () => {
  const hidden = ['IT\u200B-1', 'IT-1\u202E', 'IT\u0000-1', 'IT\uFEFF-1'];
  for (const text of hidden)
    expect(parseValue(field('tag'), text, {})).toMatchObject({ code: 'INVALID_CHARACTER', proposal: 'IT-1' });
  expect(parseValue(field('tag'), '\u00A0IT-1 ', {})).toEqual({ ok: true, value: 'IT-1' });
  expect(parseValue(field('tag'), 'ＩＴ－１', {})).toMatchObject({ value: 'IT-1', oddity: { code: 'NORMALISED' } });
  expect(parseValue(field('tag'), 'x'.repeat(65), {})).toMatchObject({ code: 'TOO_LONG' });
});

test('[I4] a broken encoding is noticed and a repair proposed', () => {
  expect(parseValue(field('name'), 'MÃ¼ller', {})).toMatchObject({
    value: 'MÃ¼ller',
    oddity: { code: 'MOJIBAKE', proposal: 'Müller' },
  });
  expect(parseValue(field('name'), 'PoznaÅ„', {})).toMatchObject({ oddity: { proposal: 'Poznań' } });
  expect(parseValue(field('name'), 'Müller â la carte', {})).toEqual({ ok: true, value: 'Müller â la carte' });
  expect(parseValue(field('name'), 'Z\u0301\u0301\u0301\u0301\u0301', {})).toMatchObject({ code: 'INVALID_CHARACTER' });
  expect(parseValue(field('name'), '\uD800', {})).toMatchObject({ code: 'INVALID_CHARACTER' });
  expect(parseValue(field('name'), 'مرحبا 123', {})).toEqual({ ok: true, value: 'مرحبا 123' });
});

test.each([
  ['Ready to Deploy', 'in_stock'],
  ['In use', 'in_use'],
  ['in_stock', 'in_stock'],
  ['Archived', 'disposed'],
  ['v opravě', 'in_maintenance'],
  ['Verfügbar', 'in_stock'],
  ['prêté', 'on_loan'],
])('[I4] the status %s is our %s', (text, status) => {
  expect(parseValue(field('status'), text, {})).toEqual({ ok: true, value: status });
});

test('[I4] an unknown status is odd, a placeholder is nothing, an error value is an error', () => {
  expect(parseValue(field('status'), 'Vaporised', {})).toEqual({
    ok: true,
    value: null,
    oddity: { code: 'UNKNOWN_CHOICE', facts: { text: 'Vaporised' } },
  });
  expect(parseValue(field('serial'), 'N/A', {})).toMatchObject({ value: null, oddity: { code: 'PLACEHOLDER' } });
  const error: SheetCell = { type: 'error', text: '#REF!', value: '#REF!', address: 'C9' };
  expect(parseValue(field('name'), error, {})).toEqual({
    ok: false,
    code: 'CELL_ERROR',
    facts: { text: '#REF!', address: 'C9' },
  });
});

test.each([
  ['quantity', '1e3', 'NOT_A_NUMBER'],
  ['quantity', '0x10', 'NOT_A_NUMBER'],
  ['quantity', '-1', 'NUMBER_OUT_OF_RANGE'],
  ['quantity', '0', 'NUMBER_OUT_OF_RANGE'],
  ['custodianEmail', 'nobody', 'INVALID_EMAIL'],
  ['macAddress', '00:11:22', 'INVALID_MAC'],
  ['imei', '356938035643808', 'INVALID_IMEI'],
  ['currency', 'XXL', 'UNKNOWN_CURRENCY'],
])('[I4] %s does not take %s', (key, text, code) => {
  expect(parseValue(field(key), text, {})).toMatchObject({ ok: false, code });
});

test.each([
  ['quantity', '500', 500],
  ['warrantyMonths', '36 months', 36],
  ['warrantyMonths', '3 years', 36],
  ['macAddress', '001a.2b3c.4d5e', '00:1A:2B:3C:4D:5E'],
  ['currency', '€', 'EUR'],
  ['condition', 'Gut', 'good'],
])('[I4] %s takes %s', (key, text, value) => {
  expect(parseValue(field(key), text, {})).toMatchObject({ ok: true, value });
});

test.each(['2026-10-25 02:30', '2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00', '25.10.2026 02:30'])(
  '[I4] FORM-024: the hour that a clock has twice is of one day, whichever is meant: %s',
  (text) => {
    expect(parseValue(field('purchasedOn'), text, {})).toMatchObject({
      ok: true,
      value: '2026-10-25',
      oddity: { code: 'TIME_DROPPED' },
    });
  },
);
