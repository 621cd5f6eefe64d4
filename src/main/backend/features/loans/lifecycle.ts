import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Occupied } from './rules.ts';

/** A time in which an asset is neither lent nor reserved and yet can't be had. */
export interface Absence extends Occupied {
  id: number;
  /** What it is away for. */
  number: number;
  purpose: string;
}

/** What other slices say of days on which these assets can't be had. They register here from their index.ts. */
export const occupiedBy: ((db: Db, assetIds: readonly number[], today: Day) => Promise<Absence[]>)[] = [];

/** Times in which these assets can't be had, as other slices know. */
export async function listAbsences(db: Db, assetIds: readonly number[], today: Day): Promise<Absence[]> {
  const absences: Absence[] = [];
  if (assetIds.length > 0) for (const ask of occupiedBy) absences.push(...(await ask(db, assetIds, today)));
  return absences;
}
