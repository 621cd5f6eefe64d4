import { isCurrency } from '#shared/primitives/money.ts';
import { locale } from './language.ts';

/** Currencies by code and name, for a list to choose from. */
export function currencyChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale(), { type: 'currency' });
  return Intl.supportedValuesOf('currency')
    .filter(isCurrency)
    .map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

const byRegion: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  CZ: 'CZK',
  PL: 'PLN',
  HU: 'HUF',
  DK: 'DKK',
  SE: 'SEK',
  NO: 'NOK',
  JP: 'JPY',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  IN: 'INR',
};

/** A first proposal from the region of the system. */
export function likelyCurrency(): string {
  const region = new Intl.Locale(navigator.language).maximize().region ?? '';
  return byRegion[region] ?? 'EUR';
}
