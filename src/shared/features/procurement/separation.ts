/** Parts of one purchase that different people should play. */
export const duties = ['approve', 'order', 'receive', 'match'] as const;
export type Duty = (typeof duties)[number];

/** Pairs that one person should not join in the same purchase. */
const conflicts: readonly (readonly [Duty, Duty])[] = [
  ['approve', 'order'],
  ['order', 'receive'],
  ['receive', 'match'],
];

/** With fewer operators than this, one person may join two duties when he writes down what stands in for the other eyes. */
export const smallTeam = 3;

export type DutyVerdict =
  /** `joined` is the duty that is joined with it by the exception for small teams. */
  { allowed: true; joined: Duty | null } | { allowed: false; other: Duty; smallTeam: boolean };

/**
 * Whether somebody may take up a duty in a purchase in which he has others already.
 *
 * @param held what he did in the purchase so far.
 * @param control what makes up for the missing second person, as he wrote it down.
 */
export function mayTakeUp(
  duty: Duty,
  held: readonly Duty[],
  { activeOperators, control }: { activeOperators: number; control: string | null },
): DutyVerdict {
  const other = held.find((each) =>
    conflicts.some((pair) => pair.includes(duty) && pair.includes(each) && each !== duty),
  );
  if (other === undefined) return { allowed: true, joined: null };
  const small = activeOperators < smallTeam;
  if (small && control !== null && control.trim() !== '') return { allowed: true, joined: other };
  return { allowed: false, other, smallTeam: small };
}
