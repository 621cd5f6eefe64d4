import { isCurrency, minorUnitsOf } from '#shared/primitives/money.ts';
import { cellText, type Cell } from '../read/table.ts';
import type { Field } from './entity-description.ts';
import { accepted, oddityOf, refused, type Oddity, type Parsed, type ParseOptions } from './parsed.ts';

/** Currencies a sign may stand for; the first is assumed when nothing else tells. */
const SIGNS: readonly (readonly [string, readonly string[]])[] = [
  ['R$', ['BRL']],
  ['US$', ['USD']],
  ['A$', ['AUD']],
  ['C$', ['CAD']],
  ['HK$', ['HKD']],
  ['NZ$', ['NZD']],
  ['S$', ['SGD']],
  ['€', ['EUR']],
  ['£', ['GBP', 'EGP', 'SHP']],
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'MXN', 'ARS', 'CLP', 'COP', 'TWD']],
  ['¥', ['JPY', 'CNY']],
  ['Kč', ['CZK']],
  ['zł', ['PLN']],
  ['Ft', ['HUF']],
  ['lei', ['RON']],
  ['лв', ['BGN']],
  ['kr', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['Fr', ['CHF']],
  ['₹', ['INR']],
  ['₽', ['RUB']],
  ['₴', ['UAH']],
  ['₩', ['KRW']],
  ['₺', ['TRY']],
  ['₫', ['VND']],
  ['₪', ['ILS']],
];

const SPACES = /[\s\u00A0\u2007\u2009\u202F'’`]/gu;

/** The currency a text names by code or sign; ambiguous signs follow the default where it is one of theirs. */
function currencyIn(text: string, fallback: string | undefined): { currency: string; assumed: boolean } | null {
  const bare = text
    .trim()
    .replace(/\.+$/, '')
    .replace(/,?[-–—]+$/, '')
    .trim();
  if (bare === '') return null;
  if (isCurrency(bare.toUpperCase())) return { currency: bare.toUpperCase(), assumed: false };
  const known = SIGNS.find(([sign]) => sign.toLowerCase() === bare.toLowerCase())?.[1];
  if (known === undefined) return null;
  const chosen = known.find((code) => code === fallback) ?? known[0] ?? '';
  return { currency: chosen, assumed: known.length > 1 && chosen !== fallback };
}

interface Pieces {
  readonly negative: boolean;
  readonly digits: string;
  readonly around: string;
}

/** Splits `(€ 1.234,50)` into sign, digits with their marks, and what stands around them. */
function piecesOf(text: string): Pieces | null {
  const bracketed = /^\((.*)\)$/s.exec(text);
  const inner = (bracketed?.[1] ?? text).replace(/[\u2212\u2013]/g, '-').trim();
  const found = /^([^\d.,-]*)(-?)([^\d.,-]*)(\d[\d.,\s\u00A0\u2007\u2009\u202F'’`]*|[.,]\d+)([^\d]*)$/u.exec(inner);
  if (found === null) return null;
  const [, before = '', minus = '', between = '', digits = '', after = ''] = found;
  const trailing = /^\s*-\s*$/.test(after) && digits.trim() !== '' && !/[.,]\s*$/.test(digits);
  return {
    negative: bracketed !== null || minus !== '' || trailing,
    digits: digits.replaceAll(SPACES, '').replace(/[.,]$/, ''),
    around: `${before} ${between} ${trailing ? '' : after}`.trim(),
  };
}

function grouped(whole: string, mark: string): boolean {
  const groups = whole.split(mark);
  const inner = groups.slice(1, -1).every((group) => group.length === 3 || group.length === 2);
  return (groups[0] ?? '').length <= 3 && groups[0] !== '' && groups.at(-1)?.length === 3 && inner;
}

type PlainDecimal =
  | { readonly kind: 'decimal'; readonly text: string }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'none' };

const NO_NUMBER: PlainDecimal = { kind: 'none' };

function decimalOf(text: string): PlainDecimal {
  return { kind: 'decimal', text };
}

/**
 * Brings `1.234,56`, `1,234.56`, `1234.5` to a plain decimal with a point.
 * One mark before exactly three digits is ambiguous while the decimal mark is not known.
 */
function plainDecimal(digits: string, decimalMark: '.' | ',' | undefined): PlainDecimal {
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points === 0 && commas === 0) return /^\d+$/.test(digits) ? decimalOf(digits) : NO_NUMBER;
  if (points > 0 && commas > 0) {
    const decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    const grouping = decimal === '.' ? ',' : '.';
    const [whole = '', fraction = '', more] = digits.split(decimal);
    if (more !== undefined || fraction.includes(grouping) || !grouped(whole, grouping)) return NO_NUMBER;
    return decimalOf(`${whole.replaceAll(grouping, '')}.${fraction}`);
  }
  const mark = points > 0 ? '.' : ',';
  if (points + commas > 1) return grouped(digits, mark) ? decimalOf(digits.replaceAll(mark, '')) : NO_NUMBER;
  const [whole = '', fraction = ''] = digits.split(mark);
  if (fraction.length === 3 && whole.length > 0 && whole.length <= 3 && whole !== '0') {
    if (decimalMark === undefined) return { kind: 'ambiguous' };
    if (decimalMark !== mark) return decimalOf(whole + fraction);
  }
  return decimalOf(`${whole === '' ? '0' : whole}.${fraction}`);
}

/** The decimal mark that the unmistakable numbers of a column use; null when they do not tell or contradict. */
export class DecimalMarkLook {
  readonly #seen = new Set<'.' | ','>();

  /** @returns whether the cell has a mark and leaves it open what it means. */
  look(cell: Cell): boolean {
    if (typeof cell !== 'string' && cell.type !== 'text') return false;
    const digits = piecesOf(cellText(cell).trim())?.digits ?? '';
    const last = /([.,])(\d+)$/.exec(digits);
    if (last === null) return false;
    const both = digits.includes('.') && digits.includes(',');
    const mark = last[1] === '.' ? '.' : ',';
    const repeated = digits.indexOf(mark) !== digits.lastIndexOf(mark);
    if (repeated) this.#seen.add(mark === '.' ? ',' : '.');
    else if (both || last[2]?.length !== 3 || /^0?[.,]/.test(digits)) this.#seen.add(mark);
    else return true;
    return false;
  }

  get mark(): '.' | ',' | null {
    const [only] = this.#seen;
    return this.#seen.size === 1 && only !== undefined ? only : null;
  }
}

/** Reads an amount into minor units; the currency of the cell, else of its column, else the default. */
export function parseMoney(cell: Cell, options: ParseOptions): Parsed {
  const text = cellText(cell).trim();
  const typed = typeof cell !== 'string' && cell.type === 'number';
  const shown = piecesOf(text);
  const stored = typed ? piecesOf(String(cell.value)) : shown;
  if (stored === null || (typed && !/^-?\d+(?:\.\d+)?$/.test(String(cell.value))))
    return refused('NOT_A_NUMBER', { text });
  const around = shown?.around ?? '';
  const named = currencyIn(around, options.defaultCurrency);
  if (around !== '' && named === null) {
    return /^[A-Za-z]{3}$/.test(around)
      ? refused('UNKNOWN_CURRENCY', { text, currency: around })
      : refused('NOT_A_NUMBER', { text });
  }
  const currency = named?.currency ?? options.defaultCurrency;
  const decimal = plainDecimal(stored.digits, typed ? '.' : options.decimalMark);
  if (decimal.kind === 'none') return refused('NOT_A_NUMBER', { text });
  if (decimal.kind === 'ambiguous') return refused('AMBIGUOUS_NUMBER', { text });
  if (currency === undefined) return refused('NO_CURRENCY', { text });
  const amount = minorUnitsOf(decimal.text, currency);
  if (!amount.ok) {
    return amount.code === 'TOO_MANY_DECIMALS'
      ? refused('TOO_MANY_DECIMALS', { text, currency, decimals: amount.decimals })
      : refused('NUMBER_OUT_OF_RANGE', { text });
  }
  if (stored.negative && amount.minor !== 0) return refused('NUMBER_OUT_OF_RANGE', { text, minimum: 0 });
  const oddity: Oddity | null = amount.rounded
    ? oddityOf('ROUNDED', { text, minor: amount.minor })
    : named?.assumed === true
      ? oddityOf('CURRENCY_ASSUMED', { text, currency })
      : null;
  return accepted({ minor: amount.minor, currency }, oddity);
}

/** A column of currencies: codes and signs. */
export function parseCurrency(text: string, options: ParseOptions): Parsed {
  const named = currencyIn(text, options.defaultCurrency);
  if (named === null) return refused('UNKNOWN_CURRENCY', { text, currency: text });
  return accepted(
    named.currency,
    named.assumed ? oddityOf('CURRENCY_ASSUMED', { text, currency: named.currency }) : null,
  );
}

/** Whole numbers in decimal digits only; months also as `24 months` or `2 years`. */
export function parseInteger(field: Field, cell: Cell): Parsed {
  const text = cellText(cell).trim();
  const digits = typeof cell !== 'string' && cell.type === 'number' ? String(cell.value) : text;
  const term =
    field.type === 'months'
      ? /^(\d+)\s*(m|mo|mon|months?|monate?|mois|mesice?|mesicu|y|yrs?|years?|jahre?|ans?|roky?|let)?\.?$/i.exec(digits)
      : null;
  const plain = term?.[1] ?? digits;
  if (!/^-?\d{1,15}(?:\.0+)?$/.test(plain)) return refused('NOT_A_NUMBER', { text });
  const years = /^(?:y|j|a|r|l)/i.test(term?.[2] ?? '');
  const value = Number(plain) * (years ? 12 : 1);
  const minimum = field.minimum ?? 0;
  const maximum = field.maximum ?? Number.MAX_SAFE_INTEGER;
  if (value < minimum || value > maximum) return refused('NUMBER_OUT_OF_RANGE', { text, minimum, maximum });
  return accepted(value, years ? oddityOf('NORMALISED', { text, value }) : null);
}
