import { addDays, addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { TermPeriod } from '#shared/features/licences/entitlement.ts';
import type { HarvestWhy } from '#shared/features/licences/position.ts';
import type { renewalStates } from '#shared/features/licences/renewal.ts';
import type { Advice, policyKinds } from '#shared/features/licences/seat.ts';
import { classifyExpiry, lastDayOfNotice } from '#shared/features/assets/expiry.ts';

export interface KnownPolicy {
  kind: (typeof policyKinds)[number];
  /** The role's kit or the department. */
  of: number | null;
  name: string;
  days: number | null;
}

interface Candidate {
  kitId: number | null;
  departmentId: number | null;
  department: string;
  project: string;
  hasSeat: boolean;
  /** The last seat was taken back because it was not used. */
  unusedBefore: boolean;
  leavesSoon: boolean;
}

/** What policies say of somebody: one that fits is enough; where there are some and none fits, that is a warning. */
export function adviseBy(policies: readonly KnownPolicy[], who: Candidate): Advice[] {
  const advice: Advice[] = [];
  const granting = policies.filter(({ kind }) => kind !== 'use');
  for (const { kind, of, name } of granting) {
    if (kind === 'role' && of === who.kitId) advice.push({ code: 'ROLE_FITS', name, warns: false });
    if (kind === 'department' && of === who.departmentId) advice.push({ code: 'DEPARTMENT_FITS', name, warns: false });
    if (kind === 'project' && who.project.trim() !== '' && name.toLowerCase() === who.project.trim().toLowerCase())
      advice.push({ code: 'PROJECT_FITS', name, warns: false });
  }
  if (granting.length === 0) advice.push({ code: 'NO_POLICY', name: '', warns: false });
  else if (advice.length === 0)
    advice.push({ code: 'OUTSIDE_POLICY', name: granting.map(({ name }) => name).join(', '), warns: true });
  if (who.hasSeat) advice.push({ code: 'HAS_SEAT', name: '', warns: true });
  if (who.unusedBefore) advice.push({ code: 'UNUSED_BEFORE', name: '', warns: true });
  if (who.leavesSoon) advice.push({ code: 'LEAVES_SOON', name: '', warns: true });
  return advice;
}

/** What is known of a seat that may be too many. */
export interface SeatFacts {
  holder: 'person' | 'asset' | 'department';
  left: boolean;
  gone: boolean;
  until: Day | null;
  givenOn: Day;
  installed: boolean;
  /** Whether it has to be installed to be used. */
  installable: boolean;
  usedOn: Day | null;
}

/** Why a seat could be taken back, the plainest reason first; null while it is in use or too new to tell. */
export function whyReclaim(seat: SeatFacts, today: Day, unusedDays: number): HarvestWhy | null {
  if (seat.left) return 'left';
  if (seat.gone) return 'gone';
  if (seat.until !== null && seat.until < today) return 'expired';
  // What a department shares out by itself is not known from here.
  if (seat.holder === 'department') return null;
  const since = addDays(today, -unusedDays);
  if (seat.givenOn > since) return null;
  if (seat.usedOn !== null && seat.usedOn >= since) return null;
  if (seat.installable && !seat.installed) return 'not_installed';
  // Where nobody reports use, nothing is known of it.
  return seat.usedOn === null ? null : 'unused';
}

interface PricedTerm {
  startsOn: Day;
  endsOn: Day | null;
  costMinor: number;
  period: TermPeriod;
  rights: number;
}

const timesAYear = { month: 12, quarter: 4, year: 1 } as const;

/**
 * What one right costs, rounded down: in a year where it is paid again and again, or else to buy it.
 *
 * @returns minor units.
 */
export function priceOfRight({ startsOn, endsOn, costMinor, period, rights }: PricedTerm): {
  minor: number;
  yearly: boolean;
} {
  if (rights === 0) return { minor: 0, yearly: period !== 'once' || endsOn !== null };
  if (period !== 'once') return { minor: Math.floor((costMinor * timesAYear[period]) / rights), yearly: true };
  if (endsOn === null) return { minor: Math.floor(costMinor / rights), yearly: false };
  const months = monthsBetween(startsOn, endsOn);
  return { minor: Math.floor((costMinor * 12) / (months * rights)), yearly: true };
}

/** Whole months that a term covers, begun ones included, at least one. */
export function monthsBetween(startsOn: Day, endsOn: Day): number {
  let months = 1;
  while (months < 1200 && addMonths(startsOn, months) <= endsOn) months += 1;
  return months;
}

interface End {
  endsOn: Day;
  noticeDays: number | null;
  autoRenew: boolean;
  decided: boolean;
}

/** How much the end of a term presses. */
export function renewalStateOf(
  { endsOn, noticeDays, autoRenew, decided }: End,
  today: Day,
): (typeof renewalStates)[number] {
  if (decided) return 'decided';
  const state = classifyExpiry({ day: endsOn, noticeDays, autoRenew }, today);
  return state === 'renewed' ? 'renews' : state;
}

export const noticeBy = ({ endsOn, noticeDays }: Pick<End, 'endsOn' | 'noticeDays'>): Day =>
  lastDayOfNotice({ day: endsOn, noticeDays });
