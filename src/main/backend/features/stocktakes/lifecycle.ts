import type { CountedQuantity, StocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { PlanBody, ResultBody } from './files/bodies.ts';

/** How far the lines of a part have been worked through. */
export interface OpenOfPart {
  variances: number;
  undecided: number;
  unapproved: number;
  decided: number;
}

/** What a witness counted by quantity at another workstation. */
export interface JoinedQuantity {
  code: string;
  placeId: number;
  quantity: number;
  at: string;
  /** Of the session in which it was counted: tells witnesses apart, whose names may be the same. */
  key: string;
  /** Who counted, and where. */
  who: string;
  /** The same person here; null when nobody here has his username. */
  operatorId: number | null;
}

/** A scan at a place that may mean something of a part. */
export interface PartScan {
  stocktakeId: number;
  /** Who counts, and where. */
  sessionId: number;
  placeId: number;
  code: string;
  blind: boolean;
  origin: 'here' | 'file';
}

/** Positions, from 1, of what is counted of so many: all of them, or the sample of a spot check. */
export type Draw = (population: number) => number[];

/** What else is counted in a stocktake, by a slice that this one does not know. */
export interface StocktakePart {
  /** How many lines the scope has now. */
  expects: (db: Db, scope: StocktakeScope) => Promise<number>;
  /** Freezes what is expected, of all lines in a stated order those that the draw says. @returns how many lines there are */
  freeze: (command: CommandContext, stocktakeId: number, scope: StocktakeScope, draw: Draw) => Promise<number>;
  /** Whether the code names something of this part in the stocktake, so that no asset is looked for. */
  knows: (db: Db, code: string, stocktake: { id: number; origin: 'here' | 'file' }) => Promise<boolean>;
  /** Counts one more of what the code names; null when it names nothing of this part. */
  scan: (command: CommandContext, scan: PartScan) => Promise<CountedQuantity | null>;
  /** What another workstation has to know to count what belongs to this part. */
  listFor: (db: Db, stocktakeId: number) => Promise<PlanBody['articles']>;
  /** Keeps another workstation's list, so that its codes mean something here. */
  takeIn: (command: CommandContext, stocktakeId: number, articles: PlanBody['articles']) => Promise<void>;
  /** What was counted of another workstation's list, for it. */
  countsOf: (db: Db, stocktakeId: number) => Promise<ResultBody['counts']>;
  /** Merges what another workstation counted; each count stays with its witness. */
  join: (command: CommandContext, stocktakeId: number, counts: readonly JoinedQuantity[]) => Promise<void>;
  open: (db: Db, stocktakeId: number) => Promise<OpenOfPart>;
  /** Writes what was decided into the books, right before the stocktake is closed. */
  apply: (command: CommandContext, stocktake: { id: number; number: number }) => Promise<void>;
}

/** Registered from the index.ts of whoever counts something else. */
export const stocktakeParts: StocktakePart[] = [];

/** How many lines of all parts a scope has now. */
export async function countExpectedInParts(db: Db, scope: StocktakeScope): Promise<number> {
  let lines = 0;
  for (const part of stocktakeParts) lines += await part.expects(db, scope);
  return lines;
}

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

/** The first part that the scanned code means something to counts one more of it. */
export async function scanInParts(command: CommandContext, scan: PartScan): Promise<CountedQuantity | null> {
  for (const part of stocktakeParts) {
    const counted = await part.scan(command, scan);
    if (counted !== null) return counted;
  }
  return null;
}

export async function isKnownToParts(
  db: Db,
  code: string,
  stocktake: { id: number; origin: 'here' | 'file' },
): Promise<boolean> {
  for (const part of stocktakeParts) if (await part.knows(db, code, stocktake)) return true;
  return false;
}
