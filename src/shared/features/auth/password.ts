/** Shortest and longest password: length is what counts, no composition rules (OWASP ASVS 5.0, 6.2.1 and 6.2.9). */
export const passwordLength = { min: 12, max: 256 } as const;
