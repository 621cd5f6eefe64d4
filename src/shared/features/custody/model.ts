/** What happens to an asset that came back. */
export const nextSteps = ['stock', 'repair', 'sanitise'] as const;
export type NextStep = (typeof nextSteps)[number];

/** A receipt's number as people say and file it. */
export function receiptNumber(number: number): string {
  return `HO-${String(number).padStart(5, '0')}`;
}
