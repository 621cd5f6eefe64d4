import type { PaperLanguage } from '#shared/features/procurement/document-contract.ts';
import { currencyExponent, moneyToDecimal } from '#shared/primitives/money.ts';
import type { Day } from '#shared/primitives/days.ts';
import { textIn } from '#backend/kernel/sentences.ts';

/** Texts, amounts and days of a paper in the language of whoever reads it. */
export interface Words {
  say: (key: string, facts?: Readonly<Record<string, number | string>>) => string;
  /** In units of the currency, without its code. */
  amount: (minor: number, currency: string) => string;
  /** With the code of the currency, and no line break between. */
  money: (minor: number, currency: string) => string;
  day: (day: Day) => string;
  number: (value: number) => string;
}

export function wordsIn(language: PaperLanguage): Words {
  // A number of the day before its month cannot be mistaken for the other way round.
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(locale);
  const amount = (minor: number, currency: string) => {
    const digits = currencyExponent(currency);
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return format.format(moneyToDecimal({ minor, currency }));
  };
  return {
    say: (key, facts = {}) => textIn(language, `document.${key}`, facts),
    amount,
    money: (minor, currency) => `${amount(minor, currency)}\u00A0${currency}`,
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    number: (value) => numbers.format(value),
  };
}

/** Facts that are known, as a letter lists them. */
export function knownFacts(words: Words, facts: readonly (readonly [label: string, value: string | null])[]) {
  return facts.flatMap(([label, value]) =>
    value === null || value === '' ? [] : [{ label: words.say(label), value }],
  );
}
