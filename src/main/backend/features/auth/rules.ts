import type { Operator } from '#shared/features/auth/model.ts';
import type { Role } from '#shared/features/auth/permissions.ts';

/** Passwords that are long enough and still the first to be tried. */
const common = [
  'password1234',
  'passwordpassword',
  'passw0rd1234',
  '123456789012',
  '1234567890123',
  '123456123456',
  'qwertyuiop12',
  'qwertyuiopas',
  'qwertyqwerty',
  'iloveyou1234',
  'administrator',
  'administrator1',
  'adminadmin12',
  'adminadminadmin',
  'letmeinletmein',
  'welcome12345',
  'welcomewelcome',
  'changemechangeme',
  'aaaaaaaaaaaa',
  '111111111111',
  '000000000000',
  'abcdefghijkl',
  'abcabcabcabc',
  'summer2026!!',
  'winter2026!!',
];

/** Whether a password is too easy to guess: on the list, one character over and over, or made of the operator's own name. */
export function isCommonPassword(password: string, context: readonly string[]): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (common.includes(plain)) return true;
  if (new Set(plain).size <= 3) return true;
  const rest = context
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word.length >= 3)
    .reduce((left, word) => left.replaceAll(word, ''), plain);
  return rest.length < 6;
}

/** Whether after the change somebody active would still be administrator. */
export function keepsAnAdministrator(
  operators: readonly Operator[],
  change: { id: number; active: boolean; roles: readonly Role[] },
): boolean {
  return operators.some((operator) => {
    const after = operator.id === change.id ? change : operator;
    return after.active && after.roles.includes('administrator');
  });
}
