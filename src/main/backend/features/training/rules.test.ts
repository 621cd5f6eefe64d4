import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts, gradeQuiz, stateOf, validUntil } from './rules.ts';

const single = {
  options: [
    { text: 'a', right: false },
    { text: 'b', right: true },
  ],
};
const multiple = {
  options: [
    { text: 'a', right: true },
    { text: 'b', right: false },
    { text: 'c', right: true },
  ],
};
const question = fc
  .array(fc.boolean(), { minLength: 2, maxLength: 5 })
  .map((rights) => ({ options: rights.map((right) => ({ text: 'x', right })) }));

describe('a quiz', () => {
  it('[H2] counts a question as right only when exactly the right options were chosen', () => {
    expect(gradeQuiz([single, multiple], [[1], [0, 2]], 100)).toEqual({ score: 100, passed: true, wrong: [] });
    expect(gradeQuiz([single, multiple], [[1], [0]], 50)).toEqual({ score: 50, passed: true, wrong: [1] });
    expect(
      gradeQuiz(
        [single, multiple],
        [
          [0, 1],
          [0, 1, 2],
        ],
        1,
      ),
    ).toEqual({ score: 0, passed: false, wrong: [0, 1] });
    expect(gradeQuiz([], [], 100)).toEqual({ score: 100, passed: true, wrong: [] });
  });

  it('[H2] whatever is answered, the right answers pass any mark, and one wrong never passes a full one', () => {
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 6 }), fc.nat({ max: 100 }), (questions, mark) => {
        const right = questions.map(({ options }) => options.flatMap((option, place) => (option.right ? [place] : [])));
        expect(gradeQuiz(questions, right, mark)).toMatchObject({ score: 100, passed: true });
        const [first = [], ...others] = right;
        const spoilt = first.includes(0) ? first.filter((place) => place !== 0) : [...first, 0];
        const graded = gradeQuiz(questions, [spoilt, ...others], 100);
        expect(graded.passed).toBe(false);
        expect(graded.wrong).toEqual([0]);
      }),
    );
  });
});

describe('a completion', () => {
  it('[H2] counts until its last day, is to be renewed a month before, and for good without one', () => {
    const until = validUntil('2026-01-31', 1);
    expect(until).toBe('2026-02-28');
    expect(stateOf({ validUntil: until }, '2026-01-31')).toBe('ending');
    expect(stateOf({ validUntil: until }, '2026-02-28')).toBe('ending');
    expect(stateOf({ validUntil: until }, '2026-03-01')).toBe('expired');
    expect(stateOf({ validUntil: '2027-01-01' }, '2026-03-01')).toBe('valid');
    expect(stateOf({ validUntil: null }, '2099-01-01')).toBe('valid');
    expect(stateOf(null, '2026-01-01')).toBe('due');
    expect((['valid', 'ending', 'expired', 'due'] as const).filter(counts)).toEqual(['valid', 'ending']);
  });
});
