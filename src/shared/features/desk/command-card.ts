import type { Condition } from '#shared/features/assets/model.ts';
import { reservedCodePrefix } from '#shared/primitives/scanned-code.ts';

/** Verbs that are printed as cards, so that nobody has to put the scanner down. */
export const commandCards = [
  'DONE',
  'UNDO',
  'CONFIRM',
  'CHECK-IN',
  'LOAN',
  'SIGN',
  'GOOD',
  'WORN',
  'DAMAGED',
  'DEFECTIVE',
  'LOST',
  'STOLEN',
  'ENTRY',
  'CHECK-OUT',
  'COUNT',
  'REPRINT',
  'TIMES-2',
  'TIMES-5',
  'TIMES-10',
] as const;
export type CommandCard = (typeof commandCards)[number];

export const conditionOfCard: Readonly<Partial<Record<CommandCard, Condition>>> = {
  GOOD: 'good',
  WORN: 'worn',
  DAMAGED: 'damaged',
  DEFECTIVE: 'defective',
};

/** What a card says of the asset that is scanned next: that it is gone. */
export const lossOfCard: Readonly<Partial<Record<CommandCard, 'lost' | 'stolen'>>> = { LOST: 'lost', STOLEN: 'stolen' };

/** How many of an article the next scan issues, so that nobody has to key that in. */
export const quantityOfCard: Readonly<Partial<Record<CommandCard, number>>> = {
  'TIMES-2': 2,
  'TIMES-5': 5,
  'TIMES-10': 10,
};

/** What the bars of a card say: capital letters only, which every scanner and keyboard layout carries. */
export function codeOfCard(card: CommandCard): string {
  return reservedCodePrefix + card;
}

const cardLanguages = ['en', 'de'] as const;
type CardLanguage = (typeof cardLanguages)[number];

/** The number that a card is printed by: hundreds tell the language of its word. */
export function numberOfCard(card: CommandCard, language: CardLanguage): number {
  return cardLanguages.indexOf(language) * 100 + commandCards.indexOf(card) + 1;
}

/** The card that a number stands for; null when there is none. */
export function cardOfNumber(number: number): { card: CommandCard; language: CardLanguage } | null {
  const card = commandCards[(number % 100) - 1];
  const language = cardLanguages[Math.floor(number / 100)];
  return card === undefined || language === undefined ? null : { card, language };
}

/** The card that a code stands for; `foreign` when it looks like one and is none of ours, null for any other code. */
export function cardOfCode(code: string): CommandCard | 'foreign' | null {
  const upper = code.toUpperCase();
  if (!upper.startsWith(reservedCodePrefix)) return null;
  return commandCards.find((card) => codeOfCard(card) === upper) ?? 'foreign';
}
