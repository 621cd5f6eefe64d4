import { isAlarming, isClosed, mayBecome } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { decisionsFor, needsNote } from '#shared/features/stocktakes/model.ts';
import type {
  LineResult,
  VarianceCause,
  VarianceDecision,
  VarianceOutcome,
} from '#shared/features/stocktakes/model.ts';

type DecisionVerdict =
  | { allowed: true }
  | { allowed: false; because: 'DECISION_UNFIT' | 'DECISION_NEEDS_NOTE' | 'DECISION_APPLIED' };

/** Whether a variance may be decided so: the decision suits what was found, and what needs a word has one. */
export function mayDecide(
  line: { result: LineResult; outcome: VarianceOutcome | null },
  decision: VarianceDecision,
  note: string | null,
): DecisionVerdict {
  if (line.outcome !== null) return { allowed: false, because: 'DECISION_APPLIED' };
  if (!decisionsFor[line.result].includes(decision)) return { allowed: false, because: 'DECISION_UNFIT' };
  if (needsNote(decision) && (note ?? '').trim() === '') return { allowed: false, because: 'DECISION_NEEDS_NOTE' };
  return { allowed: true };
}

/** With fewer operators than this a team has nobody who stands outside. */
const smallTeam = 3;

interface Approval {
  approver: number;
  decider: number;
  counters: readonly number[];
  activeOperators: number;
  compensatingControl: string | null;
}

type ApprovalVerdict =
  | { allowed: true; excused: boolean }
  | { allowed: false; because: 'counted' | 'decided'; excusable: boolean };

/**
 * Whether somebody is the second person: he neither counted nor decided. A
 * team too small for that may go on with what is done instead, in writing.
 */
export function mayApprove(approval: Approval): ApprovalVerdict {
  const { approver, decider, counters, activeOperators, compensatingControl } = approval;
  const because = approver === decider ? 'decided' : counters.includes(approver) ? 'counted' : null;
  if (because === null) return { allowed: true, excused: false };
  const excusable = activeOperators < smallTeam;
  if (excusable && (compensatingControl ?? '').trim() !== '') return { allowed: true, excused: true };
  return { allowed: false, because, excusable };
}

/** Statuses in which a sighting is news by itself. */
export function isSought(status: AssetStatus): boolean {
  return status === 'missing' || isAlarming(status);
}

/** What the register says of the asset when a decision is applied. */
export interface Register {
  status: AssetStatus;
  placeId: number | null;
  lastSeenAt: string | null;
  /** When its place, custodian or status last changed. */
  movedAt: string | null;
  /** Whether an open incident says already that it is lost or stolen. */
  frozen: boolean;
}

/** What kind of loss a decision to open an incident speaks of. */
export function lossOf(cause: VarianceCause | null): 'lost' | 'stolen' {
  return cause === 'stolen' ? 'stolen' : 'lost';
}

/**
 * What becomes of a decision. The register may know something newer than the
 * count (somebody brought the asset to the desk meanwhile): then it stays.
 */
export function nextOutcome(
  decision: VarianceDecision,
  seen: { placeId: number | null; at: string | null; startedAt: string },
  register: Register | null,
): VarianceOutcome {
  if (decision === 'leave') return 'left';
  if (decision === 'register') return register === null ? 'to_register' : 'applied';
  if (register === null || isClosed(register.status)) return 'overtaken';
  if (decision === 'mark_missing' || decision === 'open_incident') {
    const turnedUp = register.lastSeenAt !== null && register.lastSeenAt >= seen.startedAt;
    if (turnedUp || register.frozen) return 'overtaken';
    if (decision === 'open_incident') return mayBecome(register.status, 'lost') ? 'applied' : 'overtaken';
    const already = register.status === 'missing';
    return already || !mayBecome(register.status, 'missing') ? 'overtaken' : 'applied';
  }
  const isLater = register.movedAt !== null && seen.at !== null && register.movedAt > seen.at;
  // Whoever is sought elsewhere is found by this, wherever the record says it should be.
  const isKnown = register.placeId === seen.placeId && !isSought(register.status);
  return isLater || seen.placeId === null || isKnown ? 'overtaken' : 'applied';
}
