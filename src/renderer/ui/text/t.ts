import type en from '../../../../resources/i18n/en.json';
import { numberFormat, pluralRules } from './formatters.ts';
import { dictionary, locale } from './language.ts';

/** Every sentence has a key; a key that is not in the English file does not compile. */
export type TextKey = keyof typeof en;
export type Facts = Readonly<Record<string, string | number | null | undefined>>;

function shown(value: string | number | null | undefined): string {
  if (typeof value === 'number') return numberFormat().format(value);
  return value ?? '–';
}

function filled(template: string, facts: Facts): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(facts, name) ? shown(facts[name]) : whole,
  );
}

/** The sentence of a key that is made from data (`failure.ASSET_HELD`), or null when there is none. */
export function findText(key: string, facts: Facts = {}): string | null {
  const entry = dictionary()[key];
  if (entry === undefined) return null;
  if (typeof entry === 'string') return filled(entry, facts);
  const count = Number(facts['count'] ?? 0);
  return filled(pluralRules().select(count) === 'one' ? entry.one : entry.other, facts);
}

/** The sentence of a key in the chosen language. A plural sentence is chosen by the fact `count`. */
export function t(key: TextKey, facts: Facts = {}): string {
  return findText(key, facts) ?? key;
}

/** All words of an enumeration by its values, in the alphabet of the language. */
export function wordsOfFamily(family: string): { value: string; label: string }[] {
  const prefix = `${family}.`;
  return Object.entries(dictionary())
    .flatMap(([key, label]) =>
      key.startsWith(prefix) && typeof label === 'string' ? [{ value: key.slice(prefix.length), label }] : [],
    )
    .toSorted((one, other) => one.label.localeCompare(other.label, locale()));
}

/** The word for a value of an enumeration, e.g. `status.in_use`; the value itself when a newer backend sends another. */
export function word(family: string, value: string): string {
  return findText(`${family}.${value}`) ?? value;
}
