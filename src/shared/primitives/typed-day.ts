import { isDay } from './days.ts';

/**
 * How a calendar day is written in a locale, as a pattern of YYYY, MM, DD and what stands between them: `DD.MM.YYYY` in
 * German, `MM/DD/YYYY` in the United States (Unicode CLDR, through Intl).
 */
export function dayPattern(locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const pattern = format
    .formatToParts(0)
    .map(({ type, value }) => {
      if (type === 'year') return 'YYYY';
      if (type === 'month') return 'MM';
      // Words and marks of direction around the numbers are not asked for.
      return type === 'day' ? 'DD' : type === 'literal' ? value.replaceAll(/[^-./, ]/g, '') : '';
    })
    .join('')
    .replaceAll(/^[^YMD]+|[^YMD]+$/g, '');
  return ['YYYY', 'MM', 'DD'].every((part) => pattern.includes(part)) ? pattern : 'YYYY-MM-DD';
}

/**
 * The day that somebody typed: as the locale writes it, whatever stands between the numbers and with or without zeros
 * before them, or as YYYY-MM-DD. A year of two digits is one of this century.
 *
 * @param pattern of dayPattern
 * @returns YYYY-MM-DD, or null for what is no day
 */
export function dayOfText(text: string, pattern: string): string | null {
  const plain = text.trim();
  if (isDay(plain)) return plain;
  const numbers = /^(\d{1,4})[-./, ]+(\d{1,2})[-./, ]+(\d{1,4})\.?$/.exec(plain);
  if (numbers === null) return null;
  const order = [...pattern.matchAll(/YYYY|MM|DD/g)].map(([part]) => part);
  const at = (part: string) => numbers[order.indexOf(part) + 1] ?? '';
  const year = at('YYYY').length === 2 ? `20${at('YYYY')}` : at('YYYY');
  const day = `${year}-${at('MM').padStart(2, '0')}-${at('DD').padStart(2, '0')}`;
  return isDay(day) ? day : null;
}
