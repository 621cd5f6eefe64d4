export type ViewVerdict = { allowed: true } | { allowed: false; because: 'NOT_FOUND' | 'VIEW_NOT_YOURS' };

/**
 * Whether an operator may change a view: his own always, a shared one of somebody else when he may manage views. A
 * private view of somebody else is not there for him.
 */
export function mayChangeView(
  view: { ownerId: number; shared: boolean },
  operatorId: number,
  managesViews: boolean,
): ViewVerdict {
  if (view.ownerId === operatorId) return { allowed: true };
  if (!view.shared) return { allowed: false, because: 'NOT_FOUND' };
  return managesViews ? { allowed: true } : { allowed: false, because: 'VIEW_NOT_YOURS' };
}
