import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceLevels, confidenceOf, evidenceKinds, levelOf, weightOf } from './whereabouts.ts';
import type { Evidence } from './whereabouts.ts';

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  kind: fc.constantFrom(...evidenceKinds),
  days: fc.double({ min: 0, max: 4000, noNaN: true }),
});
const pieces = fc.array(anyEvidence, { maxLength: 6 });
const smallest = 1e-9;

describe('the confidence in a place', () => {
  it('[K6] is a share, and nothing without evidence', () => {
    fc.assert(
      fc.property(pieces, (evidence) => {
        const confidence = confidenceOf(evidence);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
    expect(confidenceOf([])).toBe(0);
  });

  it('[K6] never grows by age', () => {
    fc.assert(
      fc.property(pieces, fc.double({ min: 0, max: 4000, noNaN: true }), (evidence, later) => {
        const older = evidence.map(({ kind, days }) => ({ kind, days: days + later }));
        expect(confidenceOf(older)).toBeLessThanOrEqual(confidenceOf(evidence) + smallest);
      }),
    );
  });

  it('[K6] never falls by another piece of evidence, and does not ask in which order they came', () => {
    fc.assert(
      fc.property(pieces, anyEvidence, (evidence, another) => {
        expect(confidenceOf([...evidence, another])).toBeGreaterThanOrEqual(confidenceOf(evidence) - smallest);
        expect(confidenceOf(evidence.toReversed())).toBeCloseTo(confidenceOf(evidence), 9);
      }),
    );
  });

  it('[K6] halves after the half-life of its kind', () => {
    for (const kind of evidenceKinds) {
      const { proves, halfLifeDays } = weightOf[kind];
      expect(confidenceOf([{ kind, days: 0 }])).toBeCloseTo(proves, 12);
      expect(confidenceOf([{ kind, days: halfLifeDays }])).toBeCloseTo(proves / 2, 12);
    }
  });

  it('[K6] in words: sure of what was scanned this week, likely after two months, doubtful after half a year', () => {
    const scanned = (days: number) => levelOf(confidenceOf([{ kind: 'scan', days }]));
    expect([scanned(0), scanned(7), scanned(50), scanned(120), scanned(365)]).toEqual([
      'sure',
      'sure',
      'likely',
      'doubtful',
      'unknown',
    ]);
    expect(
      levelOf(
        confidenceOf([
          { kind: 'rfid', days: 3 },
          { kind: 'signed', days: 41 },
        ]),
      ),
    ).toBe('sure');
  });

  it('[K6] more of it is never a lesser word', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, other) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          expect(confidenceLevels.indexOf(levelOf(more))).toBeLessThanOrEqual(confidenceLevels.indexOf(levelOf(less)));
        },
      ),
    );
  });
});
