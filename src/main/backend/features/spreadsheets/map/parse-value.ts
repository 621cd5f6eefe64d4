import { flawOfFreeText, flawOfIdentifier, repairedMojibake, withoutInvisible } from '#shared/primitives/text.ts';
import { cellText, type Cell } from '../read/table.ts';
import { BOOLEANS, choiceKey } from './choices.ts';
import type { Field, FieldType } from './entity-description.ts';
import { parseDate } from './parse-date.ts';
import { parseCurrency, parseInteger, parseMoney } from './parse-number.ts';
import { accepted, oddityOf, refused, type Oddity, type Parsed, type ParseOptions } from './parsed.ts';
import { looksLikeEmail, looksLikeImei, normalMac } from './recognisers.ts';

/** Longest text of a field, in UTF-16 units. */
const LONGEST: Readonly<Partial<Record<FieldType, number>>> = { tag: 64, serial: 128, email: 254, notes: 10_000 };
const LONGEST_TEXT = 255;

/** What people write into a cell for «nothing». */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'n a',
  'na',
  'none',
  'null',
  'nil',
  'unknown',
  'tbd',
  'tba',
  'not available',
  'not applicable',
  'undefined',
  'nan',
  'to be filled by o e m',
  'default string',
  'system serial number',
  'keine',
  'unbekannt',
  'k a',
  'nezname',
  'neni',
  'inconnu',
  'aucun',
]);

/** Digits of a number that a spreadsheet keeps exactly. */
const EXACT_DIGITS = 15;
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}$/i;

/** No placeholder is longer, and none has a digit: most cells need no closer look. */
const LONGEST_PLACEHOLDER = 40;

function isPlaceholder(text: string): boolean {
  if (text.length > LONGEST_PLACEHOLDER || /\d/.test(text)) return false;
  return /^[-–—?.*_/\\]+$/.test(text) || PLACEHOLDERS.has(choiceKey(text));
}

/** What a cell in scientific notation was, as far as it can still be known. */
function writtenOut(cell: Cell): string | null {
  if (typeof cell === 'string' || typeof cell.value !== 'number') return null;
  const digits = String(cell.value);
  return /^\d+$/.test(digits) && digits.length <= EXACT_DIGITS ? digits : null;
}

function freeText(field: Field, text: string): Parsed {
  const flaw = flawOfFreeText(text);
  if (flaw !== null)
    return refused('INVALID_CHARACTER', { kind: flaw.kind, codePoint: flaw.codePoint, index: flaw.index });
  const longest = LONGEST[field.type] ?? LONGEST_TEXT;
  if (text.length > longest) return refused('TOO_LONG', { length: text.length, longest });
  const repaired = repairedMojibake(text);
  return accepted(text, repaired === null ? null : oddityOf('MOJIBAKE', { text }, repaired));
}

/** Tags and serial numbers: what a scanner must find again, so nothing invisible and nothing damaged. */
function identifier(field: Field, cell: Cell, text: string): Parsed {
  const damaged =
    typeof cell === 'string'
      ? SCIENTIFIC.test(text)
      : cell.scientific === true || (cell.type === 'text' && SCIENTIFIC.test(text));
  // `3E5` is a plausible code; a decimal point or a plus sign is what spreadsheets write.
  if (damaged && (typeof cell !== 'string' || /[.,+]/.test(text)))
    return refused('SCIENTIFIC_NOTATION', { text }, writtenOut(cell));
  if (typeof cell !== 'string' && cell.type === 'number' && /^\d{16,}$/.test(text))
    return refused('SCIENTIFIC_NOTATION', { text });
  const flaw = flawOfIdentifier(text);
  if (flaw !== null) {
    return refused(
      'INVALID_CHARACTER',
      { kind: flaw.kind, codePoint: flaw.codePoint, index: flaw.index },
      withoutInvisible(text),
    );
  }
  const value = field.type === 'tag' ? text.normalize('NFKC').trim() : text;
  const longest = LONGEST[field.type] ?? LONGEST_TEXT;
  if (value.length > longest) return refused('TOO_LONG', { length: value.length, longest });
  return accepted(value, identifierOddity(cell, text, value));
}

function identifierOddity(cell: Cell, text: string, value: string): Oddity | null {
  if (value !== text) return oddityOf('NORMALISED', { text, value });
  const repaired = repairedMojibake(text);
  if (repaired !== null) return oddityOf('MOJIBAKE', { text }, repaired);
  return typeof cell !== 'string' && cell.type === 'number' ? oddityOf('NUMBER_AS_TEXT', { text }) : null;
}

function choice(field: Field, text: string): Parsed {
  const value = field.choices?.get(choiceKey(text));
  return value === undefined ? accepted(null, oddityOf('UNKNOWN_CHOICE', { text })) : accepted(value);
}

function boolean(cell: Cell, text: string): Parsed {
  if (typeof cell !== 'string' && cell.type === 'boolean') return accepted(cell.value === true);
  const value = BOOLEANS.get(choiceKey(text));
  return value === undefined ? refused('NOT_A_BOOLEAN', { text }) : accepted(value === 'true');
}

function checked(code: 'INVALID_EMAIL' | 'INVALID_MAC' | 'INVALID_IMEI', text: string, value: string | null): Parsed {
  return value === null ? refused(code, { text }) : accepted(value);
}

/**
 * Reads one cell as the field wants it. An empty cell is null; a placeholder such as `N/A` is null with an oddity where
 * it would otherwise become an identifier. Codes and facts only, nothing is thrown.
 */
export function parseValue(field: Field, cell: Cell, options: ParseOptions): Parsed {
  const text = cellText(cell).trim();
  if (text === '') return accepted(null);
  if (typeof cell !== 'string' && cell.type === 'error') return refused('CELL_ERROR', { text, address: cell.address });
  if (field.type !== 'notes' && field.type !== 'choice' && field.type !== 'boolean' && isPlaceholder(text)) {
    return accepted(null, oddityOf('PLACEHOLDER', { text }));
  }
  switch (field.type) {
    case 'tag':
    case 'serial':
      return identifier(field, cell, text);
    case 'money':
      return parseMoney(cell, options);
    case 'currency':
      return parseCurrency(text, options);
    case 'date':
      return parseDate(cell, options);
    case 'boolean':
      return boolean(cell, text);
    case 'choice':
      return choice(field, text);
    case 'integer':
    case 'months':
      return parseInteger(field, cell);
    case 'email':
      return checked('INVALID_EMAIL', text, looksLikeEmail(text) ? text : null);
    case 'mac':
      return checked('INVALID_MAC', text, normalMac(text));
    case 'imei': {
      const written = writtenOut(cell) ?? text;
      const damaged = SCIENTIFIC.test(text) && written === text;
      if (damaged) return refused('SCIENTIFIC_NOTATION', { text });
      return checked('INVALID_IMEI', text, looksLikeImei(written) ? written.replaceAll(/\D/g, '') : null);
    }
    case 'text':
    case 'notes':
    case 'reference':
      return freeText(field, text);
  }
}
