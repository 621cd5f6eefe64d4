/** Who decides over an amount; {@link ruleFor} says which rule it is. */
export interface ApprovalRule {
  id: number;
  /** Null holds for all. */
  categoryId: number | null;
  departmentId: number | null;
  /** The band of amounts: from this one on, up to but not including the other. */
  fromMinor: number;
  upToMinor: number | null;
  /** One after the other, or together by majority. */
  mode: 'sequence' | 'committee';
  /** Votes that a committee needs; null is more than half of it. */
  quorum: number | null;
  members: readonly number[];
}

export interface Need {
  amountMinor: number;
  categoryIds: readonly number[];
  /** The categories that each of them lies in, the nearest first; one without an entry lies in none. */
  above?: ReadonlyMap<number, readonly number[]>;
  departmentId: number | null;
}

/** `anyone` is whoever holds the right to approve and is not part of the matter. */
export interface Stage {
  ruleId: number | null;
  mode: 'person' | 'anyone' | 'committee';
  members: readonly number[];
  /** Votes without which a committee decides nothing; null for single deciders. */
  quorum: number | null;
}

export interface Vote {
  /** Whose vote it is. */
  memberId: number;
  /** Who cast it: the member himself, or who stands for him. */
  decidedBy: number;
  verdict: 'approve' | 'reject';
}

const majorityOf = (members: number): number => Math.floor(members / 2) + 1;

/**
 * The rule of a category: the one that says most about the matter, which is that of the category itself, then of the
 * nearest one that it lies in; of equals that of the department, then of the higher band.
 */
export function ruleFor<Rule extends ApprovalRule>(
  rules: readonly Rule[],
  need: Need,
  categoryId: number,
): Rule | null {
  const path = [categoryId, ...(need.above?.get(categoryId) ?? [])];
  const distance = (rule: Rule) => (rule.categoryId === null ? path.length : path.indexOf(rule.categoryId));
  const ofDepartment = (rule: Rule) => (rule.departmentId === null ? 0 : 1);
  const fitting = rules.filter(
    (rule) =>
      distance(rule) >= 0 &&
      (rule.departmentId === null || rule.departmentId === need.departmentId) &&
      rule.fromMinor <= need.amountMinor &&
      (rule.upToMinor === null || need.amountMinor < rule.upToMinor) &&
      rule.members.length > 0,
  );
  return (
    fitting.toSorted(
      (one, other) =>
        distance(one) - distance(other) ||
        ofDepartment(other) - ofDepartment(one) ||
        other.fromMinor - one.fromMinor ||
        one.id - other.id,
    )[0] ?? null
  );
}

/**
 * Who has to decide, stage after stage. Every category of the need is covered by its rule, or by anyone who may
 * approve. Nobody sits in two stages, and nobody who is part of the matter sits in any: anyone else takes his seat.
 *
 * @param involved operators who need it, wrote it down or put it forward.
 * @param twoFromMinor amount from which two different people decide; null for never.
 */
export function routeOf(
  rules: readonly ApprovalRule[],
  need: Need,
  involved: readonly number[],
  twoFromMinor: number | null,
): Stage[] {
  const found = need.categoryIds.flatMap((categoryId) => ruleFor(rules, need, categoryId) ?? []);
  const chosen = [...new Set(found)].toSorted((one, other) => one.fromMinor - other.fromMinor || one.id - other.id);
  const seated = new Set<number>();
  const stages: Stage[] = [];
  for (const rule of chosen) {
    const free = rule.members.filter((member) => !involved.includes(member) && !seated.has(member));
    const anyone: Stage = { ruleId: rule.id, mode: 'anyone', members: [], quorum: null };
    if (rule.mode === 'committee') {
      const quorum = Math.min(rule.quorum ?? majorityOf(free.length), free.length);
      stages.push(free.length === 0 ? anyone : { ruleId: rule.id, mode: 'committee', members: free, quorum });
    } else {
      for (const member of rule.members) {
        if (involved.includes(member)) stages.push(anyone);
        else if (free.includes(member)) stages.push({ ...anyone, mode: 'person', members: [member] });
      }
    }
    for (const member of free) seated.add(member);
  }
  const uncovered = need.categoryIds.some((categoryId) => ruleFor(rules, need, categoryId) === null);
  const open: Stage = { ruleId: null, mode: 'anyone', members: [], quorum: null };
  if (stages.length === 0 || uncovered) stages.push(open);
  if (twoFromMinor !== null && need.amountMinor >= twoFromMinor && approvalsOf(stages) < 2) stages.push(open);
  return stages;
}

/** How many different people at least have to say yes. */
export function approvalsOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { quorum }) => sum + (quorum === null ? 1 : Math.floor(quorum / 2) + 1), 0);
}

/**
 * How a stage stands. A committee decides by the majority of the votes cast once the quorum is there, as soon as no
 * further vote could change it; a tie is a no.
 *
 * @param closed no further votes come.
 */
export function outcomeOf(stage: Stage, votes: readonly Vote[], closed = false): 'open' | 'approved' | 'rejected' {
  const approvals = votes.filter(({ verdict }) => verdict === 'approve').length;
  const rejections = votes.length - approvals;
  if (stage.mode !== 'committee') {
    if (votes.length === 0) return 'open';
    return rejections > 0 ? 'rejected' : 'approved';
  }
  if (votes.length < (stage.quorum ?? 0) || votes.length === 0) return 'open';
  const coming = closed ? 0 : Math.max(0, stage.members.length - votes.length);
  if (approvals > rejections + coming) return 'approved';
  return rejections >= approvals + coming ? 'rejected' : 'open';
}

/** Where a proposal stands: the first stage that is not approved, counted from 0, and the outcome of the whole. */
export function standingOf(
  stages: readonly Stage[],
  votesOf: (stage: number) => readonly Vote[],
  closed = false,
): { stage: number; outcome: 'open' | 'approved' | 'rejected' } {
  for (const [index, stage] of stages.entries()) {
    const outcome = outcomeOf(stage, votesOf(index), closed);
    if (outcome !== 'approved') return { stage: index, outcome };
  }
  return { stage: stages.length, outcome: 'approved' };
}

export type VoteVerdict =
  | { allowed: true; memberId: number }
  | { allowed: false; because: 'OWN_REQUEST' | 'ALREADY_DECIDED' | 'NOT_AN_APPROVER' };

/**
 * Whether an operator may vote at a stage, and whose vote he casts: his own before that of somebody he stands for.
 *
 * @param votes all votes of the proposal: nobody casts two.
 */
export function mayVote(
  stage: Stage,
  operatorId: number,
  standsFor: readonly number[],
  involved: readonly number[],
  votes: readonly Vote[],
): VoteVerdict {
  if (involved.includes(operatorId)) return { allowed: false, because: 'OWN_REQUEST' };
  if (votes.some(({ decidedBy, memberId }) => decidedBy === operatorId || memberId === operatorId))
    return { allowed: false, because: 'ALREADY_DECIDED' };
  if (stage.mode === 'anyone') return { allowed: true, memberId: operatorId };
  const cast = new Set(votes.map(({ memberId }) => memberId));
  const memberId = [operatorId, ...standsFor].find((each) => stage.members.includes(each) && !cast.has(each));
  return memberId === undefined ? { allowed: false, because: 'NOT_AN_APPROVER' } : { allowed: true, memberId };
}

/** Whether an amount has left what was approved by more than the tolerance. */
export function leavesTolerance(approvedMinor: number, nowMinor: number, percent: number): boolean {
  return Math.abs(nowMinor - approvedMinor) * 100 > approvedMinor * percent;
}

/**
 * Whether those who have to decide are to be reminded: nobody has voted or been reminded for so many days.
 *
 * @param steps instants at which the proposal was opened, somebody voted, or somebody was reminded.
 */
export function isReminderDue(steps: readonly string[], reminderDays: number, now: string): boolean {
  const last = Math.max(...steps.map((step) => Date.parse(step)));
  return Date.parse(now) - last >= reminderDays * 86_400_000;
}
