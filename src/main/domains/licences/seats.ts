export type SeatVerdict = { readonly allowed: true } | { readonly allowed: false; readonly because: 'NO_FREE_SEAT' };

/** Whether so many more seats may be given of what is entitled. */
export function mayAllocate(seats: { entitled: number; allocated: number; wanted: number }): SeatVerdict {
  return seats.allocated + seats.wanted <= seats.entitled
    ? { allowed: true }
    : { allowed: false, because: 'NO_FREE_SEAT' };
}

export interface Transfer {
  readonly from: number | null;
  readonly to: number | null;
  readonly units: number;
}

/** Which departments with rights left over could help those that lack some. */
export function suggestTransfers(
  departments: readonly { readonly departmentId: number | null; readonly position: number }[],
): Transfer[] {
  const left = departments.filter(({ position }) => position > 0).map((each) => ({ ...each }));
  const transfers: Transfer[] = [];
  for (const { departmentId: to, position } of departments.filter((each) => each.position < 0)) {
    let missing = -position;
    for (const giver of left) {
      const units = Math.min(missing, giver.position);
      if (units <= 0) continue;
      giver.position -= units;
      missing -= units;
      transfers.push({ from: giver.departmentId, to, units });
    }
  }
  return transfers;
}

/** Whether all that was found is told apart: a position is not final while something is not. */
export function completeness(found: { imported: number; matched: number; ignored: number }): {
  unmatched: number;
  complete: boolean;
} {
  const unmatched = found.imported - found.matched - found.ignored;
  return { unmatched, complete: unmatched === 0 };
}

/** Activations count what was set up again and again; that they exceed the rights is worth a look and no shortfall. */
export function activationsExceed(entitled: number, activations: number): boolean {
  return activations > entitled;
}
