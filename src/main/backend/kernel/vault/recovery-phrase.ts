import type { Surroundings } from '#backend/kernel/context.ts';

/** Crockford's alphabet: no I, L, O, U, so that a printed phrase is read back right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 160 random bits as eight groups of four characters, for printing. */
export function makeRecoveryPhrase(chance: Surroundings): string {
  const letters = [...chance.randomBytes(32)].map((byte) => alphabet[byte & 31]);
  return Array.from({ length: 8 }, (_, group) => letters.slice(group * 4, group * 4 + 4).join('')).join('-');
}

/** What somebody typed, in the form in which it was made: spaces, case and look-alikes forgiven. */
export function normalisePhrase(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replaceAll(/[^0-9A-Z]/g, '');
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}
