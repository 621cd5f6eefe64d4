import type { RequisitionState } from '#shared/features/procurement/requisition.ts';

type Verdict = { allowed: true } | { allowed: false; because: 'REQUISITION_STATE' | 'FORBIDDEN' };

interface Who {
  operatorId: number;
  /** Whoever buys may help with anybody's requisition. */
  buys: boolean;
}

interface Facts {
  state: RequisitionState;
  createdById: number;
}

/** What people do to a requisition by hand; all other steps follow from approvals and orders. */
export const requisitionActs = {
  word: { from: ['draft', 'returned'], to: null },
  specify: { from: ['draft', 'returned', 'submitted'], to: null },
  /** After approval as well: a price that rises is written down, and approval is asked for again. */
  quote: { from: ['submitted', 'approved', 'ordered'], to: null },
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  return: { from: ['submitted'], to: 'returned' },
  cancel: { from: ['draft', 'returned', 'submitted', 'approved'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly RequisitionState[]; to: RequisitionState | null }>;
export type RequisitionAct = keyof typeof requisitionActs;

/** Whether somebody may do it: in this state, and to his own requisition or as a buyer. */
export function mayActOn(requisition: Facts, act: RequisitionAct, who: Who): Verdict {
  const from: readonly RequisitionState[] = requisitionActs[act].from;
  if (!from.includes(requisition.state)) return { allowed: false, because: 'REQUISITION_STATE' };
  const own = who.buys || requisition.createdById === who.operatorId;
  return own ? { allowed: true } : { allowed: false, because: 'FORBIDDEN' };
}
