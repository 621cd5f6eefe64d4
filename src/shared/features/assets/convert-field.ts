import { isDay } from '#shared/primitives/days.ts';
import { isCurrency, minorUnitsOf, moneyToDecimal } from '#shared/primitives/money.ts';
import type { FieldDetails, FieldType } from './fields.ts';

/** A value in the columns that are searched and sorted by; `entered` is the text in its one right form. */
export interface StoredValue {
  entered: string;
  text: string | null;
  number: number | null;
  /** Minor units, 0 or 1, or the identifier of a person or place. */
  integer: number | null;
  currency: string | null;
}

export type FieldProblem = 'required' | 'type' | 'pattern' | 'choice';
export type Converted = { ok: true; value: StoredValue } | { ok: false; problem: FieldProblem };

type Kind = Pick<FieldDetails, 'type' | 'unit' | 'choices'>;

const refused: Converted = { ok: false, problem: 'type' };
const nothing = { text: null, number: null, integer: null, currency: null };
const asText = (entered: string): Converted => ({ ok: true, value: { ...nothing, entered, text: entered } });
const asInteger = (entered: string, integer: number): Converted => ({
  ok: true,
  value: { ...nothing, entered, integer },
});

/** Which column of a value the type is compared in. */
export function columnOfType(type: FieldType): 'text_value' | 'number_value' | 'integer_value' {
  if (type === 'number') return 'number_value';
  return type === 'money' || type === 'yes_no' || type === 'person' || type === 'location'
    ? 'integer_value'
    : 'text_value';
}

/**
 * Reads a text as a value of the field's type. What it makes of a text it makes
 * of its own answer again, so a value survives any number of edits unchanged.
 */
export function convertText(kind: Kind, typed: string): Converted {
  const text = typed.trim();
  if (text === '') return { ok: false, problem: 'required' };
  switch (kind.type) {
    case 'text':
    case 'secret':
    case 'serial':
      return asText(text);
    case 'number':
      return convertNumber(text);
    case 'money':
      return convertMoney(text, kind.unit);
    case 'date':
      return isDay(text) ? asText(text) : refused;
    case 'yes_no':
      return convertYesNo(text);
    case 'choice': {
      const choice = kind.choices.find((each) => each.toLowerCase() === text.toLowerCase());
      return choice === undefined ? { ok: false, problem: 'choice' } : asText(choice);
    }
    case 'url':
      return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+\S*$/i.test(text) ? asText(text) : refused;
    case 'mac':
      return convertMac(text);
    case 'ip':
      return isAddress(text) ? asText(text.toLowerCase()) : refused;
    case 'imei': {
      const digits = text.replaceAll(/[\s-]/g, '');
      return /^\d{15}$/.test(digits) && passesLuhn(digits) ? asText(digits) : refused;
    }
    case 'person':
    case 'location':
      return /^[1-9]\d{0,14}$/.test(text) ? asInteger(text, Number(text)) : refused;
  }
}

function decimalOf(text: string): string | null {
  const plain = text.includes('.') ? text : text.replace(',', '.');
  return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(plain) ? plain.replace('+', '') : null;
}

function convertNumber(text: string): Converted {
  const decimal = decimalOf(text);
  if (decimal === null) return refused;
  const number = Number(decimal) === 0 ? 0 : Number(decimal);
  // Very small numbers would be written with an exponent, which nobody types.
  const entered = String(number);
  return /e/.test(entered) ? refused : { ok: true, value: { ...nothing, entered, number } };
}

function convertMoney(text: string, unit: string | null): Converted {
  const [, amount = '', code = ''] = /^(\S+)(?:\s+([A-Za-z]{3}))?$/.exec(text) ?? [];
  const currency = (code || unit || '').toUpperCase();
  const decimal = decimalOf(amount);
  if (decimal === null || !isCurrency(currency)) return refused;
  const units = minorUnitsOf(decimal, currency);
  if (!units.ok) return refused;
  const entered = `${moneyToDecimal({ minor: units.minor, currency })} ${currency}`;
  return { ok: true, value: { ...nothing, entered, integer: units.minor, currency } };
}

function convertYesNo(text: string): Converted {
  const word = text.toLowerCase();
  if (['yes', 'true', '1', 'ja'].includes(word)) return asInteger('yes', 1);
  return ['no', 'false', '0', 'nein'].includes(word) ? asInteger('no', 0) : refused;
}

function convertMac(text: string): Converted {
  const digits = text.replaceAll(/[:.-]/g, '').toUpperCase();
  if (!/^[0-9A-F]{12}$/.test(digits)) return refused;
  return asText(digits.match(/../g)?.join(':') ?? digits);
}

/** The check digit of ISO/IEC 7812-1 annex B, as IMEIs carry it (3GPP TS 23.003 annex B). */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** An IPv4 or IPv6 address, alone or as a range with its prefix length. */
function isAddress(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const longest = isV4(address) ? 32 : isV6(address) ? 128 : null;
  return longest !== null && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest));
}

function isV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** The forms of RFC 4291, section 2.2. */
function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  const parts = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = parts.at(-1) ?? '';
  const embedded = last.includes('.');
  const groups = embedded ? parts.slice(0, -1) : parts;
  if (embedded && !isV4(last)) return false;
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = groups.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/**
 * Whether the text may stand in the field: filled in where it must be, of its
 * type, of its pattern. Null stands for an empty field.
 */
export function checkField(
  kind: Kind & Pick<FieldDetails, 'required' | 'pattern'>,
  typed: string | null,
): { ok: true; value: StoredValue | null } | { ok: false; problem: FieldProblem } {
  if (typed === null || typed.trim() === '') {
    return kind.required ? { ok: false, problem: 'required' } : { ok: true, value: null };
  }
  const converted = convertText(kind, typed);
  if (!converted.ok) return converted;
  const matches = kind.pattern === null || new RegExp(`^(?:${kind.pattern})$`, 'u').test(converted.value.entered);
  return matches ? converted : { ok: false, problem: 'pattern' };
}
