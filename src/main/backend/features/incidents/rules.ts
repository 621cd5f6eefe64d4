import { isAlarming, mayBecome } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { freezesCustody, nextIncidentStates, outcomesOf } from '#shared/features/incidents/model.ts';
import type { IncidentKind, IncidentOutcome, IncidentState } from '#shared/features/incidents/model.ts';

export type Verdict<Because extends string> = { allowed: true } | { allowed: false; because: Because };

/** Whether an asset can be what the incident says of it: what has left the inventory, or never came, is not lost any more. */
export function mayBeAbout(status: AssetStatus, kind: IncidentKind): boolean {
  return freezesCustody(kind) ? mayBecome(status, kind) : status !== 'disposed';
}

/** Whether the incident may go on to a state: one after the other, and never back. */
export function mayGoTo(from: IncidentState, to: IncidentState): boolean {
  return nextIncidentStates[from].includes(to);
}

/** Whether it may end so: in hand, and the outcome suits what happened. */
export function mayClose(
  { state, kind }: { state: IncidentState; kind: IncidentKind },
  outcome: IncidentOutcome,
): Verdict<'INCIDENT_STATE' | 'OUTCOME_UNFIT'> {
  if (!mayGoTo(state, 'closed')) return { allowed: false, because: 'INCIDENT_STATE' };
  return outcomesOf[kind].includes(outcome) ? { allowed: true } : { allowed: false, because: 'OUTCOME_UNFIT' };
}

/** Whether an incident holds its assets: their custody stands still and they stay lost or stolen. */
export function freezes({ kind, state }: { kind: IncidentKind; state: IncidentState }): boolean {
  return freezesCustody(kind) && state !== 'closed';
}

/** Whether an asset that is held by an incident may get a status: only from the one loss to the other. */
export function mayBecomeWhileFrozen(to: AssetStatus): boolean {
  return isAlarming(to);
}

/** What becomes of an asset of a loss or theft when the incident is closed. */
export type Fate = 'back_to_stock' | 'as_before' | 'gone';

export function fateOf(outcome: IncidentOutcome, found: boolean): Fate {
  if (outcome === 'mistaken') return 'as_before';
  return outcome === 'recovered' || found ? 'back_to_stock' : 'gone';
}
