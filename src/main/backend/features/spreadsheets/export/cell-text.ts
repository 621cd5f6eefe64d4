import type { ExportLanguage } from '#shared/features/spreadsheets/export-contract.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { canonicalText, isMoney } from '../write/column.ts';
import type { CellValue, ColumnType } from '../write/column.ts';

/** Values as people read them in the language of a printed list, in the time of this machine. */
export function cellTexts(language: ExportLanguage): (value: CellValue, type: ColumnType) => string {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const number = new Intl.NumberFormat(language);
  const amounts = new Map<string, Intl.NumberFormat>();
  const amountIn = (currency: string) => {
    const format = amounts.get(currency) ?? new Intl.NumberFormat(language, { style: 'currency', currency });
    amounts.set(currency, format);
    return format;
  };
  return (value, type) => {
    if (value === null) return '';
    if (isMoney(value)) return amountIn(value.currency).format(moneyToDecimal(value));
    if (typeof value === 'number') return number.format(value);
    if (typeof value === 'boolean') return textIn(language, value ? 'fields.yes' : 'fields.no');
    if (type === 'date' && typeof value === 'string') return day.format(new Date(`${value}T00:00:00Z`));
    if (type === 'dateTime' && typeof value === 'string') return instant.format(new Date(value));
    // What is read on paper stands on one line.
    return (canonicalText(value) ?? '').replaceAll(/\s+/g, ' ');
  };
}
