import type { Role } from '#shared/features/auth/permissions.ts';
import type { Gap } from '#shared/features/configuration/model.ts';

export type Verdict<Because extends string> = { allowed: true } | { allowed: false; because: Because };

/** Whether an asset may be handed over: no mandatory step is open, or somebody who may has let it go as it is. */
export function mayBeHandedOver(
  gaps: readonly Pick<Gap, 'steps'>[],
  hasUnusedOverride: boolean,
): Verdict<'CONFIGURATION_OPEN'> {
  const open = gaps.some(({ steps }) => steps.length > 0);
  return !open || hasUnusedOverride ? { allowed: true } : { allowed: false, because: 'CONFIGURATION_OPEN' };
}

/** Whether somebody with these roles does a step. */
export function maySign(role: Role | null, held: readonly Role[]): boolean {
  return role === null || held.includes(role);
}
