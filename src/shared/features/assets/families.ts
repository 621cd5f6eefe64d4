/** The seven families of what is managed (T1). */
export const families = ['hardware', 'software', 'digital', 'cloud', 'network', 'licence', 'telecom'] as const;
export type Family = (typeof families)[number];
