import { findSentence } from '#backend/kernel/sentences.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';

/** A text of the resource file for paper; what is printed goes to suppliers and files, in English. */
export function say(key: string, facts: Readonly<Record<string, unknown>> = {}): string {
  return findSentence(`document.${key}`, facts) ?? key;
}

/** An amount with its thousands set apart by spaces that do not break. */
export function amount(minor: number, currency: string): string {
  const [whole = '', fraction] = moneyToDecimal({ minor, currency }).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00A0');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`}\u00A0${currency}`;
}

/** Facts that are known, as a letter lists them. */
export function knownFacts(facts: readonly (readonly [label: string, value: string | null])[]) {
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label: say(label), value }]));
}
