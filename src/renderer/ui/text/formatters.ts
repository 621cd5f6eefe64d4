import { locale } from './language.ts';

// A formatter is dear to make (the first of a window takes 20 ms) and cheap to use, so each is made once.
type Formatter = Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.PluralRules | Intl.ListFormat;
const made = new Map<string, Formatter>();

function once<Kind extends Formatter>(kind: string, options: object, make: (language: string) => Kind): Kind {
  const language = locale();
  const key = `${kind} ${language} ${JSON.stringify(options)}`;
  const known = made.get(key) as Kind | undefined;
  if (known) return known;
  const formatter = make(language);
  made.set(key, formatter);
  return formatter;
}

export const numberFormat = (options: Intl.NumberFormatOptions = {}) =>
  once('number', options, (language) => new Intl.NumberFormat(language, options));

export const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  once('date', options, (language) => new Intl.DateTimeFormat(language, options));

export const ageFormat = () =>
  once('age', {}, (language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

/** Names as a sentence joins them. */
export const listFormat = () => once('list', {}, (language) => new Intl.ListFormat(language, { type: 'conjunction' }));

export const pluralRules = () => once('plural', {}, (language) => new Intl.PluralRules(language));

/** Makes what the first page needs, before somebody waits for it. */
export function prepareFormatters(): void {
  numberFormat().format(0);
  pluralRules().select(1);
}
