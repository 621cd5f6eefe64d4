import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifySighting, countWitnesses, decisiveSighting } from './rules.ts';
import { drawSample } from './sampling.ts';

const apart = () => false;
const sighting = fc.record({
  session: fc.constantFrom('a', 'b'),
  number: fc.nat(50),
  placeId: fc.nat(5),
  at: fc.constantFrom('1', '2', '3'),
});

describe('the rules of a stocktake', () => {
  it('[K3] one inside the other is the same place', () => {
    const expectation = { expected: true, inPopulation: true, placeId: 1 };
    expect(classifySighting(expectation, 2, apart)).toBe('wrong_place');
    expect(classifySighting(expectation, 2, (outer, inner) => outer === 2 && inner === 1)).toBe('found');
    expect(classifySighting(expectation, null, apart)).toBe('missing');
    expect(classifySighting({ ...expectation, expected: false }, 1, apart)).toBe('not_drawn');
  });

  it('[K3] any order of the same sightings gives the same finding', () => {
    const distinct = fc.uniqueArray(sighting, { selector: (one) => `${one.session}:${one.number}` });
    fc.assert(
      fc.property(distinct, (all) => {
        const turned = all.toReversed();
        expect(decisiveSighting(turned)).toEqual(decisiveSighting(all));
        expect(countWitnesses(turned)).toBe(countWitnesses(all));
      }),
    );
  });

  it('[K3] a sample has its size, lies in the population, and is drawn again by its seed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('random' as const, 'systematic' as const),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 250 }),
        fc.string(),
        (method, population, size, seed) => {
          const drawn = drawSample(method, population, size, seed);
          expect(new Set(drawn).size).toBe(Math.min(size, population));
          expect(drawn.every((position) => position >= 1 && position <= population)).toBe(true);
          expect(drawSample(method, population, size, seed)).toEqual(drawn);
        },
      ),
    );
  });
});
