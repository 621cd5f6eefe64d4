import german from '../../../../resources/i18n/de.json' with { type: 'json' };
import english from '../../../../resources/i18n/en.json' with { type: 'json' };

const dictionaries: Readonly<Record<'en' | 'de', Readonly<Record<string, unknown>>>> = { en: english, de: german };

/**
 * The sentence of the resource file, filled with facts; null when there is
 * none. The window words everything itself: this is for what is read outside
 * it, the command line and the workbook of rejected rows.
 */
export function findSentence(key: string, facts: Readonly<Record<string, unknown>>): string | null {
  const pattern = (english as Record<string, unknown>)[key];
  if (typeof pattern !== 'string') return null;
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = facts[name];
    return value === undefined || value === null ? whole : plain(value);
  });
}

/** A text in the language of a file that is read outside the window; a plural one is chosen by the fact `count`. */
export function textIn(
  language: 'en' | 'de',
  key: string,
  facts: Readonly<Record<string, number | string>> = {},
): string {
  const entry = dictionaries[language][key];
  const forms = typeof entry === 'object' && entry !== null ? (entry as { one: string; other: string }) : null;
  const one = new Intl.PluralRules(language).select(Number(facts['count'] ?? 0)) === 'one';
  const pattern = forms === null ? (typeof entry === 'string' ? entry : key) : one ? forms.one : forms.other;
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = facts[name];
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : (value ?? whole);
  });
}

/** Facts on one line, for codes that no sentence is written for. */
export function listFacts(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${plain(value)}`)
    .join(', ');
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
