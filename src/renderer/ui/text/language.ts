import { useSyncExternalStore } from 'react';
import de from '../../../../resources/i18n/de.json';
import en from '../../../../resources/i18n/en.json';

/** The languages there is a resource file for, by the name their speakers know them by. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

export interface Plural {
  readonly one: string;
  readonly other: string;
}
export type Dictionary = Readonly<Record<string, string | Plural>>;

const dictionaries: Readonly<Record<Language, Dictionary>> = { en, de };
const storageKey = 'quartermaster.language';
const listeners = new Set<() => void>();

function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && Object.hasOwn(dictionaries, value);
}

function initialLanguage(): Language {
  const remembered = localStorage.getItem(storageKey);
  if (isLanguage(remembered)) return remembered;
  const system = navigator.language.split('-')[0];
  return isLanguage(system) ? system : 'en';
}

/**
 * The resource file with every sentence between marks. Whatever stands on a page without them came from somewhere else:
 * nobody is offered this, tests switch it on.
 */
function marked(plain: Dictionary): Dictionary {
  const mark = (sentence: string) => `⟦${sentence}⟧`;
  return Object.fromEntries(
    Object.entries(plain).map(([key, entry]) => [
      key,
      typeof entry === 'string' ? mark(entry) : { one: mark(entry.one), other: mark(entry.other) },
    ]),
  );
}

let current: Language = initialLanguage();
const markedDictionary =
  localStorage.getItem('quartermaster.markTexts') === null ? null : marked(dictionaries[current]);
document.documentElement.lang = current;

export function dictionary(): Dictionary {
  return markedDictionary ?? dictionaries[current];
}

/** The locale for numbers and dates: the region of the system where it speaks the chosen language. */
export function locale(): string {
  return navigator.languages.find((each) => each.split('-')[0] === current) ?? current;
}

/** With what a week begins where this locale is spoken; 0 is Sunday. */
export function firstDayOfWeek(): 0 | 1 | 6 {
  const known = new Intl.Locale(locale()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  const day = known.getWeekInfo?.().firstDay;
  return day === 7 ? 0 : day === 6 ? 6 : 1;
}

export function chooseLanguage(language: Language): void {
  current = language;
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
