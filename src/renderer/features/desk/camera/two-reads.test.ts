import { describe, expect, test } from 'vitest';
import { nextReads, noReads } from './two-reads.ts';
import type { CameraCode } from './two-reads.ts';

const code = (text: string): CameraCode => ({ text, symbology: 'C0' });

/** What counts as scanned, picture by picture. */
function scansOf(pictures: readonly (readonly [at: number, ...texts: string[]])[]): string[][] {
  let reads = noReads;
  return pictures.map(([at, ...texts]) => {
    const next = nextReads(reads, texts.map(code), at);
    reads = next.reads;
    return next.scans.map(({ text }) => text);
  });
}

describe('[V5] the camera as a scanner', () => {
  test('[V5] one picture is not believed, two that say the same are', () => {
    expect(
      scansOf([
        [0, 'IT-1'],
        [100, 'IT-1'],
      ]),
    ).toEqual([[], ['IT-1']]);
    expect(
      scansOf([
        [0, 'IT-1'],
        [100, 'IT-7'],
        [200, 'IT-1'],
      ]),
    ).toEqual([[], [], ['IT-1']]);
  });

  test('[V5] a code that stays in the picture is one scan', () => {
    const pictures = Array.from({ length: 50 }, (_, index) => [index * 100, 'IT-1'] as const);
    expect(scansOf(pictures).flat()).toEqual(['IT-1']);
  });

  test('[V5] taken away for a while and shown again it is another one', () => {
    expect(scansOf([[0, 'IT-1'], [100, 'IT-1'], [900], [1700, 'IT-1'], [1800, 'IT-1']]).flat()).toEqual([
      'IT-1',
      'IT-1',
    ]);
    expect(scansOf([[0, 'IT-1'], [100, 'IT-1'], [900], [1200, 'IT-1'], [1300, 'IT-1']]).flat()).toEqual(['IT-1']);
  });

  test('[V5] looks that lie apart are not two reads of one', () => {
    expect(
      scansOf([
        [0, 'IT-1'],
        [1200, 'IT-1'],
        [1300, 'IT-1'],
      ]),
    ).toEqual([[], [], ['IT-1']]);
  });

  test('[V5] several labels in one picture are scanned each', () => {
    expect(
      scansOf([
        [0, 'IT-1', 'IT-2'],
        [100, 'IT-2', 'IT-1'],
      ])[1]?.toSorted(),
    ).toEqual(['IT-1', 'IT-2']);
  });
});
