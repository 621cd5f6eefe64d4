import { currencyExponent, minorUnitsOf } from '#shared/primitives/money.ts';
import type { Money } from '#shared/primitives/money.ts';
import { t } from './t.ts';

/** An amount as somebody typed it, with point or comma; null for no text and for no amount. */
export function moneyOfText(text: string, currency: string): Money | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,13}(\.\d+)?$/.test(plain)) return null;
  const units = minorUnitsOf(plain, currency);
  return units.ok ? { minor: units.minor, currency } : null;
}

/** What is wrong with an amount that was typed; null when nothing is, or nothing was typed. */
export function issueOfMoney(text: string, currency: string): string | null {
  if (text.trim() === '' || moneyOfText(text, currency) !== null) return null;
  return t('issue.money', { decimals: currencyExponent(currency) });
}
