/** How the versions of a product are written, and so compared. */
export const schemes = ['semver', 'dotted', 'date', 'windows'] as const;
export type Scheme = (typeof schemes)[number];

/** Where an installed version stands, the worst last; `unknown` beside them, where nothing can be said. */
export const compliances = ['current', 'behind', 'behind_security', 'unsupported', 'unknown'] as const;
export type Compliance = (typeof compliances)[number];
