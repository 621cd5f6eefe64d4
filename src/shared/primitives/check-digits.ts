/** Ways to guard a code with a check character. */
export const checkMethods = ['mod10', 'mod43', 'mod11_2', 'mod37_2', 'mod97_10'] as const;
export type CheckMethod = (typeof checkMethods)[number];

const code39 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';

/** GS1 check digit of the digits before it: weights 3 and 1 from the right (GS1 General Specifications, 7.9). */
export function gs1CheckDigit(text: string): string {
  const sum = [...text]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Luhn check digit of a row of digits (ISO/IEC 7812-1 annex B). */
export function luhnDigit(text: string): string {
  const sum = [...text].toReversed().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Pure systems of ISO 7064: the power series of two over the characters, one check character. */
function pureSystem(text: string, modulus: 11 | 37): string {
  let product = 0;
  for (const character of text) product = ((product + alphanumeric.indexOf(character)) * 2) % modulus;
  const check = (modulus + 1 - product) % modulus;
  return modulus === 11 ? (check === 10 ? 'X' : String(check)) : (alphanumeric[check] ?? '');
}

/** ISO 7064 MOD 97-10: two digits; letters count as 10 to 35, as in IBAN. */
function mod97(text: string): string {
  let remainder = 0;
  for (const character of `${text}00`) {
    const value = alphanumeric.indexOf(character);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - remainder).padStart(2, '0');
}

/**
 * The check character (two digits for `mod97_10`) of a code. Separators count only for `mod43`; the methods for digits
 * look at the digits alone, so they guard nothing but them.
 *
 * - `mod10` (Luhn): digits; every wrong digit, and neighbours swapped except 0 and 9.
 * - `mod43` (Code 39, ISO/IEC 16388): every wrong character; no swaps.
 * - `mod11_2`, `mod97_10` (ISO 7064): digits; every wrong digit and every swap of neighbours. `mod97_10` takes letters too.
 * - `mod37_2` (ISO 7064): letters and digits; every wrong character and every swap of neighbours.
 */
export function checkCharacterOf(method: CheckMethod, code: string): string {
  const upper = code.toUpperCase();
  const onlyDigits = upper.replaceAll(/\D/g, '');
  const plain = upper.replaceAll(/[^\dA-Z]/g, '');
  switch (method) {
    case 'mod10':
      return luhnDigit(onlyDigits);
    case 'mod11_2':
      return pureSystem(onlyDigits, 11);
    case 'mod37_2':
      return pureSystem(plain, 37);
    case 'mod97_10':
      return mod97(plain);
    case 'mod43': {
      const sum = [...upper].reduce((total, character) => total + Math.max(0, code39.indexOf(character)), 0);
      return code39[sum % 43] ?? '';
    }
  }
}
