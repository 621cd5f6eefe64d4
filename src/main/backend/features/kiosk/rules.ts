import type { KioskExceptionKind } from '#shared/features/kiosk/contract.ts';
import { isAlarming, isClosed } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { CommandCard } from '#shared/features/desk/command-card.ts';

export interface KioskItem {
  id: number;
  status: AssetStatus;
  /** Of which person it is in charge; `other` for a place, a team or another asset. */
  holder: number | 'other' | null;
  loanable: boolean;
}

export interface KioskKit {
  id: number;
  holder: number | 'other' | null;
  /** Whether everything of it is there. */
  complete: boolean;
}

export interface KioskPerson {
  id: number;
  /** Has left, or is archived. */
  gone: boolean;
  /** Should have brought something back. */
  overdue: boolean;
}

export type KioskScanned =
  | { is: 'person'; person: KioskPerson }
  | { is: 'asset'; item: KioskItem }
  | { is: 'kit'; kit: KioskKit }
  /** How many there are, and how many the borrower was given and has not brought back. */
  | { is: 'supply'; stock: number; out: number }
  | { is: 'card'; card: CommandCard }
  | { is: 'unknown' | 'several' | 'other' };

export type KioskDecision =
  | { act: 'welcome' }
  | { act: 'borrow' }
  | { act: 'return' }
  | { act: 'borrow_kit' | 'return_kit'; kitId: number }
  /** One of an article. */
  | { act: 'take' | 'bring' }
  /** From here on articles come back instead of being taken. */
  | { act: 'return_mode' }
  | { act: 'already' }
  | { act: 'note_damage'; assetId: number }
  | { act: 'finish' }
  /** Said to the borrower, and nobody has to look after it. */
  | { act: 'refuse'; because: 'BADGE_FIRST' | 'CARD_NOT_HERE' | 'NOTHING_TO_JUDGE' | 'NONE_OF_YOURS' }
  /** Said to the borrower, and it waits for the operator. */
  | { act: 'except'; kind: KioskExceptionKind; because: string };

/** What a visit is about so far. */
export interface KioskVisitFacts {
  borrower: KioskPerson | null;
  /** What this visit took or brought, as identifiers. */
  doneWith: readonly number[];
  doneWithKits: readonly number[];
  /** What it acted on last; the card DAMAGED means that one. */
  lastItem: number | null;
  /** Whether he brings back: the code of an article does not tell which way it goes. */
  returning: boolean;
}

export interface KioskRules {
  blockOverdue: boolean;
  kits: boolean;
  supplies: boolean;
}

/**
 * What a scan at the kiosk means. A badge begins a visit; an item that the borrower holds comes back, one that may be
 * lent and lies in stock goes to him. Whatever needs a judgement waits for the operator.
 */
export function decideAtKiosk(visit: KioskVisitFacts, scanned: KioskScanned, policy: KioskRules): KioskDecision {
  switch (scanned.is) {
    case 'person':
      return scanned.person.gone
        ? { act: 'except', kind: 'blocked_person', because: 'PERSON_GONE' }
        : { act: 'welcome' };
    case 'card':
      return decideCard(visit, scanned.card);
    case 'unknown':
      return { act: 'except', kind: 'unknown_code', because: 'UNKNOWN_CODE' };
    case 'several':
      return { act: 'except', kind: 'unknown_code', because: 'CODE_NOT_UNIQUE' };
    case 'other':
      return { act: 'except', kind: 'not_loanable', because: 'NOT_LENT_HERE' };
    case 'asset':
      return decideItem(visit, scanned.item, policy);
    case 'kit':
      return decideKit(visit, scanned.kit, policy);
    case 'supply':
      return decideSupply(visit, scanned, policy);
  }
}

function decideCard({ borrower, lastItem }: KioskVisitFacts, card: CommandCard): KioskDecision {
  if (card === 'DONE') return { act: 'finish' };
  if (card === 'CHECK-IN')
    return borrower === null ? { act: 'refuse', because: 'BADGE_FIRST' } : { act: 'return_mode' };
  if (card !== 'DAMAGED' && card !== 'DEFECTIVE') return { act: 'refuse', because: 'CARD_NOT_HERE' };
  if (borrower === null) return { act: 'refuse', because: 'BADGE_FIRST' };
  return lastItem === null ? { act: 'refuse', because: 'NOTHING_TO_JUDGE' } : { act: 'note_damage', assetId: lastItem };
}

function decideItem(
  { borrower, doneWith }: KioskVisitFacts,
  item: KioskItem,
  { blockOverdue }: KioskRules,
): KioskDecision {
  // What is sought is told whoever brings it, also without a badge.
  if (isAlarming(item.status)) return { act: 'except', kind: 'alarm', because: `ASSET_${item.status.toUpperCase()}` };
  if (borrower === null) return { act: 'refuse', because: 'BADGE_FIRST' };
  if (item.holder === borrower.id) {
    // A label that lies before the reader is read again, and must not come back by that.
    return doneWith.includes(item.id) ? { act: 'already' } : { act: 'return' };
  }
  if (item.holder !== null) return { act: 'except', kind: 'held_by_other', because: 'HELD_BY_OTHER' };
  if (doneWith.includes(item.id)) return { act: 'already' };
  if (isClosed(item.status)) return { act: 'except', kind: 'not_loanable', because: 'ASSET_CLOSED' };
  if (!item.loanable) return { act: 'except', kind: 'not_loanable', because: 'NOT_LENT_HERE' };
  if (item.status !== 'in_stock') return { act: 'except', kind: 'not_loanable', because: 'NOT_IN_STOCK' };
  if (blockOverdue && borrower.overdue) return { act: 'except', kind: 'blocked_person', because: 'HAS_OVERDUE' };
  return { act: 'borrow' };
}

/** A kit goes out whole or not at all: what is missing of one needs somebody who looks. */
function decideKit(
  { borrower, doneWithKits }: KioskVisitFacts,
  { id: kitId, holder, complete }: KioskKit,
  { blockOverdue, kits }: KioskRules,
): KioskDecision {
  if (borrower === null) return { act: 'refuse', because: 'BADGE_FIRST' };
  if (doneWithKits.includes(kitId)) return { act: 'already' };
  if (holder === borrower.id) return { act: 'return_kit', kitId };
  if (holder !== null) return { act: 'except', kind: 'held_by_other', because: 'HELD_BY_OTHER' };
  if (!kits) return { act: 'except', kind: 'not_loanable', because: 'NOT_LENT_HERE' };
  if (!complete) return { act: 'except', kind: 'not_loanable', because: 'KIT_INCOMPLETE' };
  if (blockOverdue && borrower.overdue) return { act: 'except', kind: 'blocked_person', because: 'HAS_OVERDUE' };
  return { act: 'borrow_kit', kitId };
}

/** Each scan of an article is one that he takes, or brings once he has said so; whatever the rules lend, what is his comes back. */
function decideSupply(
  { borrower, returning }: KioskVisitFacts,
  { stock, out }: { stock: number; out: number },
  { blockOverdue, supplies }: KioskRules,
): KioskDecision {
  if (borrower === null) return { act: 'refuse', because: 'BADGE_FIRST' };
  if (returning) return out > 0 ? { act: 'bring' } : { act: 'refuse', because: 'NONE_OF_YOURS' };
  if (!supplies) return { act: 'except', kind: 'not_loanable', because: 'NOT_LENT_HERE' };
  if (stock === 0) return { act: 'except', kind: 'not_loanable', because: 'NONE_LEFT' };
  if (blockOverdue && borrower.overdue) return { act: 'except', kind: 'blocked_person', because: 'HAS_OVERDUE' };
  return { act: 'take' };
}

/** A visit that nobody scanned for so long is over: who comes next must not borrow in another's name. */
export function isOver(touchedAt: string, now: string, idleSeconds: number): boolean {
  return Date.parse(now) - Date.parse(touchedAt) >= idleSeconds * 1000;
}
