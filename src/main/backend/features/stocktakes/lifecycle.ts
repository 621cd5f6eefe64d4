import type { StocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';

/** How far the lines of a part have been worked through. */
export interface OpenOfPart {
  variances: number;
  undecided: number;
  unapproved: number;
  decided: number;
}

/** What else is counted in a stocktake, by a slice that this one does not know. */
export interface StocktakePart {
  /** Freezes what is expected. @returns how many lines there are */
  freeze: (command: CommandContext, stocktakeId: number, scope: StocktakeScope) => Promise<number>;
  open: (db: Db, stocktakeId: number) => Promise<OpenOfPart>;
  /** Writes what was decided into the books, right before the stocktake is closed. */
  apply: (command: CommandContext, stocktake: { id: number; number: number }) => Promise<void>;
}

/** Registered from the index.ts of whoever counts something else. */
export const stocktakeParts: StocktakePart[] = [];

/** How far all parts have been worked through together. */
export async function openInParts(db: Db, stocktakeId: number): Promise<OpenOfPart> {
  const sum = { variances: 0, undecided: 0, unapproved: 0, decided: 0 };
  for (const part of stocktakeParts) {
    const open = await part.open(db, stocktakeId);
    sum.variances += open.variances;
    sum.undecided += open.undecided;
    sum.unapproved += open.unapproved;
    sum.decided += open.decided;
  }
  return sum;
}
