import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOfLines } from './line-difference.ts';

describe('the difference of two texts', () => {
  it('[D2] tells each line that went, came or stayed', () => {
    expect(differenceOfLines('a\nb\nc', 'a\nx\nc\nd')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'removed', text: 'b' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: 'c' },
      { kind: 'added', text: 'd' },
    ]);
    expect(differenceOfLines('', 'a')).toEqual([{ kind: 'added', text: 'a' }]);
    expect(differenceOfLines('a', '')).toEqual([{ kind: 'removed', text: 'a' }]);
    expect(differenceOfLines('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
  });

  it('[D2] whatever the texts, what stayed and went is the one, and what stayed and came the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const changes = differenceOfLines(one.join('\n'), other.join('\n'));
        const textOf = (without: string) => changes.filter(({ kind }) => kind !== without).map(({ text }) => text);
        expect(textOf('added')).toEqual(one);
        expect(textOf('removed')).toEqual(other);
      }),
    );
  });
});
