import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  approvalsOf,
  isReminderDue,
  leavesTolerance,
  mayVote,
  outcomeOf,
  routeOf,
  ruleFor,
  standingOf,
} from './approval-routing.ts';
import type { ApprovalRule, Stage, Vote } from './approval-routing.ts';
import { circleOf, standsFor } from './delegation.ts';
import type { Delegation } from './delegation.ts';

const operator = fc.integer({ min: 1, max: 6 });
const people = fc.uniqueArray(operator, { minLength: 1, maxLength: 5 });
const amount = fc.integer({ min: 0, max: 5000 });
const rule = fc
  .record({
    categoryId: fc.option(fc.integer({ min: 1, max: 3 })),
    departmentId: fc.option(fc.integer({ min: 1, max: 2 })),
    fromMinor: fc.integer({ min: 0, max: 4000 }),
    width: fc.option(fc.integer({ min: 1, max: 2000 })),
    mode: fc.constantFrom('sequence', 'committee'),
    quorum: fc.option(fc.integer({ min: 1, max: 6 })),
    members: people,
  })
  .map(({ width, ...others }) => ({ ...others, upToMinor: width === null ? null : others.fromMinor + width }));
const rules: fc.Arbitrary<ApprovalRule[]> = fc
  .array(rule, { maxLength: 6 })
  .map((all) => all.map((each, index) => ({ ...each, id: index + 1 })));
const need = fc.record({
  amountMinor: amount,
  categoryIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
  departmentId: fc.option(fc.integer({ min: 1, max: 2 })),
});

const plain: ApprovalRule = {
  id: 1,
  categoryId: null,
  departmentId: null,
  fromMinor: 0,
  upToMinor: null,
  mode: 'sequence',
  quorum: null,
  members: [1, 2],
};
const some = { amountMinor: 100, categoryIds: [1], departmentId: null };

describe('the way of a proposal', () => {
  it('[P4] never seats who is part of the matter, nor anybody twice', () => {
    fc.assert(
      fc.property(rules, need, fc.uniqueArray(operator, { maxLength: 3 }), (all, wanted, involved) => {
        const seats = routeOf(all, wanted, involved, null).flatMap(({ members }) => members);
        expect(seats.filter((seat) => involved.includes(seat))).toEqual([]);
        expect(new Set(seats).size).toBe(seats.length);
      }),
    );
  });

  it('[P4] always has somebody to decide, with a quorum that can be reached', () => {
    fc.assert(
      fc.property(rules, need, fc.uniqueArray(operator), (all, wanted, involved) => {
        const stages = routeOf(all, wanted, involved, null);
        expect(stages.length).toBeGreaterThan(0);
        for (const { mode, members, quorum } of stages) {
          if (mode === 'person') expect(members).toHaveLength(1);
          if (mode === 'committee') {
            expect(quorum).toBeGreaterThan(0);
            expect(quorum).toBeLessThanOrEqual(members.length);
          }
        }
      }),
    );
  });

  it('[P4] from the threshold on asks two different people', () => {
    fc.assert(
      fc.property(rules, need, fc.uniqueArray(operator), (all, wanted, involved) => {
        expect(approvalsOf(routeOf(all, wanted, involved, wanted.amountMinor))).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('[P4] follows a rule only within its band, category and department', () => {
    fc.assert(
      fc.property(rules, need, (all, wanted) => {
        for (const categoryId of wanted.categoryIds) {
          const found = ruleFor(all, wanted, categoryId);
          if (found === null) continue;
          expect(found.fromMinor).toBeLessThanOrEqual(wanted.amountMinor);
          expect(found.upToMinor ?? Infinity).toBeGreaterThan(wanted.amountMinor);
          expect([null, categoryId]).toContain(found.categoryId);
          expect([null, wanted.departmentId]).toContain(found.departmentId);
        }
      }),
    );
  });

  it('[P4] follows the rule of a wider category where the category has none of its own', () => {
    const rule = (id: number, categoryId: number | null): ApprovalRule => ({
      id,
      categoryId,
      departmentId: null,
      fromMinor: 0,
      upToMinor: null,
      mode: 'sequence',
      quorum: null,
      members: [1],
    });
    const matter = { amountMinor: 1, categoryIds: [3], departmentId: null, above: new Map([[3, [2, 1]]]) };
    expect(ruleFor([rule(10, null), rule(11, 1), rule(12, 2)], matter, 3)?.id).toBe(12);
    expect(ruleFor([rule(10, null), rule(11, 1)], matter, 3)?.id).toBe(11);
    expect(ruleFor([rule(10, null), rule(13, 3), rule(12, 2)], matter, 3)?.id).toBe(13);
    expect(ruleFor([rule(14, 4)], matter, 3)).toBeNull();
  });

  it('[P4] takes the rule that says most about the matter', () => {
    const special = { ...plain, id: 2, categoryId: 1, members: [3] };
    expect(routeOf([plain, special], some, [], null).map(({ members }) => members)).toEqual([[3]]);
    expect(routeOf([plain, special], { ...some, categoryIds: [1, 2] }, [], null)).toHaveLength(3);
    expect(routeOf([], some, [], null)).toMatchObject([{ mode: 'anyone' }]);
  });

  it('[P4] gives the seat of a requester to anyone else', () => {
    expect(routeOf([plain], some, [1], null).map(({ mode }) => mode)).toEqual(['anyone', 'person']);
  });
});

const committee: Stage = { ruleId: 1, mode: 'committee', members: [1, 2, 3, 4, 5], quorum: 3 };
const votes = (yes: number, no: number): Vote[] =>
  Array.from({ length: yes + no }, (_, index) => ({
    memberId: index + 1,
    decidedBy: index + 1,
    verdict: index < yes ? 'approve' : 'reject',
  }));

describe('a committee', () => {
  it('[P4] decides by majority once the quorum is there and nothing can change it', () => {
    expect(outcomeOf(committee, votes(2, 0))).toBe('open');
    expect(outcomeOf(committee, votes(3, 0))).toBe('approved');
    expect(outcomeOf(committee, votes(2, 2))).toBe('open');
    expect(outcomeOf(committee, votes(0, 3))).toBe('rejected');
    expect(outcomeOf({ ...committee, members: [1, 2, 3, 4] }, votes(2, 2))).toBe('rejected');
    expect(outcomeOf(committee, votes(2, 1), true)).toBe('approved');
    expect(outcomeOf(committee, votes(2, 0), true)).toBe('open');
  });

  it('[P4] that has decided is not turned by the votes that follow', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean()), (members, quorum, yes) => {
        const stage: Stage = { ...committee, members, quorum: Math.min(quorum, members.length) };
        const cast: Vote[] = members.map((memberId, index) => ({
          memberId,
          decidedBy: memberId,
          verdict: yes[index] === true ? 'approve' : 'reject',
        }));
        const outcomes = cast.map((_, index) => outcomeOf(stage, cast.slice(0, index + 1)));
        const decided = outcomes.filter((outcome) => outcome !== 'open');
        expect(new Set(decided).size).toBe(1);
        expect(outcomes.slice(outcomes.indexOf(decided[0] ?? 'open'))).not.toContain('open');
      }),
    );
  });
});

describe('a vote', () => {
  it('[P4] is never cast by who is part of the matter, nor twice by one person', () => {
    fc.assert(
      fc.property(rules, need, people, operator, people, (all, wanted, involved, who, standing) => {
        const [stage] = routeOf(all, wanted, involved, null);
        if (stage === undefined) return;
        const verdict = mayVote(stage, who, standing, involved, []);
        if (involved.includes(who)) expect(verdict.allowed).toBe(false);
        if (!verdict.allowed) return;
        expect(involved).not.toContain(verdict.memberId);
        const cast: Vote = { memberId: verdict.memberId, decidedBy: who, verdict: 'approve' };
        expect(mayVote(stage, who, standing, involved, [cast])).toMatchObject({ because: 'ALREADY_DECIDED' });
      }),
    );
  });

  it('[P4] stops a sequence at the first no', () => {
    const stages = routeOf([plain], some, [], null);
    const no = votes(0, 1);
    expect(standingOf(stages, (stage) => (stage === 0 ? no : []))).toEqual({ stage: 0, outcome: 'rejected' });
    expect(standingOf(stages, (stage) => (stage === 0 ? votes(1, 0) : []))).toEqual({ stage: 1, outcome: 'open' });
  });

  it('[P4] waits for so many days without a vote or a reminder before it reminds', () => {
    const now = '2026-12-10T08:00:00.000Z';
    expect(isReminderDue(['2026-12-07T08:00:00.000Z'], 3, now)).toBe(true);
    expect(isReminderDue(['2026-12-07T08:00:00.001Z'], 3, now)).toBe(false);
    expect(isReminderDue(['2026-12-01T08:00:00.000Z', '2026-12-09T08:00:00.000Z'], 3, now)).toBe(false);
  });

  it('[P4] an amount reopens approval beyond the tolerance only, up or down', () => {
    expect(leavesTolerance(100_000, 105_000, 5)).toBe(false);
    expect(leavesTolerance(100_000, 105_001, 5)).toBe(true);
    expect(leavesTolerance(100_000, 94_999, 5)).toBe(true);
  });
});

const period = fc
  .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 }))
  .map(([one, other]) =>
    [Math.min(one, other), Math.max(one, other)].map((day) => `2026-11-${String(day).padStart(2, '0')}`),
  );
const delegation: fc.Arbitrary<Delegation> = fc
  .tuple(operator, operator, period)
  .filter(([from, to]) => from !== to)
  .map(([fromId, toId, [startsOn = '', endsOn = '']]) => ({ fromId, toId, startsOn, endsOn }));

describe('delegations', () => {
  it('[P4] never lead in a circle on any day, when those that would are refused', () => {
    fc.assert(
      fc.property(fc.array(delegation, { maxLength: 12 }), (wanted) => {
        const accepted: Delegation[] = [];
        for (const next of wanted) if (circleOf(accepted, next) === null) accepted.push(next);
        for (let day = 1; day <= 28; day += 1) {
          const today = `2026-11-${String(day).padStart(2, '0')}`;
          const active = accepted.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn);
          for (const { fromId, toId } of active) expect(standsFor(active, fromId, today)).not.toContain(toId);
        }
      }),
    );
  });

  it('[P4] name the circle, and hold within their days only', () => {
    const first = { fromId: 1, toId: 2, startsOn: '2026-11-01', endsOn: '2026-11-10' };
    const second = { fromId: 2, toId: 3, startsOn: '2026-11-05', endsOn: '2026-11-20' };
    const back = { fromId: 3, toId: 1, startsOn: '2026-11-10', endsOn: '2026-11-12' };
    expect(circleOf([first, second], back)).toEqual([3, 1, 2, 3]);
    expect(circleOf([first, second], { ...back, startsOn: '2026-11-11' })).toBeNull();
    expect(standsFor([first, second], 3, '2026-11-06')).toEqual([1, 2]);
    expect(standsFor([first, second], 3, '2026-11-15')).toEqual([2]);
  });
});
