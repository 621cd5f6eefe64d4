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
  return lettersOf(typed).replaceAll(/(.{4})(?=.)/g, '$1-');
}

function lettersOf(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replaceAll(/[^0-9A-Z]/g, '');
}

const recoveryCodes = 10;

/** Ten codes of 50 random bits, two groups of five characters each, for whoever lost his authenticator. */
export function makeRecoveryCodes(chance: Surroundings): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const letters = [...chance.randomBytes(10)].map((byte) => alphabet[byte & 31]).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** What somebody typed of such a code, in the form in which it was made. */
export function normaliseRecoveryCode(typed: string): string {
  return lettersOf(typed).replace(/^(.{5})(?=.)/, '$1-');
}
