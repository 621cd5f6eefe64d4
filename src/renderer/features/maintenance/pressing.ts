/** What presses, by the tiles above the work: in the address, so that a number of the overview leads to its list. */
export const pressing = ['overdue', 'today', 'inWork', 'mine', 'open'] as const;
export type Pressing = (typeof pressing)[number];

export const isPressing = (value: unknown): value is Pressing => pressing.some((each) => each === value);
