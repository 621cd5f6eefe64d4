/** Where how many of an article lie. */
export interface BinStock {
  placeId: number;
  quantity: number;
}

export type Verdict<Because extends string> = { allowed: true } | { allowed: false; because: Because };

/** Whether so many may leave a bin: a stock never goes below zero. */
export function mayTake(available: number, wanted: number): Verdict<'STOCK_SHORT'> {
  return wanted <= available ? { allowed: true } : { allowed: false, because: 'STOCK_SHORT' };
}

/** Whether so many may come back from somebody: not more than he was given and has not brought back. */
export function mayReturn(out: number, quantity: number): Verdict<'RETURN_EXCEEDS'> {
  return quantity <= out ? { allowed: true } : { allowed: false, because: 'RETURN_EXCEEDS' };
}

/**
 * The bin that a scan takes from when nobody says which: the fullest one, so that the article is on the spot for the
 * longest time; among equals the older place. A bin is not topped up from another by itself.
 *
 * @returns null when there is none anywhere
 */
export function nextBin(bins: readonly BinStock[]): BinStock | null {
  const full = bins.filter(({ quantity }) => quantity > 0);
  return full.toSorted((one, other) => other.quantity - one.quantity || one.placeId - other.placeId)[0] ?? null;
}

/** Whether the stock has come down to the level at which more is bought. */
export function isLow(stock: number, reorderLevel: number | null): boolean {
  return reorderLevel !== null && stock <= reorderLevel;
}

/** How many to buy so that the stock lies above its reorder level again, in multiples of what is bought at once. */
export function proposedQuantity(stock: number, reorderLevel: number, reorderQuantity: number): number {
  const missing = reorderLevel - stock + 1;
  return missing <= 0 ? 0 : Math.ceil(missing / reorderQuantity) * reorderQuantity;
}

export interface DoneMovement {
  id: number;
  isReversal: boolean;
  isReversed: boolean;
}

/**
 * Whether a movement may be taken back: it is the article's last one that still stands. What came after it was decided
 * on the stock that it left, so that has to be taken back first.
 *
 * @param lastStanding the article's newest movement that is neither a reversal nor reversed; null when there is none
 */
export function mayUndo(
  movement: DoneMovement,
  lastStanding: number | null,
): Verdict<'MOVEMENT_UNDONE' | 'MOVEMENT_NOT_LAST'> {
  if (movement.isReversal || movement.isReversed) return { allowed: false, because: 'MOVEMENT_UNDONE' };
  return movement.id === lastStanding ? { allowed: true } : { allowed: false, because: 'MOVEMENT_NOT_LAST' };
}

/** The code for an article that was given none: `S` and its padded number, in a form that every scanner reads. */
export function articleCodeOf(number: number): string {
  return `S${String(number).padStart(5, '0')}`;
}
