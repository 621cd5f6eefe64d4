/** What happens to an asset that came back. */
export const nextSteps = ['stock', 'repair', 'sanitise'] as const;
export type NextStep = (typeof nextSteps)[number];
