import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOfFacts, recordContent, sections } from './record.ts';
import type { Fact } from './record.ts';

const facts = fc.uniqueArray(
  fc.record({
    section: fc.constantFrom(...sections),
    name: fc.constantFrom('CPU', 'Build', 'Address'),
    value: fc.constantFrom('1', '2', ''),
  }),
  { selector: ({ section, name }) => `${section}/${name}`, maxLength: 10 },
);

describe('a configuration record', () => {
  it('[D2] tells what was added, taken away and changed between two versions', () => {
    const before: Fact[] = [
      { section: 'hardware', name: 'RAM', value: '16 GB' },
      { section: 'network', name: 'Address', value: '10.0.0.7' },
    ];
    const after: Fact[] = [
      { section: 'hardware', name: 'RAM', value: '32 GB' },
      { section: 'system', name: 'Build', value: '26100.4' },
    ];
    expect(differenceOfFacts(before, after)).toEqual([
      { section: 'hardware', name: 'RAM', before: '16 GB', after: '32 GB' },
      { section: 'system', name: 'Build', before: null, after: '26100.4' },
      { section: 'network', name: 'Address', before: '10.0.0.7', after: null },
    ]);
  });

  it('[D2] the difference is nothing exactly where nothing differs, and turned round it tells the way back', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        expect(differenceOfFacts(one, one)).toEqual([]);
        const back = differenceOfFacts(other, one).map(({ before, after, ...rest }) => ({
          ...rest,
          before: after,
          after: before,
        }));
        const key = ({ section, name }: { section: string; name: string }) => `${section}/${name}`;
        const sorted = (list: typeof back) => list.toSorted((a, b) => key(a).localeCompare(key(b)));
        expect(sorted(back)).toEqual(sorted(differenceOfFacts(one, other)));
      }),
    );
  });

  it('[D2] names each fact of a section once', () => {
    const twice = {
      facts: [
        { section: 'system', name: 'Build', value: '1' },
        { section: 'system', name: 'build', value: '2' },
      ],
      pages: [],
    };
    expect(recordContent.safeParse(twice).success).toBe(false);
  });
});
