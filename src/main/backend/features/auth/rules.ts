import type { Operator } from '#shared/features/auth/model.ts';
import type { Role } from '#shared/features/auth/permissions.ts';

/** Whether a PIN is among the first that somebody would try: few different digits, a run of them, a date, or the badge. */
export function isGuessablePin(pin: string, badge: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10));
  const halves = pin.length % 2 === 0 && pin.slice(0, pin.length / 2) === pin.slice(pin.length / 2);
  const isYear = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:19|20)\d\d$/.test(pin);
  return new Set(digits).size <= 2 || steps.size === 1 || halves || isYear || badge.includes(pin);
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

/** Whether an active administrator is there besides these, who can be a second pair of eyes. */
export function hasAnotherAdministrator(
  operators: readonly Pick<Operator, 'id' | 'active' | 'roles'>[],
  ...besides: readonly (number | null)[]
): boolean {
  return operators.some(({ id, active, roles }) => active && roles.includes('administrator') && !besides.includes(id));
}
