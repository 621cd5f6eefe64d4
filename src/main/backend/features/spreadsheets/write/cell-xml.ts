import { epochDayOf, serialFromDay } from '#shared/primitives/days.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { isLinkedText, isMoney, type CellValue, type Column, type ColumnType } from './column.ts';
import type { Styles } from './styles.ts';
import { WriteError } from './write-error.ts';
import { xmlText } from './xml-text.ts';

/** The most UTF-16 units a spreadsheet cell holds. */
export const LONGEST_TEXT = 32_767;
/** Integers above are shown rounded by spreadsheet programs, which keep 15 digits. */
const LARGEST_EXACT = 999_999_999_999_999;
const SERIAL_OF_1970 = 25_569;

/** Shortens a text to what a cell holds; null when it fits. */
export function shortenedText(text: string): string | null {
  if (text.length <= LONGEST_TEXT) return null;
  return `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** An inline string: never a formula, whatever its first character. */
export function textCell(reference: string, style: number, text: string): string {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${xmlText(text)}</t></is></c>`;
}

function numberCell(reference: string, style: number, digits: string): string {
  return `<c r="${reference}" s="${style}"><v>${digits}</v></c>`;
}

/** Serial of an instant with millisecond precision, or null before March 1900. */
function instantSerial(instant: string): string | null {
  const milliseconds = Date.parse(instant);
  if (!Number.isFinite(milliseconds)) return null;
  const serial = milliseconds / 86_400_000 + SERIAL_OF_1970;
  return serial < 61 ? null : String(Math.round(serial * 1e9) / 1e9);
}

function typedNumber(value: number, type: ColumnType): string | null {
  if (type === 'text') return null;
  return type === 'integer' && (!Number.isInteger(value) || Math.abs(value) > LARGEST_EXACT) ? null : String(value);
}

/**
 * The XML of one cell; empty for null. A value that its column's type cannot show exactly (a day before March 1900, an
 * integer of 16 digits) is written as text rather than changed.
 * @throws WriteError INVALID_CELL for a number, day or instant that is none
 */
export function cellXml(
  reference: string,
  { type, wrap, strong }: Pick<Column, 'type' | 'wrap' | 'strong'>,
  value: CellValue,
  styles: Styles,
): string {
  if (value === null || value === '') return '';
  if (isLinkedText(value)) return textCell(reference, styles.link, value.text);
  if (isMoney(value)) return numberCell(reference, styles.money(value.currency), moneyToDecimal(value));
  if (typeof value === 'boolean') return `<c r="${reference}" s="${styles.truth()}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new WriteError('INVALID_CELL', { cell: reference, type, value: String(value) });
    const digits = typedNumber(value, type);
    return digits === null
      ? textCell(reference, styles.of('text'), String(value))
      : numberCell(reference, styles.of(type), digits);
  }
  if (type === 'date') {
    if (Number.isNaN(epochDayOf(value))) throw new WriteError('INVALID_CELL', { cell: reference, type, value });
    const serial = serialFromDay(value);
    if (serial !== null) return numberCell(reference, styles.of('date'), String(serial));
  }
  if (type === 'dateTime') {
    if (Number.isNaN(Date.parse(value))) throw new WriteError('INVALID_CELL', { cell: reference, type, value });
    const serial = instantSerial(value);
    if (serial !== null) return numberCell(reference, styles.of('dateTime'), serial);
  }
  return textCell(reference, styles.text(wrap ?? value.includes('\n'), strong === true), value);
}
